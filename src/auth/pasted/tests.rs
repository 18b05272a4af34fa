//! Texts that were copied with something around them, or in place of them.

use super::{Content, check};
use crate::named::Named;

const ALL: [Content; 3] = [Content::ClientId, Content::ClientSecret, Content::Token];

fn refusal(content: Content, text: &str) -> Option<String> {
    let setting = Named::new("SETTING", ());
    let error = check(&setting, content, text).err()?;
    let shown = error.to_string();
    assert!(!shown.contains("s3cr3t"), "{shown}");
    Some(shown)
}

fn is_refused_everywhere(text: &str, problem: &str) {
    for content in ALL {
        let refusal = refusal(content, text).unwrap_or_else(|| panic!("{content:?} accepts {text:?}"));
        assert!(
            refusal.starts_with("SETTING: the ") && refusal.contains(problem),
            "{refusal}"
        );
    }
}

#[test]
fn what_the_platform_issues_is_accepted() {
    for content in ALL {
        for text in [
            "7f0c2a8e-1111-4222-8333-944455556666",
            "aB3-_~.!$&'()*+,;=:@/?#[]%",
            "x",
        ] {
            assert_eq!(refusal(content, text), None, "{content:?} {text}");
        }
    }
    assert_eq!(refusal(Content::ClientSecret, "with an inner space"), None);
}

#[test]
fn quotes_are_named() {
    for text in ["\"s3cr3t\"", "'s3cr3t'", "`s3cr3t`", "\u{201c}s3cr3t\u{201d}"] {
        is_refused_everywhere(text, "is in quotes; remove them");
    }
}

#[test]
fn a_variable_that_was_not_replaced_is_named() {
    for text in ["${TOKEN}", "$(TOKEN)", "{{ token }}", "%TOKEN%", "<your token>"] {
        is_refused_everywhere(text, "looks like a variable that was not replaced");
    }
}

#[test]
fn the_text_of_a_missing_value_is_named() {
    for text in ["null", "undefined", "None"] {
        is_refused_everywhere(text, "is the text of a missing value");
    }
    is_refused_everywhere("", "is empty");
}

#[test]
fn a_line_break_and_spaces_at_the_ends_are_named() {
    is_refused_everywhere("s3cr3t\n", "ends with a line break");
    is_refused_everywhere("s3cr3t\r\n", "ends with a line break");
    is_refused_everywhere(" s3cr3t", "begins or ends with a space");
    is_refused_everywhere("s3cr3t ", "begins or ends with a space");
}

#[test]
fn an_invisible_character_is_named_with_its_place() {
    is_refused_everywhere("\u{feff}s3cr3t", "contains U+FEFF at position 1");
    is_refused_everywhere("s3cr3t\u{a0}x", "contains U+00A0 at position 7");
    is_refused_everywhere("s3cr\u{200b}3t", "contains U+200B at position 5");
    is_refused_everywhere("s3cr\t3t", "contains U+0009 at position 5");
    is_refused_everywhere("ü", "contains U+00FC at position 1");
}

#[test]
fn a_token_has_neither_spaces_nor_its_scheme() {
    let of_token = |text| refusal(Content::Token, text).unwrap();
    assert!(of_token("s3c r3t").contains("contains a space at position 4"));
    assert!(of_token("Bearer s3cr3t").contains("begins with \"Bearer \""));
    assert!(of_token("bearer s3cr3t").contains("begins with \"Bearer \""));
}
