use pulldown_cmark::{Event, Options, Tag, TagEnd};

use super::{Links, cell, code, inline, wrapped};
use crate::tests::comments::{events, fault};
use crate::tests::hostile::WORDS;

fn lines(text: &str) -> Vec<String> {
    super::lines(text, &Links::default())
}

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
fn invisible_characters_go() {
    assert_eq!(joined("a\u{200b}b\u{ad}c\u{2028}d"), "abcd");
}

#[test]
fn a_name_becomes_a_link_alone_or_in_a_span() {
    let mut common = Links::default();
    common.add("getA", "get_a", "GetA");
    let mut links = Links::with_common(&common);
    links.add("some_name", "x", "Self::x");
    links.add("plain", "plain", "Self::plain");
    let linked = |text: &str| super::lines(text, &links).join("\n");
    assert_eq!(
        linked("Call getA, (`getA`) or getA()."),
        "Call [`get_a`](GetA), ([`get_a`](GetA)) or [`get_a`](GetA)()."
    );
    assert_eq!(linked("The some_name is plain."), "The [`x`](Self::x) is plain.");
    assert_eq!(
        linked("getAB `getA b` x`getA` [getA]"),
        "getAB `getA b` x`getA` \\[[`get_a`](GetA)\\]"
    );
    assert_eq!(linked("https://a.example/getA"), "<https://a.example/getA>");
    assert_eq!(linked("```\ngetA\n```"), "```text\ngetA\n```");
}

#[test]
fn a_cell_has_no_bar_that_ends_it() {
    for text in ["a | b", "`a|b`", "\\|", "||"] {
        let row = format!("| {} | x |", cell(&inline(text)));
        let table = format!("| a | b |\n|---|---|\n{row}");
        let parts: Vec<Event<'_>> = events(&table, Options::ENABLE_TABLES);
        let cells = parts.iter().filter(|event| **event == Event::Start(Tag::TableCell));
        assert_eq!(cells.count(), 4, "{row}");
    }
}

#[test]
fn code_is_code_whatever_is_in_it() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "`` a`b ``");
}

/// Parts of texts, which the test combines in every way.
const PARTS: &[&str] = &[
    "`",
    "``",
    "```",
    "~~~",
    "<b>",
    ">",
    "#",
    "-",
    "1.",
    "|",
    "\\",
    "[x](y)",
    "&lt;",
    "*",
    "_",
    "a_b",
    "http://a.b",
    "a",
    " ",
];

/// Returns the text that a reader sees.
fn visible(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown, Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Returns the characters of a text without those that only lay it out. Single backticks become quotation marks.
fn characters(text: &str) -> String {
    let mut text = text.to_owned();
    text.retain(|char| !char.is_whitespace() && !"`'".contains(char));
    text
}

fn assert_shows_itself(text: &str) {
    for markdown in [inline(text), joined(&format!("x {text}"))] {
        assert_eq!(fault(&markdown, &[]), None, "{text:?} is {markdown:?}");
        let seen = characters(&visible(&markdown));
        assert_eq!(
            seen.trim_start_matches('x'),
            characters(text),
            "{text:?} is {markdown:?}"
        );
    }
    let span = code(text);
    assert_eq!(fault(&span, &[]), None, "{text:?} is {span:?}");
    let seen = visible(&span);
    assert_eq!(seen.trim_end(), text.trim_end(), "{text:?} is {span:?}");
}

#[test]
fn a_text_of_any_parts_is_shown_as_it_is() {
    assert_shows_itself("");
    for first in PARTS {
        for second in PARTS {
            for third in PARTS {
                for separator in ["", " "] {
                    assert_shows_itself(&[*first, *second, *third].join(separator));
                }
            }
        }
    }
}

/// If the beginning and the end of a span were on different lines, the rules of lines would apply to the text between them.
#[test]
fn a_code_span_stays_on_one_line() {
    let span = format!("`{} <script> ~~~ > # - 1.`", "x ".repeat(80));
    let text = format!("Some words before {span}, and after it");
    let expected = ["Some words before", &format!("{span},"), "and after it"];
    assert_eq!(lines(&text), expected);
    let rendered = format!("a {}", code("b  c` d"));
    assert_eq!(wrapped(&rendered, ""), [rendered]);
}

#[test]
fn text_beside_a_code_span_stays_outside_of_it() {
    assert_eq!(joined("`a`b_c"), r"`a`b\_c");
    assert_eq!(joined("``a`b`` `` c"), "`` a`b `` '' c");
}

/// All places wrap lines with one function, which has to handle each word at each column.
#[test]
fn no_word_is_more_than_text_at_any_column() {
    for word in WORDS {
        for length in 1..=100 {
            let text = format!("{} {word} a {word}", "x".repeat(length));
            let comments = [lines(&text), lines(&format!("- {text}")), wrapped(&inline(&text), "- ")];
            for comment in comments.map(|lines| lines.join("\n")) {
                assert_eq!(fault(&comment, &[]), None, "{comment}");
            }
        }
    }
}
