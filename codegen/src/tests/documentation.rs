//! Text of a document in documentation comments: none of it is code that rustdoc tests, a tag, or any other Markdown.

use serde_json::Value;

use super::comments::{comments, fault};
use super::hostile::{SPAN, WORDS, document};
use super::{AWKWARD, TOKENS, code};
use crate::document::Document;
use crate::ir::Target;

fn code_of(document: &Value, target: Target) -> String {
    let outcome = Document::parse(&document.to_string()).generate(target);
    let (_, code) = outcome.result.unwrap();
    code
}

fn assert_no_fault(document: &Value, target: Target, examples: &[&str]) {
    let comments = comments(&code_of(document, target));
    assert!(!comments.is_empty());
    for comment in comments {
        if let Some(fault) = fault(&comment, examples) {
            panic!("{fault} in:\n{comment}");
        }
    }
}

#[test]
fn no_text_is_more_than_text() {
    let texts: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    assert_no_fault(&document(&texts), Target::Dependent, &[]);
    assert_no_fault(&document(&texts), Target::GenesysCloud, &["no_run", ""]);
}

/// Each place has another width before the text. So the words move through all columns of a line.
#[test]
fn no_text_is_more_than_text_where_a_line_is_wrapped() {
    let is_plain = |word: &&&str| !word.contains(['`', '\n']);
    let plain: Vec<&str> = WORDS.iter().filter(is_plain).copied().collect();
    for words in [&*plain.join(" a "), SPAN] {
        let texts: Vec<String> = (1..=100)
            .map(|length| format!("{} {words} a {words}", "x".repeat(length)))
            .collect();
        assert_no_fault(&document(&texts), Target::Dependent, &[]);
    }
}

/// rustdoc compiles the examples of the shipped client.
#[test]
fn examples_are_rust_whatever_the_text() {
    let texts: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    let code = code_of(&document(&texts), Target::GenesysCloud);
    let mut count = 0;
    for comment in comments(&code) {
        let Some((_, example)) = comment.split_once("# Examples\n\n```") else {
            continue;
        };
        let (_, example) = example.split_once('\n').unwrap();
        let example = example.strip_suffix("```\n").unwrap().replace("\n# ", "\n");
        assert!(
            syn::parse_str::<syn::Block>(&format!("{{ {example} }}")).is_ok(),
            "{example}"
        );
        count += 1;
    }
    assert!(count > 2 * WORDS.len(), "only {count} were found");
}

#[test]
fn reviewed_code_has_only_the_markdown_of_the_generator() {
    for (spec, target, examples) in [
        (TOKENS, Target::GenesysCloud, &["no_run", ""][..]),
        (AWKWARD, Target::Dependent, &[]),
    ] {
        for comment in comments(&code(spec, target)) {
            assert_eq!(fault(&comment, examples), None, "{comment}");
        }
    }
}
