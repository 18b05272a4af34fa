//! The list of users: ids and e-mail addresses, as they were given.

mod lines;
mod table;

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::user_id::UserId;
use crate::failure::Failure;

/// Where the list comes from.
#[derive(Debug)]
pub(crate) enum Source {
    Arguments(Vec<String>),
    File {
        /// `-` for standard input.
        path: PathBuf,
        /// The column, if the file is a table in CSV.
        column: Option<String>,
    },
    AllUsers,
}

impl Source {
    /// Returns whether standard input has the list. It then cannot have the reply to a question.
    pub(super) fn is_stdin(&self) -> bool {
        matches!(self, Self::File { path, .. } if path == Path::new("-"))
    }

    /// Returns the file that has the list.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } if !self.is_stdin() => Some(path),
            _ => None,
        }
    }
}

/// A line of the list. It is small, since there may be many.
#[derive(Debug)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u32,
    pub(super) input: Input,
}

/// Writes the number and the text of a line, as messages name it.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 80;
        let text = self.input.text();
        let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
        if text.chars().nth(LONGEST).is_some() {
            shown.push('…');
        }
        if shown.is_empty() {
            shown.push_str("(empty)");
        }
        write!(f, "line {}: {shown}", self.number)
    }
}

/// The text of a line, without white space around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Input {
    /// An id as [`UserId`] shows it.
    Id(UserId),
    Text(Box<str>),
}

/// What a line is.
pub(super) enum Kind<'a> {
    Id(UserId),
    Email(&'a str),
    /// Neither of them.
    Invalid,
}

impl Input {
    pub(super) fn new(text: &str) -> Self {
        let text = text.trim();
        match UserId::parse(text) {
            Some(id) if !text.bytes().any(|byte| byte.is_ascii_uppercase()) => Self::Id(id),
            _ => Self::Text(text.into()),
        }
    }

    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Id(id) => id.to_string().into(),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }

    /// Returns what the text is. Only a UUID is an id, so that no text leads to another operation.
    pub(super) fn kind(&self) -> Kind<'_> {
        match self {
            Self::Id(id) => Kind::Id(*id),
            Self::Text(text) => match UserId::parse(text) {
                Some(id) => Kind::Id(id),
                None if text.contains('@') => Kind::Email(text),
                None => Kind::Invalid,
            },
        }
    }
}

/// Reads a list that the command line has, or names. The list of all users is not one.
pub(super) fn read(source: &Source) -> Result<Vec<Line>, Failure> {
    let lines = match source {
        Source::Arguments(arguments) => (1..)
            .zip(arguments)
            .map(|(number, text)| Line {
                number,
                input: Input::new(text),
            })
            .collect(),
        Source::File { path, column } => read_file(path, column.as_deref())?,
        Source::AllUsers => Vec::new(),
    };
    if lines.is_empty() {
        let name = match source {
            Source::File { path, .. } => name_of(path),
            _ => "the list".to_owned(),
        };
        return Err(Failure::failed(format!("{name} has no user")));
    }
    Ok(lines)
}

fn read_file(path: &Path, column: Option<&str>) -> Result<Vec<Line>, Failure> {
    let name = name_of(path);
    let unreadable = |error: io::Error| Failure::failed(format!("{name} cannot be read: {error}"));
    let input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(unreadable)?))
    };
    let lines = match column {
        Some(column) => table::read(input, column),
        None => lines::read(input),
    };
    lines.map_err(|problem| match problem {
        Problem::Input(error) => unreadable(error),
        Problem::Content(problem) => Failure::failed(format!("{name}: {problem}")),
        Problem::Column(problem) => Failure::usage(format!("{name} {problem}")),
    })
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Why a list cannot be read.
enum Problem {
    Input(io::Error),
    Content(String),
    /// The column that the command line names.
    Column(String),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

/// Returns the text of a line, without the byte order mark of the first one.
fn utf8(bytes: &[u8], number: u32) -> Result<&str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Problem::Content(format!(
            "line {number} is not UTF-8, but perhaps Latin-1: save the file as UTF-8, \
             or convert it with `iconv -f LATIN1 -t UTF-8`"
        ))
    })?;
    let mark = if number == 1 {
        text.strip_prefix('\u{feff}')
    } else {
        None
    };
    Ok(mark.unwrap_or(text))
}

#[cfg(test)]
mod tests;
