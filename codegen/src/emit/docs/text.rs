//! The layout of a comment: paragraphs, lists and wrapped lines.

use crate::emit::markdown::{Links, inline, lines, wrapped};

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
pub(super) fn text_or(text: Option<&str>, links: &Links<'_>, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let description = lines(text.unwrap_or_default(), links);
    if description.is_empty() {
        vec![otherwise()]
    } else {
        description
    }
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
        // The full stop is added before the text is escaped: `1` is a word, and `1.` begins a list.
        inline(&format!("{text}."))
    }
}

/// Returns the documentation of a setter, with the description of the value that it sets.
pub(super) fn sets(what: &str, description: Option<&str>) -> Vec<String> {
    let description = sentence(description);
    if description.is_empty() {
        vec![format!("Sets {what}.")]
    } else {
        paragraph(&format!("Sets {what}: {description}"))
    }
}

/// Returns the first sentence of a description.
pub(super) fn first_sentence(text: Option<&str>) -> &str {
    let text = text.unwrap_or_default().trim_start();
    let end = text.find("\n\n").unwrap_or(text.len());
    let paragraph = &text[..end];
    // After an abbreviation, such as `e.g.`, a word does not begin with a capital.
    let ends = paragraph
        .match_indices(". ")
        .map(|(at, stop)| (at + 1, at + stop.len()));
    let first = ends
        .filter(|(_, next)| paragraph[*next..].starts_with(|char: char| char.is_ascii_uppercase() || char == '`'))
        .map(|(end, _)| end)
        .next();
    &paragraph[..first.unwrap_or(paragraph.len())]
}
