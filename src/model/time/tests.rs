//! What is read as a time, and what is not.

use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;

use super::Written as _;

fn timestamp(text: &str) -> Option<String> {
    Timestamp::parse(text).map(|time| time.to_string())
}

fn date(text: &str) -> Option<String> {
    Date::parse(text).map(|date| date.to_string())
}

#[test]
fn a_time_with_one_meaning_is_read() {
    for (text, expected) in [
        ("2024-02-03T04:05:06.789Z", "2024-02-03T04:05:06.789Z"),
        ("2024-02-03T04:05:06", "2024-02-03T04:05:06Z"),
        ("2024-02-03 04:05:06", "2024-02-03T04:05:06Z"),
        ("2024-02-03T04:05", "2024-02-03T04:05:00Z"),
        ("2024-02-03", "2024-02-03T00:00:00Z"),
        (" 2024-02-03T04:05:06Z\n", "2024-02-03T04:05:06Z"),
        ("2024-02-03T04:05:06.1234567891Z", "2024-02-03T04:05:06.123456789Z"),
        (
            "2024-02-03T04:05:06.99999999999999+02:00",
            "2024-02-03T02:05:06.999999999Z",
        ),
        ("2024-02-03T04:05:06.1234567891", "2024-02-03T04:05:06.123456789Z"),
        ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
        ("2024-02-28T24:00:00.000+01:00", "2024-02-28T23:00:00Z"),
        ("2024-02-28T24:00", "2024-02-29T00:00:00Z"),
        ("2024-02-03T04:05:06+0000", "2024-02-03T04:05:06Z"),
        ("2024-02-03T04:05:06-00:00", "2024-02-03T04:05:06Z"),
        ("2024-02-03T04:05:06+02", "2024-02-03T02:05:06Z"),
    ] {
        assert_eq!(timestamp(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_time_without_a_meaning_or_out_of_range_is_not_read() {
    for text in [
        "",
        " ",
        "tomorrow",
        "9999-12-31T23:59:59Z",
        "9999-12-31T24:00:00",
        "10000-01-01T00:00:00Z",
        "0000-00-00T00:00:00Z",
        "2024-02-30T00:00:00Z",
        "2024-02-03T25:00:00Z",
        "2024-02-03T24:00:01Z",
        "2024-02-03T24:01:00Z",
        "2024-02-03T24:00:00 noon",
        "1700000000000",
        "03/02/2024",
        "2024-02-03T04:05:06[Europe/Paris]",
        "2024-02-03T04:05:06Z and more",
    ] {
        assert_eq!(timestamp(text), None, "{text}");
    }
}

#[test]
fn a_date_may_have_a_time_that_does_not_change_it() {
    for (text, expected) in [
        ("2024-02-03", Some("2024-02-03")),
        (" 2024-02-03 ", Some("2024-02-03")),
        ("2024-02-03T00:00:00Z", Some("2024-02-03")),
        ("2024-02-03T00:00:00.000+01:00", Some("2024-02-03")),
        ("2024-02-03T04:05:06", Some("2024-02-03")),
        // Midnight in another zone.
        ("2024-02-02T23:00:00Z", None),
        ("", None),
        ("2024-02-30", None),
        ("9999-12-31", Some("9999-12-31")),
        ("10000-01-01", None),
    ] {
        assert_eq!(date(text).as_deref(), expected, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_parsed_without_a_panic(text in "(?s).{0,40}", like in "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]24:00[0-9:.,Zü+-]{0,16}") {
        let _ = (timestamp(&text), date(&text));
        let _ = (timestamp(&like), date(&like));
    }

    #[test]
    fn every_time_in_range_is_read_as_it_is(second in Timestamp::MIN.as_second() + 1..Timestamp::MAX.as_second(), nanosecond in 0..1_000_000_000) {
        let time = Timestamp::new(second, nanosecond).unwrap();
        prop_assert_eq!(Timestamp::parse(&time.to_string()), Some(time));
    }
}
