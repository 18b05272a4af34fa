//! A table in CSV, of which one column has the users.

use std::io::BufRead;

use csv::ReaderBuilder;

use super::lines::read_line;
use super::{Input, Line, Problem, utf8};

/// What spreadsheets write between columns: a comma, or a semicolon where the comma is in numbers.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the column of this name. An empty cell is a line, so that its user is not overlooked.
pub(super) fn read(input: impl BufRead, name: &str) -> Result<Vec<Line>, Problem> {
    let mut records = Records { input, number: 0 };
    let (_, head) = records.next(&DELIMITERS)?.unwrap_or_default();
    let (delimiter, column) = find(&head, name)?;
    let mut lines = Vec::new();
    while let Some((number, record)) = records.next(&[delimiter])? {
        if !record.trim().is_empty() {
            let cells = cells(&record, delimiter)?;
            let input = Input::new(cells.get(column).map_or("", String::as_str));
            lines.push(Line { number, input });
        }
    }
    Ok(lines)
}

/// The records of a table, which may be longer than a line. The crate csv does not count lines that end with CR and LF.
struct Records<R> {
    input: R,
    /// The number of lines that were read.
    number: u32,
}

impl<R: BufRead> Records<R> {
    /// Returns the next record with the number of its first line.
    fn next(&mut self, delimiters: &[u8]) -> Result<Option<(u32, String)>, Problem> {
        let first = self.number + 1;
        let mut record = String::new();
        let mut place = Place::Start;
        loop {
            let mut bytes = Vec::new();
            if read_line(&mut self.input, &mut bytes, self.number + 1)? == 0 {
                break;
            }
            self.number += 1;
            let text = utf8(&bytes, self.number)?;
            for byte in text.bytes() {
                place = place.after(byte, delimiters).ok_or_else(|| {
                    let number = self.number;
                    Problem::Content(format!(
                        "line {number} has text behind the quote that ends a cell: write a quote within quotes twice"
                    ))
                })?;
            }
            record.push_str(text);
            // A line break between quotes does not end a record.
            if place != Place::Quoted {
                break;
            }
        }
        if place == Place::Quoted {
            // The users of all lines that follow would be overlooked.
            return Err(Problem::Content(format!(
                "the record of line {first} has a quote that is never closed: close it, or write a quote within quotes twice"
            )));
        }
        Ok(if record.is_empty() { None } else { Some((first, record)) })
    }
}

/// A place in a record, as the crate csv reads it: a quote counts only where a cell begins, and within such a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a cell begins.
    Start,
    Unquoted,
    Quoted,
    /// Behind a quote within quotes, which ends the cell if no second one follows.
    Quote,
}

impl Place {
    /// Returns the place behind this byte, or `None` if the cell has ended before it.
    fn after(self, byte: u8, delimiters: &[u8]) -> Option<Self> {
        match (self, byte) {
            (Self::Quoted, b'"') => Some(Self::Quote),
            (Self::Quoted, _) | (Self::Start | Self::Quote, b'"') => Some(Self::Quoted),
            _ if delimiters.contains(&byte) => Some(Self::Start),
            (Self::Quote, byte) if !byte.is_ascii_whitespace() => None,
            _ => Some(Self::Unquoted),
        }
    }
}

/// Returns what is between the columns, and the index of the column of this name.
fn find(head: &str, name: &str) -> Result<(u8, usize), Problem> {
    let mut known: Vec<String> = Vec::new();
    for delimiter in DELIMITERS {
        let columns = cells(head, delimiter)?;
        let same = columns.iter().position(|column| column == name);
        let similar = columns.iter().position(|column| column.eq_ignore_ascii_case(name));
        if let Some(index) = same.or(similar) {
            return Ok((delimiter, index));
        }
        if columns.len() > known.len() {
            known = columns;
        }
    }
    let known: Vec<_> = known.iter().map(|column| format!("{column:?}")).collect();
    let known = if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(", ")
    };
    Err(Problem::Column(format!("has no column {name:?}; it has {known}")))
}

/// Returns the cells of a record, without white space around them.
fn cells(record: &str, delimiter: u8) -> Result<Vec<String>, Problem> {
    let mut table = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .buffer_capacity(256)
        .from_reader(record.as_bytes());
    let record = table
        .records()
        .next()
        .transpose()
        .map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => Problem::Input(error),
            kind => Problem::Content(format!("is not a table in CSV: {kind:?}")),
        })?;
    let cells = record.iter().flat_map(csv::StringRecord::iter);
    Ok(cells.map(|cell| cell.trim().to_owned()).collect())
}
