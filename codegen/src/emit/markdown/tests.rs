use super::{code, inline, lines};

fn joined(text: &str) -> String {
    lines(text).join("\n")
}

#[test]
fn nothing_becomes_a_link_or_a_tag() {
    assert_eq!(
        joined("See [this] and <b>that</b>"),
        r"See \[this\] and \<b\>that\</b\>"
    );
    assert_eq!(
        joined("[guide](https://a.example/x_y)."),
        r"\[guide\](<https://a.example/x_y>)."
    );
    assert_eq!(
        joined("At https://a.example/x, or later"),
        "At <https://a.example/x>, or later"
    );
}

#[test]
fn a_backslash_stays_one() {
    assert_eq!(joined(r"C:\dir"), r"C:\\dir");
}

#[test]
fn code_blocks_are_not_compiled() {
    assert_eq!(
        joined("Like:\n```rust\nlet x = [1];\n```\nend"),
        "Like:\n\n```text\nlet x = [1];\n```\n\nend"
    );
    assert_eq!(joined("```\nnever closed"), "```text\nnever closed\n```");
    assert_eq!(joined("    let indented = 1;"), "let indented = 1;");
}

#[test]
fn code_spans_stay_and_single_backticks_go() {
    assert_eq!(joined("a `[b]` c"), "a `[b]` c");
    assert_eq!(joined("a `[b] c"), r"a '\[b\] c");
}

#[test]
fn names_of_code_are_marked_as_such() {
    assert_eq!(joined("A TokenInfo, snake_case."), "A `TokenInfo`, `snake_case`.");
    assert_eq!(joined("OAuth and HIPAA"), "OAuth and HIPAA");
}

#[test]
fn paragraphs_are_wrapped_and_lists_stay() {
    let long = "word ".repeat(40);
    assert!(lines(&long).iter().all(|line| line.len() <= 100));
    assert_eq!(
        joined("Two:\n* one\nmore of it\n* two\n\nEnd"),
        "Two:\n\n- one more of it\n- two\n\nEnd"
    );
}

#[test]
fn wrapping_begins_no_list_and_no_heading() {
    for word in ["-", "+", "#", "1.", "2)", "===", "---"] {
        let text = format!("{} {word} x", "a".repeat(98));
        assert_eq!(lines(&text)[0].rsplit(' ').next(), Some(word));
    }
    assert_eq!(joined("# Errors"), r"\# Errors");
}

#[test]
fn a_number_at_the_start_begins_no_list() {
    assert_eq!(joined("1. First do"), r"1\. First do");
    assert_eq!(joined("10) First do"), r"10\) First do");
    assert_eq!(inline("1. First do"), r"1\. First do");
}

#[test]
fn a_single_backtick_does_not_disable_the_other_escapes() {
    assert_eq!(joined("# It`s new"), r"\# It's new");
    assert_eq!(joined("1. It`s new"), r"1\. It's new");
}

#[test]
fn empty_lines_at_the_ends_go() {
    assert_eq!(joined("\n\n a \n\n\n b\n\n"), "a\n\nb");
    assert!(lines(" \n").is_empty());
}

#[test]
fn control_characters_and_turned_text_go() {
    assert_eq!(inline("a\u{0}b\u{202e}c"), "a bc");
    assert_eq!(joined("a\rb"), "a b");
}

#[test]
fn code_is_code_whatever_is_in_it() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "`` a`b ``");
}
