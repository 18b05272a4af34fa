//! Line and column of a place in the text of a document.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer::escaped;
use crate::problem::{Outcome, Position, Problem};
use crate::text::without_mark;

impl<T> Outcome<T> {
    /// Adds the line and the column in a text that is JSON to all problems and warnings, and sorts them by these. Problems of the text as a
    /// whole come first.
    pub fn locate(&mut self, text: &str) {
        locate(self.findings_mut(), text);
        if let Err(problems) = &mut self.result {
            problems.sort_by_key(Problem::position);
        }
        self.warnings.sort_by_key(Problem::position);
    }
}

fn locate<'p>(problems: impl IntoIterator<Item = &'p mut Problem>, text: &str) {
    let problems: Vec<&mut Problem> = problems.into_iter().collect();
    let pointers: Vec<String> = problems
        .iter()
        .filter_map(|problem| problem.pointer().map(str::to_owned))
        .collect();
    let positions = positions(text, pointers.iter().map(String::as_str));
    for problem in problems {
        let position = problem.pointer().and_then(|pointer| positions.get(pointer)).copied();
        problem.set_position(position);
    }
}

/// Returns the position of each JSON pointer, or of the innermost place around it that exists. The text is JSON.
fn positions<'p>(text: &str, pointers: impl Iterator<Item = &'p str>) -> BTreeMap<&'p str, Position> {
    let wanted: BTreeSet<&str> = pointers.filter(|pointer| !pointer.is_empty()).collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let mut walk = Walk {
        text,
        at: text.len() - without_mark(text).len(),
        pointer: String::new(),
        wanted: &wanted,
        found: BTreeMap::new(),
    };
    walk.value();
    let found = walk.found;
    let offsets: BTreeSet<usize> = found.values().copied().collect();
    let positions = in_lines(text, &offsets);
    let innermost = |pointer: &str| {
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        ends.rev().find_map(|end| found.get(&pointer[..end]))
    };
    let located = wanted.iter();
    located
        .filter_map(|pointer| Some((*pointer, *positions.get(innermost(pointer)?)?)))
        .collect()
}

/// A walk over the text, into the values that lead to wanted places.
struct Walk<'t, 'p> {
    text: &'t str,
    at: usize,
    /// The pointer to the current value.
    pointer: String,
    wanted: &'t BTreeSet<&'p str>,
    /// The places on the way to the wanted ones: for an entry of an object, the place of its key.
    found: BTreeMap<String, usize>,
}

impl Walk<'_, '_> {
    /// Walks over a value. Returns `None` at the end of the text.
    fn value(&mut self) -> Option<()> {
        self.skip_space();
        if !self.leads_on() {
            return self.skip_value();
        }
        match self.byte()? {
            b'{' => self.entries(),
            b'[' => self.items(),
            _ => self.skip_value(),
        }
    }

    fn entries(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            self.skip_separators();
            if self.byte()? == b'}' {
                self.at += 1;
                return Some(());
            }
            let start = self.at;
            let key = self.string()?;
            self.skip_separators();
            self.inside(&key, start)?;
        }
    }

    fn items(&mut self) -> Option<()> {
        self.at += 1;
        for index in 0.. {
            self.skip_separators();
            if self.byte()? == b']' {
                self.at += 1;
                return Some(());
            }
            self.inside(&index.to_string(), self.at)?;
        }
        None
    }

    /// Walks over the value of an entry or an item that begins at `start`.
    fn inside(&mut self, token: &str, start: usize) -> Option<()> {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&escaped(token));
        if self.is_wanted() || self.leads_on() {
            // If two entries have one key, the second one is reported.
            self.found.insert(self.pointer.clone(), start);
        }
        let before = self.at;
        let walked = self.value();
        self.pointer.truncate(length);
        // A value has at least one character, or the text is not JSON.
        walked.filter(|()| self.at > before)
    }

    fn is_wanted(&self) -> bool {
        self.wanted.contains(self.pointer.as_str())
    }

    /// Returns whether a wanted place is inside the current value.
    fn leads_on(&self) -> bool {
        let inside = format!("{}/", self.pointer);
        let next = self.wanted.range(inside.as_str()..).next();
        next.is_some_and(|pointer| pointer.starts_with(&inside))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn skip_separators(&mut self) {
        while self
            .byte()
            .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':'))
        {
            self.at += 1;
        }
    }

    /// Skips a value with everything inside of it.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.byte()? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                // This character ends the value around this one.
                b'}' | b']' | b',' if depth == 0 => return Some(()),
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            if depth == 0 && matches!(self.text.as_bytes()[self.at - 1], b'"' | b'}' | b']') {
                return Some(());
            }
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.byte()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Returns the string that begins here.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.skip_string()?;
        serde_json::from_str(self.text.get(start..self.at)?).ok()
    }
}

/// Returns the positions of these offsets.
fn in_lines(text: &str, offsets: &BTreeSet<usize>) -> BTreeMap<usize, Position> {
    let mut positions = BTreeMap::new();
    let (mut position, mut counted) = (Position { line: 1, column: 1 }, text.len() - without_mark(text).len());
    // Each offset goes on from the one before it, since a document may be one long line.
    for offset in offsets {
        for character in text[counted..*offset].chars() {
            position = if character == '\n' {
                Position {
                    line: position.line + 1,
                    column: 1,
                }
            } else {
                Position {
                    column: position.column + 1,
                    ..position
                }
            };
        }
        counted = *offset;
        positions.insert(*offset, position);
    }
    positions
}

#[cfg(test)]
mod tests;
