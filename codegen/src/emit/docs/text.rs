//! The layout of a comment: paragraphs, lists and wrapped lines.

use crate::emit::markdown::{code, lines, wrapped};

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

/// Ends a text with a full stop, unless it ends with a mark already.
pub(super) fn sentence(text: &str) -> String {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', ';']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

/// Returns the documentation of a setter, with the description of the value that it sets.
pub(super) fn sets(ident: &str, description: &str) -> Vec<String> {
    let ident = code(ident);
    if description.is_empty() {
        vec![format!("Sets {ident}.")]
    } else {
        paragraph(&format!("Sets {ident}: {}", sentence(description)))
    }
}

/// Returns the first paragraph of a description.
pub(super) fn first_paragraph(text: Option<&str>) -> &str {
    let paragraph = text.unwrap_or_default().trim_start().split("\n\n").next();
    paragraph.unwrap_or_default()
}
