//! Masking of secrets in what a server sent.

use proptest::prelude::*;

use super::Redactor;

fn bytes(secrets: &[&str], text: &str) -> String {
    String::from_utf8(Redactor::new(secrets.iter().copied()).bytes(text.into())).unwrap()
}

fn text(secrets: &[&str], text: &str) -> String {
    Redactor::new(secrets.iter().copied()).text(text)
}

#[test]
fn without_secrets_text_is_unchanged() {
    assert_eq!(text(&[], "as it was"), "as it was");
    assert_eq!(bytes(&[], "as it was"), "as it was");
}

#[test]
fn an_empty_secret_is_ignored() {
    assert_eq!(text(&["", ""], "as it was"), "as it was");
    assert_eq!(bytes(&["", ""], "as it was"), "as it was");
}

#[test]
fn each_occurrence_is_masked() {
    for redact in [text, bytes] {
        let twice = "the-key1=the-key1, athe-key1b";
        assert_eq!(redact(&["the-key1"], twice), "***=***, a***b");
        assert_eq!(redact(&["the-key1"], "the-key1the-key1the-key1"), "*********");
    }
}

#[test]
fn the_whole_text_may_be_the_secret() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["the-key1"], "the-key1"), "***");
        assert_eq!(redact(&["longer than the text"], "the-key1"), "the-key1");
    }
}

#[test]
fn a_secret_within_another_is_masked_with_it() {
    for redact in [text, bytes] {
        let text = "a my-secret-1-too secret-1";
        assert_eq!(redact(&["secret-1", "my-secret-1-too"], text), "a *** ***");
        assert_eq!(redact(&["my-secret-1-too", "secret-1"], text), "a *** ***");
    }
}

#[test]
fn secrets_that_overlap_are_masked_in_full() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["abcdefgh", "efghijkl"], "<abcdefghijkl>"), "<***>");
        assert_eq!(redact(&["efghijkl", "abcdefgh"], "<abcdefghijkl>"), "<***>");
        assert_eq!(redact(&["abcdabcd"], "<abcdabcdabcd>"), "<***>");
    }
}

#[test]
fn a_secret_of_asterisks_does_not_grow() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["********", "the-key1"], "the-key1********"), "******");
    }
}

#[test]
fn an_escaped_secret_is_found() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["aaaa\"b\\c"], r#"x aaaa\"b\\c y"#), "x *** y");
        assert_eq!(redact(&["aaaa/b+c="], r"x aaaa\/b+c= y"), "x *** y");
        assert_eq!(redact(&["aaaaü€"], r"x aaaa\u00FC\u20ac y"), "x *** y");
        assert_eq!(redact(&["a-key😀"], r"x a-key\uD83D\ude00 y"), "x *** y");
    }
}

#[test]
fn a_secret_quoted_by_debug_is_found() {
    let secret = "a\"b\\c'd\u{200b}e";
    let quoted = format!("invalid type: string {secret:?}, expected i32");
    assert_eq!(text(&[secret], &quoted), "invalid type: string \"***\", expected i32");
}

#[test]
fn invalid_escapes_are_unchanged() {
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
        assert_eq!(text(&["the-key1"], broken), broken);
        assert_eq!(bytes(&["the-key1"], broken), broken);
    }
}

#[test]
fn bytes_that_are_not_text_are_unchanged() {
    let redactor = Redactor::new(["the-key1"]);
    assert_eq!(redactor.bytes(b"\xffthe-key1\xfe".to_vec()), b"\xff***\xfe");
}

#[test]
fn a_secret_of_less_than_8_bytes_is_not_searched_for() {
    for redact in [text, bytes] {
        assert_eq!(
            redact(&["e", "token", "1234567"], "bad.token.1234567"),
            "bad.token.1234567"
        );
        assert_eq!(redact(&["12345678"], "bad.token.12345678"), "bad.token.***");
        // The limit counts bytes.
        assert_eq!(redact(&["üüüü"], "bad üüüü"), "bad ***");
    }
}

#[test]
fn a_beginning_of_a_secret_at_the_end_is_masked() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["a-secret-of-the-client"], "x a-secret-of"), "x ***");
        assert_eq!(redact(&["a-secret-of-the-client"], "x a-secret-of "), "x a-secret-of ");
        // Fewer characters could be the end of any text.
        assert_eq!(redact(&["a-secret-of-the-client"], "x a-secret"), "x ***");
        assert_eq!(redact(&["a-secret-of-the-client"], "x a-secre"), "x a-secre");
    }
}

#[test]
fn an_escaped_secret_that_is_cut_off_is_masked() {
    let secret = "a\"-secret-ü😀";
    for spelling in [
        r#"a\"-secret-\u00fc\ud83d\ude00"#,
        r#"a\"-secret-\u{fc}\u{1f600}"#,
        r#"\u0061\"\u002dsecret-ü\ud83d\ude00"#,
    ] {
        let shortest = spelling.find("et-").unwrap() + 1;
        for end in shortest..spelling.len() {
            if let Some(cut) = spelling.get(..end) {
                assert_eq!(text(&[secret], &format!("x {cut}")), "x ***", "{cut}");
            }
        }
    }
}

#[test]
fn a_secret_that_repeats_its_beginning_is_found() {
    for redact in [text, bytes] {
        assert_eq!(redact(&["abababac"], "ababababac"), "ab***");
        assert_eq!(redact(&["aabaabaaa"], "aabaabaabaaa"), "aab***");
        assert_eq!(redact(&["abcabcabd"], "abcabcabcabd abcabcab"), "abc*** ***");
    }
}

#[test]
fn a_prefix_has_no_part_of_a_secret_at_its_end() {
    let redactor = Redactor::new(["the-secret"]);
    let text = "0123456789 the-secret and more";
    for limit in 0..=text.len() {
        let prefix = redactor.prefix(text, limit);
        assert!(prefix.len() <= limit.max(14), "{prefix}");
        assert!("0123456789 *** and more".starts_with(&prefix), "{limit}: {prefix}");
    }
    assert_eq!(redactor.prefix("größe", 3), "gr");
}

#[test]
fn the_work_for_a_prefix_does_not_grow_with_the_text() {
    let redactor = Redactor::new(["the-secret"]);
    let text = "the-secret".repeat(10_000_000);
    assert_eq!(redactor.prefix(&text, 20), "******");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_secret_is_left(secret in "[a-c\"\\\\/ü]{8,12}", before in "[a-c\"/ü]{0,8}", after in "[a-c\"/ü]{0,8}") {
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
    fn exactly_the_secrets_are_masked(secret in "[ab]{8,10}", text in "[ab]{0,40}") {
        // Two characters for each position, so that a text often has the secret.
        let covered = |at: usize| {
            let starts = at.saturating_sub(secret.len() - 1)..=at;
            let mut whole = starts.clone().filter(|start| text[*start..].starts_with(&secret));
            let mut cut = starts.filter(|start| text.len() - start >= 8 && secret.starts_with(&text[*start..]));
            whole.next().is_some() || cut.next().is_some()
        };
        let kept: String = text.char_indices().filter(|(at, _)| !covered(*at)).map(|(_, c)| c).collect();
        let clean = self::text(&[&secret], &text);
        prop_assert_eq!(clean.replace('*', ""), kept, "{}", clean);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..256), secret in "(?s).{0,40}") {
        let clean = Redactor::new([secret.as_str()]).bytes(bytes.clone());
        prop_assert!(clean.len() <= bytes.len());
    }
}
