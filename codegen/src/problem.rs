//! Problems of a fragment.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::shared::one_line;

/// A problem of a fragment: its place, a message, and how to solve it.
///
/// `Display` is one line: `spec/users.json:24:7#/paths/~1api~1v2~1users/get: an operation has no responses; add them`, with the line
/// and the column of the place in the file, and its JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    file: Option<String>,
    pointer: Option<String>,
    position: Option<Position>,
    message: String,
    help: String,
    is_dropped: bool,
}

/// A place in a text, both counted from 1. A column is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The result of a step, with warnings about harmless mistakes.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The result, or every problem.
    pub result: Result<T, Vec<Problem>>,
    /// The warnings.
    pub warnings: Vec<Problem>,
}

impl<T> Outcome<T> {
    /// Returns all problems and warnings, to add what is known of their places.
    pub(crate) fn findings_mut(&mut self) -> impl Iterator<Item = &mut Problem> {
        let problems = self.result.as_mut().err().into_iter().flatten();
        problems.chain(&mut self.warnings)
    }
}

/// Returns the first problem with each message, in order, and the number of problems with this message.
#[must_use]
pub fn grouped(problems: &[Problem]) -> Vec<(&Problem, usize)> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<(&Problem, usize)> = Vec::new();
    for problem in problems {
        let place = *places.entry(problem.message()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => groups.push((problem, 1)),
        }
    }
    groups
}

impl Problem {
    pub(crate) fn new(pointer: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            file: None,
            pointer: Some(pointer.into()),
            position: None,
            message: message.into(),
            help: help.into(),
            is_dropped: false,
        }
    }

    /// Returns a problem of the file as a whole.
    pub(crate) fn for_file(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            file: None,
            pointer: None,
            position: None,
            message: message.into(),
            help: help.into(),
            is_dropped: false,
        }
    }

    /// Returns a warning about a value that was left out of the document.
    pub(crate) fn for_dropped(pointer: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            is_dropped: true,
            ..Self::new(pointer, message, help)
        }
    }

    /// Returns whether this is a warning about a value that was left out of the document.
    pub(crate) fn is_dropped(&self) -> bool {
        self.is_dropped
    }

    /// Adds the file to the problem.
    pub(crate) fn in_file(mut self, file: &Path) -> Self {
        self.set_file(file);
        self
    }

    pub(crate) fn position(&self) -> Option<Position> {
        self.position
    }

    pub(crate) fn set_position(&mut self, position: Option<Position>) {
        self.position = position;
    }

    pub(crate) fn set_file(&mut self, file: &Path) {
        self.file = Some(file.display().to_string());
    }

    /// Returns the JSON pointer (RFC 6901) to the place in the file. The empty string is the whole document. `None` if the file
    /// cannot be read.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// Returns the line of the place, counted from 1. If the place is missing, returns the line of the place around it. `None` for a
    /// problem of the whole document.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.position.map(|position| position.line)
    }

    /// Returns the column of the place in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.position.map(|position| position.column)
    }

    /// Returns what is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns how to solve the problem.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

/// Writes one line: a problem quotes the document, which may have control characters.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = self.file.clone().unwrap_or_default();
        if let (Some(_), Some(Position { line: number, column })) = (&self.file, self.position) {
            line = format!("{line}:{number}:{column}");
        }
        if let Some(pointer) = &self.pointer {
            line.push('#');
            // A hostile document may have pointers of any length.
            line.push_str(&one_line(pointer, 500).to_string());
        }
        let line = format!("{line}: {}; {}", self.message, self.help);
        one_line(&line, usize::MAX).fmt(f)
    }
}

/// Returns a problem of a document that another package found.
#[must_use]
pub fn problem(pointer: &str, message: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem::new(pointer, message, help)
}

/// Quotes text of a document, shortened for a message.
pub(crate) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{short}`")
}

#[cfg(test)]
mod tests;
