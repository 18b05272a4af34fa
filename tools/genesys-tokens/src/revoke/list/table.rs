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
    let (_, head) = records.next()?.unwrap_or_default();
    let (delimiter, column) = find(&head, name)?;
    let mut lines = Vec::new();
    while let Some((number, record)) = records.next()? {
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
    fn next(&mut self) -> Result<Option<(u32, String)>, Problem> {
        let first = self.number + 1;
        let mut record = String::new();
        loop {
            let mut bytes = Vec::new();
            if read_line(&mut self.input, &mut bytes, self.number + 1)? == 0 {
                break;
            }
            self.number += 1;
            record.push_str(utf8(&bytes, self.number)?);
            // A line break between quotes does not end a record.
            if record.matches('"').count() % 2 == 0 {
                break;
            }
        }
        Ok(if record.is_empty() { None } else { Some((first, record)) })
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
