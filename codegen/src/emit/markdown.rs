//! Text of a document, made safe for rustdoc: no part of it becomes a link, a tag, a test or a heading by accident.

mod escape;
mod links;
mod spans;

use crate::shared::breaks_line;
use escape::{begins_block, escaped};
pub(crate) use links::Links;

/// The length at which lines are wrapped. A code span may be longer, since it is never wrapped.
const WIDTH: usize = 100;

/// Returns the lines of a documentation comment. Paragraphs are wrapped, lists stay lists, code blocks become plain text, and names
/// become links.
pub(crate) fn lines(text: &str, links: &Links<'_>) -> Vec<String> {
    let mut writer = Writer {
        links,
        lines: Vec::new(),
        open: Vec::new(),
        marker: "",
        fence: None,
    };
    for line in text.lines() {
        writer.line(&clean(line));
    }
    writer.finish()
}

/// Returns a text on one line, such as a summary or a description inside a list.
pub(crate) fn inline(text: &str) -> String {
    escaped(&clean(text))
}

/// Returns a text that has been escaped as the cell of a table.
pub(crate) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut is_escaped = false;
    for char in text.chars() {
        if char == '|' && !is_escaped {
            cell.push('\\');
        }
        is_escaped = char == '\\' && !is_escaped;
        cell.push(char);
    }
    cell
}

/// Returns a name in backticks.
pub(crate) fn code(text: &str) -> String {
    spans::code_span(&clean(text))
}

struct Writer<'l> {
    links: &'l Links<'l>,
    lines: Vec<String>,
    /// The lines of the open paragraph or list item.
    open: Vec<String>,
    /// `- ` for a list item.
    marker: &'static str,
    /// The fence of the open code block.
    fence: Option<Fence>,
}

/// The characters that begin a code block: three or more backticks or tildes.
#[derive(Clone, Copy)]
struct Fence {
    char: char,
    length: usize,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        match (self.fence, Fence::detect(trimmed)) {
            (Some(fence), _) if fence.is_ended_by(trimmed) => self.close_fence(),
            (Some(_), _) => self.lines.push(line.trim_end().replace("```", "'''")),
            (None, Some(fence)) => {
                self.close();
                self.separate();
                self.fence = Some(fence);
                self.lines.push("```text".to_owned());
            }
            (None, None) if trimmed.is_empty() => {
                self.close();
                self.separate();
            }
            (None, None) => self.text(trimmed),
        }
    }

    fn text(&mut self, trimmed: &str) {
        if let Some(text) = item(trimmed) {
            let after_paragraph = self.marker.is_empty();
            self.close();
            if after_paragraph {
                self.separate();
            }
            self.marker = "- ";
            self.open.push(text.to_owned());
        } else {
            self.open.push(trimmed.to_owned());
        }
    }

    fn close_fence(&mut self) {
        self.fence = None;
        self.lines.push("```".to_owned());
        self.lines.push(String::new());
    }

    fn separate(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Writes the open paragraph or list item.
    fn close(&mut self) {
        let text = escaped(&std::mem::take(&mut self.open).join(" "));
        let text = self.links.applied(text);
        let marker = std::mem::take(&mut self.marker);
        self.lines.extend(wrapped(&text, marker));
    }

    fn finish(mut self) -> Vec<String> {
        self.close();
        if self.fence.is_some() {
            self.close_fence();
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

impl Fence {
    fn detect(line: &str) -> Option<Self> {
        let char = line.chars().next().filter(|char| ['`', '~'].contains(char))?;
        let rest = line.trim_start_matches(char);
        let length = line.len() - rest.len();
        // Backticks before another one on the same line delimit a code span.
        (length >= 3 && (char == '~' || !rest.contains('`'))).then_some(Self { char, length })
    }

    fn is_ended_by(self, line: &str) -> bool {
        line.len() >= self.length && line.chars().all(|char| char == self.char)
    }
}

/// Wraps a text that has been escaped. `marker` is at the start of the first line, the others are indented as far.
pub(crate) fn wrapped(text: &str, marker: &str) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in spans::words(text) {
        let chars = word.chars().count();
        if line.is_empty() {
            line.push_str(marker);
            width = marker.len();
        } else if width + chars >= WIDTH && !begins_block(word) {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            width = indent.len();
        } else {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += chars;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Returns the text of a list item. Numbers of an ordered list are kept as text.
fn item(line: &str) -> Option<&str> {
    let text = ["* ", "- ", "+ ", "• "]
        .into_iter()
        .find_map(|marker| line.strip_prefix(marker))?
        .trim();
    (!text.is_empty()).then_some(text)
}

/// Replaces control characters by spaces, and removes what is invisible or changes the direction of text.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|char| char.is_control() || !breaks_line(*char))
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect()
}

#[cfg(test)]
mod tests;
