//! Secrets taken out of what a server sent.

use proptest::prelude::*;

use super::Redactor;

fn bytes(secrets: &[&str], text: &str) -> String {
    String::from_utf8(Redactor::new(secrets.iter().copied()).bytes(text.into())).unwrap()
}

fn text(secrets: &[&str], text: &str) -> String {
    Redactor::new(secrets.iter().copied()).text(text)
}

#[test]
fn without_secrets_nothing_changes() {
    assert_eq!(text(&[], "as it was"), "as it was");
    assert_eq!(bytes(&[], "as it was"), "as it was");
}

#[test]
fn an_empty_secret_is_none() {
    assert_eq!(text(&["", ""], "as it was"), "as it was");
    assert_eq!(bytes(&["", ""], "as it was"), "as it was");
}

#[test]
fn each_occurrence_goes() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["key"], "key=key, akeyb"), "***=***, a***b");
        assert_eq!(redact(&["key"], "keykeykey"), "*********");
    }
}

#[test]
fn the_whole_text_may_be_the_secret() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["key"], "key"), "***");
        assert_eq!(redact(&["longer than the text"], "key"), "key");
    }
}

#[test]
fn a_secret_within_another_leaves_no_rest() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["cre", "secret"], "a secret cre"), "a *** ***");
        assert_eq!(redact(&["secret", "cre"], "a secret cre"), "a *** ***");
    }
}

#[test]
fn secrets_that_overlap_leave_no_rest() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["abcdef", "defghi"], "<abcdefghi>"), "<***>");
        assert_eq!(redact(&["defghi", "abcdef"], "<abcdefghi>"), "<***>");
        assert_eq!(redact(&["aba"], "<ababa>"), "<***>");
    }
}

#[test]
fn a_secret_of_stars_does_not_grow() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["*", "key"], "key*"), "******");
    }
}

#[test]
fn a_secret_is_found_where_it_is_escaped() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["a\"b\\c"], r#"x a\"b\\c y"#), "x *** y");
        assert_eq!(redact(&["a/b+c="], r"x a\/b+c= y"), "x *** y");
        assert_eq!(redact(&["ü€"], r"x \u00FC\u20ac y"), "x *** y");
        assert_eq!(redact(&["key😀"], r"x key\uD83D\ude00 y"), "x *** y");
    }
}

#[test]
fn a_secret_is_found_where_debug_has_quoted_it() {
    let secret = "a\"b\\c'd\u{200b}e";
    let quoted = format!("invalid type: string {secret:?}, expected i32");
    assert_eq!(text(&[secret], &quoted), "invalid type: string \"***\", expected i32");
}

#[test]
fn broken_escapes_are_left_alone() {
    for broken in [
        r"\",
        r"\u",
        r"\u00",
        r"\uD83D",
        r"\uD83D\u0041",
        r"\u{",
        r"\u{}",
        r"\u{110000}",
        r"\q",
    ] {
        assert_eq!(text(&["key"], broken), broken);
        assert_eq!(bytes(&["key"], broken), broken);
    }
}

#[test]
fn bytes_that_are_no_text_stay() {
    let redactor = Redactor::new(["key"]);
    assert_eq!(redactor.bytes(b"\xffkey\xfe".to_vec()), b"\xff***\xfe");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_secret_is_left(secret in "[a-c\"\\\\/ü]{3,8}", before in "[a-c\"/ü]{0,8}", after in "[a-c\"/ü]{0,8}") {
        let plain = format!("{before}{secret}{after}");
        let json = serde_json::to_string(&plain).unwrap();
        let redactor = Redactor::new([secret.as_str()]);
        prop_assert!(!redactor.text(&plain).contains(&secret));
        let clean = String::from_utf8(redactor.bytes(plain.into_bytes())).unwrap();
        prop_assert!(!clean.contains(&secret));
        let clean = redactor.bytes(json.into_bytes());
        if let Ok(clean) = serde_json::from_slice::<String>(&clean) {
            prop_assert!(!clean.contains(&secret));
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..256), secret in "(?s).{0,40}") {
        let clean = Redactor::new([secret.as_str()]).bytes(bytes.clone());
        prop_assert!(secret.is_empty() || clean.len() <= bytes.len().saturating_mul(3));
    }
}
