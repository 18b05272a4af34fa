//! The layout of a comment: paragraphs, lists and wrapped lines.

use crate::emit::markdown::{code, inline, lines, wrapped};

/// Joins blocks with an empty line between them, without the empty ones.
pub(super) fn blocks(blocks: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for block in blocks {
        if block.is_empty() {
            continue;
        }
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(block);
    }
    all
}

/// Returns the lines of a description, or another text if there is none.
pub(super) fn text_or(text: Option<&str>, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let lines = lines(text.unwrap_or_default());
    if lines.is_empty() { vec![otherwise()] } else { lines }
}

/// Wraps a sentence of the generator. Its links are kept.
pub(super) fn paragraph(sentence: &str) -> Vec<String> {
    wrapped(sentence, "")
}

/// Returns the wrapped lines of an item of a list.
pub(super) fn bullet(text: &str) -> Vec<String> {
    wrapped(text, "- ")
}

/// Returns a text of a document on one line, with a full stop unless it ends with a mark already.
pub(super) fn sentence(text: Option<&str>) -> String {
    let text = text.unwrap_or_default().trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', ';']) {
        inline(text)
    } else {
        // Not added to the escaped text: `1` is a word, and `1.` begins a list.
        inline(&format!("{text}."))
    }
}

/// Returns the documentation of a setter, with the description of the value that it sets.
pub(super) fn sets(ident: &str, description: Option<&str>) -> Vec<String> {
    let (ident, description) = (code(ident), sentence(description));
    if description.is_empty() {
        vec![format!("Sets {ident}.")]
    } else {
        paragraph(&format!("Sets {ident}: {description}"))
    }
}

/// Returns the first paragraph of a description.
pub(super) fn first_paragraph(text: Option<&str>) -> &str {
    let paragraph = text.unwrap_or_default().trim_start().split("\n\n").next();
    paragraph.unwrap_or_default()
}
