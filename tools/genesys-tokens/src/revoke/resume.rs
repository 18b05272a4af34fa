//! The report of an earlier run, which a run continues.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::list::{Input, Line};
use super::outcome::{Counts, Outcome};
use super::report::HEADER;
use super::user_id::UserId;
use crate::failure::Failure;

/// What earlier runs have done.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The bytes of the report that are whole rows.
    pub(super) length: u64,
    /// Whether a line has its row, by the index of the line.
    pub(super) is_done: Vec<bool>,
    /// The outcome of each user that needs nothing more.
    pub(super) users: HashMap<UserId, (Outcome, Option<u16>)>,
    /// The outcomes of the lines that are done.
    pub(super) counts: Counts,
}

/// The lines and rows with the same input.
#[derive(Default, Clone, Copy)]
struct Same {
    done: u32,
    outcome: Option<Outcome>,
}

/// What happens with a row whose input is not in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unlisted {
    /// The report belongs to another list.
    Refused,
    /// The list is all users of the organization, who come and go.
    Ignored,
}

/// Reads the report for a list.
pub(super) fn read(path: &Path, lines: &[Line], unlisted: Unlisted) -> Result<Earlier, Failure> {
    let name = path.display();
    let unreadable = |error: io::Error| Failure::failed(format!("the report {name} cannot be read: {error}"));
    let refused = |problem: String| Failure::usage(format!("the report {name} cannot be resumed: {problem}"));
    let mut file = File::open(path).map_err(unreadable)?;
    let (length, rest) = whole_rows(BufReader::new(&file)).map_err(unreadable)?;
    let mut earlier = Earlier {
        length,
        is_done: vec![false; lines.len()],
        ..Earlier::default()
    };
    if length == 0 {
        // A run that was killed before its first line was whole.
        if HEADER.as_bytes().starts_with(&rest) {
            return Ok(earlier);
        }
        return Err(refused(other_first_line()));
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut same: HashMap<&Input, Same> = lines.iter().map(|line| (&line.input, Same::default())).collect();
    earlier
        .read_rows(BufReader::new(file.take(length)), &mut same, unlisted)
        .map_err(refused)?;
    earlier.mark_lines(lines, same);
    Ok(earlier)
}

fn other_first_line() -> String {
    format!("its first line is not {}", HEADER.trim_end())
}

impl Earlier {
    /// Reads the rows of a report, or returns why the list cannot be continued with it.
    fn read_rows(
        &mut self,
        report: impl io::Read,
        same: &mut HashMap<&Input, Same>,
        unlisted: Unlisted,
    ) -> Result<(), String> {
        let mut table = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(report);
        let mut record = StringRecord::new();
        let mut number = 0;
        while table.read_record(&mut record).map_err(|error| error.to_string())? {
            number += 1;
            if number == 1 {
                if record != HEADER.trim_end().split(',').collect::<Vec<_>>() {
                    return Err(other_first_line());
                }
                continue;
            }
            let row = Row::parse(&record).ok_or_else(|| format!("row {number} is not one of a report"))?;
            let same = same.get_mut(&row.input);
            if same.is_none() && unlisted == Unlisted::Refused {
                return Err(format!(
                    "row {number} has {:?}, which is not in the list; use the list of that run, to which lines may be added",
                    row.input.text()
                ));
            }
            if !row.outcome.is_final() {
                continue;
            }
            if let Some(same) = same {
                same.done += 1;
                same.outcome = Some(row.outcome);
            }
            if let Some(id) = row.id {
                self.users.insert(id, (row.outcome, row.status));
            }
        }
        Ok(())
    }

    /// Marks the lines that are done: of the lines with the same input, as many as there are rows.
    fn mark_lines(&mut self, lines: &[Line], mut same: HashMap<&Input, Same>) {
        for (line, is_done) in lines.iter().zip(&mut self.is_done) {
            let Some(same) = same.get_mut(&line.input) else {
                continue;
            };
            if let (Some(outcome), 1..) = (same.outcome, same.done) {
                same.done -= 1;
                *is_done = true;
                self.counts.add(outcome);
            }
        }
    }
}

/// A row of a report.
struct Row {
    input: Input,
    id: Option<UserId>,
    outcome: Outcome,
    status: Option<u16>,
}

impl Row {
    fn parse(record: &StringRecord) -> Option<Self> {
        let [input, id, outcome, status, _, _] = record.iter().collect::<Vec<_>>().try_into().ok()?;
        Some(Self {
            input: Input::new(input),
            id: if id.is_empty() { None } else { Some(UserId::parse(id)?) },
            outcome: Outcome::from_name(outcome)?,
            status: if status.is_empty() {
                None
            } else {
                Some(status.parse().ok()?)
            },
        })
    }
}

/// Returns the length of all rows that are whole, and what follows them. A line break between quotes does not end a row.
fn whole_rows(mut input: impl io::BufRead) -> io::Result<(u64, Vec<u8>)> {
    let (mut length, mut rest, mut is_quoted) = (0, Vec::new(), false);
    loop {
        let start = rest.len();
        if input.read_until(b'\n', &mut rest)? == 0 {
            return Ok((length, rest));
        }
        for byte in rest.iter().skip(start) {
            if *byte == b'"' {
                is_quoted = !is_quoted;
            }
        }
        if rest.ends_with(b"\n") && !is_quoted {
            length += rest.len() as u64;
            rest.clear();
        }
    }
}

#[cfg(test)]
mod tests;
