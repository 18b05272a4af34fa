//! `Retry-After`: valid values, and invalid ones that servers send.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use ureq::http::{HeaderMap, HeaderValue, header};

use crate::retry::retry_after;
use crate::retry::retry_after::http_date;

/// The date of RFC 9110, section 5.6.7, in its three forms.
const DATES: [&str; 3] = [
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
];

fn headers(values: &[&str], date: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(header::RETRY_AFTER, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    if let Some(date) = date {
        headers.insert(header::DATE, HeaderValue::from_str(date).unwrap());
    }
    headers
}

fn read(value: &str) -> Option<Duration> {
    retry_after(&headers(&[value], None))
}

#[allow(clippy::unnecessary_wraps, reason = "the type that it is compared with")]
fn seconds(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

/// Returns a date so many seconds from now, in the preferred form.
fn date_in(seconds: i64) -> String {
    let then = Timestamp::now() + SignedDuration::from_secs(seconds);
    then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[test]
fn without_the_header_there_is_no_wait() {
    assert_eq!(retry_after(&headers(&[], None)), None);
    assert_eq!(retry_after(&headers(&[], Some(DATES[0]))), None);
}

#[test]
fn whole_seconds() {
    assert_eq!(read("7"), seconds(7));
    assert_eq!(read("0"), seconds(0));
    assert_eq!(read("007"), seconds(7));
    assert_eq!(read("3600"), seconds(3600));
    assert_eq!(read("1000000000"), seconds(1_000_000_000));
    assert_eq!(read("18446744073709551615"), seconds(u64::MAX));
}

#[test]
fn space_around_the_value_does_not_matter() {
    assert_eq!(read("\t 7 "), seconds(7));
}

#[test]
fn more_seconds_than_fit_into_64_bits_are_the_longest_wait() {
    assert_eq!(read("18446744073709551616"), seconds(u64::MAX));
    assert_eq!(read(&"9".repeat(400)), seconds(u64::MAX));
    assert!(read("99999999999999999999999.5") >= seconds(u64::MAX));
    assert!(read(&format!("{}.5", "9".repeat(400))) >= seconds(u64::MAX));
}

#[test]
fn a_fraction_is_rounded_up() {
    assert_eq!(read("1.5"), seconds(2));
    assert_eq!(read("0.001"), seconds(1));
    assert_eq!(read("2.0"), seconds(2));
    assert_eq!(read(".5"), seconds(1));
    assert_eq!(read("7."), seconds(7));
}

#[test]
fn an_invalid_value_is_none() {
    for value in [
        "",
        " ",
        ".",
        "..",
        "1.2.3",
        "-1",
        "-0",
        "+1",
        "1e9",
        "0x10",
        "inf",
        "NaN",
        "soon",
        "7 s",
        "7s",
        "1, 2",
        "7;",
        "٧",
        "Sun, 06 Nov 1994",
        "06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 2094 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
    ] {
        assert_eq!(read(value), None, "{value:?}");
    }
    let mut headers = HeaderMap::new();
    headers.insert(header::RETRY_AFTER, HeaderValue::from_bytes(b"\xff\xfe").unwrap());
    assert_eq!(retry_after(&headers), None);
}

#[test]
fn a_date_may_have_another_zone_or_form() {
    for date in [
        "Sun, 06 Nov 1994 08:49:37 -0000",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 10:49:37 +0200",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 Z",
        "Sun, 06 Nov 1994 08:49:37",
        "sun, 06 nov 1994 08:49:37 gmt",
        "SUNDAY, 06-NOV-94 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
        "1994-11-06t08:49:37z",
        "1994-11-06T09:49:37+01:00",
        "1994-11-06 08:49:37",
    ] {
        let read = http_date(date).unwrap_or_else(|| panic!("{date}"));
        assert_eq!(read.to_string(), "1994-11-06T08:49:37", "{date}");
    }
    for text in [
        "",
        "soon",
        "Sun, 06 Nov 1994",
        "Sun, 06 Nov 1994 08:49:37 PST8",
        "+0000",
    ] {
        assert_eq!(http_date(text), None, "{text}");
    }
}

#[test]
fn each_of_the_three_forms_of_a_date_is_read() {
    for date in DATES {
        let read = http_date(date).unwrap_or_else(|| panic!("{date}"));
        assert_eq!(read.to_string(), "1994-11-06T08:49:37", "{date}");
    }
    assert_eq!(
        http_date("Wed Nov 16 08:49:37 1994").unwrap().to_string(),
        "1994-11-16T08:49:37"
    );
}

#[test]
fn a_date_is_compared_with_the_date_of_the_response() {
    for date in DATES {
        for (from, wait) in [
            ("Sun, 06 Nov 1994 08:49:30 GMT", 7),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
            ("Sun Nov  6 07:49:37 1994", 3600),
            ("Mon, 07 Nov 1994 08:49:37 GMT", 0),
        ] {
            assert_eq!(
                retry_after(&headers(&[date], Some(from))),
                seconds(wait),
                "{date} {from}"
            );
        }
    }
}

#[test]
fn a_date_is_compared_with_the_clock_if_the_response_has_no_valid_date() {
    for from in [None, Some("yesterday")] {
        let wait = retry_after(&headers(&[&date_in(100)], from)).unwrap();
        // The second that the date leaves out, and the time that the test takes.
        assert!(
            wait <= Duration::from_secs(100) && wait > Duration::from_secs(40),
            "{wait:?}"
        );
    }
}

#[test]
fn a_date_in_the_past_means_now() {
    for date in DATES {
        assert_eq!(read(date), seconds(0), "{date}");
    }
    assert_eq!(read(&date_in(-100)), seconds(0));
}

#[test]
fn the_last_possible_date_is_read() {
    let wait = retry_after(&headers(&["Fri, 31 Dec 9999 23:59:59 GMT"], Some(DATES[0])));
    assert!(wait.unwrap() > Duration::from_secs(252_000_000_000));
}

#[test]
fn the_longer_of_two_values_counts() {
    assert_eq!(retry_after(&headers(&["1", "60"], None)), seconds(60));
    assert_eq!(retry_after(&headers(&["60", "1"], None)), seconds(60));
    assert_eq!(retry_after(&headers(&["soon", "7"], None)), seconds(7));
    assert_eq!(retry_after(&headers(&["7", DATES[0]], None)), seconds(7));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_header_value_panics(value in prop::collection::vec(any::<u8>(), 0..64), date in "(?s).{0,40}") {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_bytes(&value) {
            headers.insert(header::RETRY_AFTER, value);
        }
        if let Ok(date) = HeaderValue::from_str(&date) {
            headers.insert(header::DATE, date);
        }
        let _ = retry_after(&headers);
    }

    #[test]
    fn nothing_that_resembles_a_date_or_a_number_panics(value in "[A-Za-z]{3,6},? [0-9]{1,3}[- ][A-Za-z]{3}[- ][0-9]{1,9} [0-9:.]{0,12}( GMT)?|[-+0-9.eE]{0,40}") {
        let wait = read(&value);
        if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
            prop_assert_eq!(wait, seconds(value.parse().unwrap_or(u64::MAX)));
        }
    }

    #[test]
    fn every_date_is_read_in_every_form(second in 0_i64..3_000_000_000) {
        let date = Timestamp::from_second(second).unwrap();
        for form in ["%a, %d %b %Y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
            prop_assert_eq!(http_date(&date.strftime(form).to_string()), Some(date.to_zoned(jiff::tz::TimeZone::UTC).datetime()));
        }
    }
}
