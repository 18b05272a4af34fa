//! Changes as Markdown, for a pull request.

use std::fmt::Write as _;

use super::change::{Change, Changes, Consequence, Kind};
use super::text::{counted, totals};

pub(super) fn markdown(changes: &Changes) -> String {
    let mut text = format!("## API changes: version step {}\n", changes.step().name());
    // Writing to a string does not fail.
    if changes.all.is_empty() {
        let _ = writeln!(text, "\nNothing changes for callers.");
        return text;
    }
    let _ = writeln!(text, "\n{}.", totals(changes));
    for kind in Kind::ALL {
        let mut of_kind = changes.with_kind(kind).peekable();
        if of_kind.peek().is_some() {
            let _ = writeln!(text, "\n### {}\n", heading(kind));
        }
        for change in of_kind {
            one(change, &mut text);
        }
    }
    if let Some(note) = changes.note() {
        let _ = writeln!(text, "\nNote: {}.", marked(note));
    }
    text
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Breaking => "Breaking",
        Kind::Additive => "Additive",
        Kind::Documentation => "Documentation",
    }
}

/// Writes a change as an item of a list, with its consequences in a part that readers open.
fn one(Change { path, what, with, .. }: &Change, text: &mut String) {
    let _ = writeln!(text, "- {}: {}", code(path), marked(what));
    if with.is_empty() {
        return;
    }
    let _ = writeln!(text, "  <details><summary>with {}</summary>\n", counted(with));
    for Consequence { path, what, .. } in with {
        let _ = writeln!(text, "  - {}: {}", code(path), marked(what));
    }
    let _ = writeln!(text, "\n  </details>");
}

/// Returns text with code spans between backticks as Markdown. The text quotes documents, so nothing in it may have another meaning.
fn marked(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { plain(part) } else { code(part) });
    parts.collect()
}

/// Escapes what Markdown or HTML would interpret, and the `@` of a mention.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if "\\*_[]<>#|~&@".contains(char) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

/// Returns a code span. The text has no backtick, since `marked` splits at backticks.
fn code(text: &str) -> String {
    if text.trim().is_empty() {
        // A code span cannot be empty.
        return format!("\"{text}\"");
    }
    format!("`{text}`")
}

#[cfg(test)]
mod tests;
