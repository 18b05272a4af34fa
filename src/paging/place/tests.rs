use super::Place;
use crate::Error;

#[test]
fn a_place_is_its_text() {
    for text in ["", "3", "a/+b%2F==", "ä b"] {
        assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
    }
}

#[test]
fn a_line_with_its_end_is_not_a_place() {
    for text in ["3\n", "abc\r\n", "\u{0}"] {
        let error = text.parse::<Place>().unwrap_err();
        assert!(matches!(error, Error::Config(_)));
        assert_eq!(
            error.to_string(),
            "place: has a control character, such as the end of the line that it was read from; remove it"
        );
    }
}

#[test]
fn debug_shows_numbers_and_no_cursors() {
    let shown = |text: &str| format!("{:?}", text.parse::<Place>().unwrap());
    assert_eq!(shown("17"), "Place(17)");
    assert_eq!(shown("ada@example.com"), "Place(15 bytes)");
}
