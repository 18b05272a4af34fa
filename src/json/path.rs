//! The path of the value at which JSON cannot be decoded.
//!
//! An error of `serde_json` has a place in the text, and the text tells the path to that place. A deserializer that keeps track of the
//! path would be a second copy of the decoding of each model in each program.

use std::fmt::Write as _;

use serde_json::Error;

use super::integers::end_of_string;

/// An object or a list around a place.
enum Container {
    /// The name of the field whose value is read.
    Object { field: Option<String> },
    List {
        index: usize,
        /// Whether the item at this index has begun.
        has_begun: bool,
    },
}

/// Returns the path of the value that the error is about, such as `users[0].name`. It is empty for the whole text. An error that a
/// type reports after its value was read, as with `try_from` of serde, may have the path of the object around the value.
pub(crate) fn path_of(error: &Error, json: &str) -> String {
    // An error about a value is reported behind the value, and an error of the syntax in the middle of something.
    let mut walk = Walk::new(error.is_data());
    let end = offset(error, json);
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes[..end].get(at) {
        at = match byte {
            b'"' => walk.string(json, at, end),
            byte => {
                walk.byte(*byte);
                at + 1
            }
        };
    }
    walk.path()
}

/// Returns the number of bytes in front of the place of an error.
fn offset(error: &Error, json: &str) -> usize {
    let lines = json.split_inclusive('\n').take(error.line().saturating_sub(1));
    let offset = lines.map(str::len).sum::<usize>() + error.column();
    offset.min(json.len())
}

struct Walk {
    containers: Vec<Container>,
    /// A string that is the name of a field, if a colon follows.
    name: Option<String>,
    /// Whether the last value that ended counts as the place.
    keeps_last: bool,
}

impl Walk {
    fn new(keeps_last: bool) -> Self {
        Self {
            containers: Vec::new(),
            name: None,
            keeps_last,
        }
    }

    /// Follows the string that begins at `at`. Returns the place behind it.
    fn string(&mut self, json: &str, at: usize, end: usize) -> usize {
        self.begin();
        let Some(behind) = end_of_string(&json.as_bytes()[..end], at + 1) else {
            return end;
        };
        if let Some(Container::Object { field: None }) = self.containers.last() {
            self.name = serde_json::from_str(&json[at..behind]).ok();
        } else {
            self.end();
        }
        behind
    }

    /// Follows a byte outside of strings.
    fn byte(&mut self, byte: u8) {
        match byte {
            b'{' => {
                self.begin();
                self.containers.push(Container::Object { field: None });
            }
            b'[' => {
                self.begin();
                self.containers.push(Container::List {
                    index: 0,
                    has_begun: self.keeps_last,
                });
            }
            b'}' | b']' => {
                self.containers.pop();
                self.end();
            }
            b':' => {
                if let Some(Container::Object { field }) = self.containers.last_mut() {
                    *field = self.name.take();
                }
            }
            b',' => self.next(),
            byte if byte.is_ascii_whitespace() => {}
            _ => self.begin(),
        }
    }

    fn begin(&mut self) {
        if let Some(Container::List { has_begun, .. }) = self.containers.last_mut() {
            *has_begun = true;
        }
    }

    /// Ends a value.
    fn end(&mut self) {
        if self.keeps_last {
            return;
        }
        match self.containers.last_mut() {
            Some(Container::Object { field }) => *field = None,
            Some(Container::List { has_begun, .. }) => *has_begun = false,
            None => {}
        }
    }

    /// Goes on to the next field or item.
    fn next(&mut self) {
        match self.containers.last_mut() {
            Some(Container::Object { field }) => *field = None,
            Some(Container::List { index, has_begun }) => {
                *index += 1;
                *has_begun = self.keeps_last;
            }
            None => {}
        }
    }

    fn path(self) -> String {
        let mut path = String::new();
        for container in self.containers {
            match container {
                Container::Object { field: Some(field) } => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&field);
                }
                Container::List { index, has_begun: true } => {
                    // Writing to a `String` cannot fail.
                    let _ = write!(path, "[{index}]");
                }
                _ => {}
            }
        }
        path
    }
}

#[cfg(test)]
mod tests;
