use super::{seconds, show};

#[test]
fn a_duration_is_a_number_with_a_unit() {
    for (text, expected) in [("15m", 900), ("900s", 900), ("2h", 7_200), ("0015m", 900)] {
        assert_eq!(seconds(text), Ok(expected), "{text}");
    }
    for text in [
        "",
        "m",
        "15",
        "15 m",
        "1.5h",
        "-5m",
        "+5m",
        "15M",
        "15min",
        "1h30m",
        "15µ",
        "0m",
        "99999999999s",
        "2000000h",
    ] {
        assert!(seconds(text).is_err(), "{text}");
    }
}

#[test]
fn a_duration_is_shown_in_its_largest_whole_unit() {
    for (seconds, text) in [
        (900, "15 min"),
        (7_200, "2 h"),
        (90, "90 s"),
        (5_400, "90 min"),
        (0, "0 s"),
    ] {
        assert_eq!(show(seconds), text);
    }
}
