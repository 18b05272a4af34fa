//! The rows of a run: in the report, or printed once it cannot be written.

use std::io;

use super::list::Line;
use super::outcome::{Counts, Detail};
use super::progress::Progress;
use super::report::{Report, push_row};
use super::user_id::UserId;
use crate::console::{note, print};

/// Rows that wait are written when they are this long.
const BATCH: usize = 64 * 1024;

/// Where each outcome is recorded.
pub(super) struct Ledger<'a> {
    lines: &'a [Line],
    report: Report,
    rows: String,
    /// Why the report cannot be written any more.
    pub(super) failure: Option<io::Error>,
    /// The outcomes of all lines, also of earlier runs.
    pub(super) counts: Counts,
    /// Whether standard output is for one JSON document alone.
    is_json: bool,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(lines: &'a [Line], report: Report, earlier: Counts, is_json: bool) -> Self {
        Self {
            lines,
            report,
            rows: String::new(),
            failure: None,
            counts: earlier,
            is_json,
        }
    }

    /// Adds a row for the line with this index. It is written with [`flush`](Self::flush).
    pub(super) fn add(&mut self, line: usize, id: Option<UserId>, detail: &Detail, progress: &Progress) {
        let Some(line) = self.lines.get(line) else { return };
        push_row(&mut self.rows, &line.input.text(), id, detail);
        self.counts.add(detail.outcome);
        if self.rows.len() > BATCH {
            self.flush(progress);
        }
    }

    /// Writes the rows that were added.
    pub(super) fn flush(&mut self, progress: &Progress) {
        if self.rows.is_empty() {
            return;
        }
        if self.failure.is_none() {
            if let Err(error) = self.report.append(&self.rows) {
                progress.say(format_args!(
                    "The report {} cannot be written: {error}. The rows that it does not have:",
                    self.report.path.display()
                ));
                self.failure = Some(error);
            }
        }
        if self.failure.is_some() {
            progress.above(|| {
                let rows = self.rows.trim_end();
                if self.is_json {
                    note(rows);
                } else {
                    // If standard output cannot be written either, there is no other place.
                    let _ = print(rows);
                }
            });
        }
        self.rows.clear();
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }
}
