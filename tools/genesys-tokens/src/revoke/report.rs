//! The report: a CSV file with a row for each line of the list.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::outcome::Detail;
use super::user_id::UserId;

/// The first line.
pub(super) const HEADER: &str = "input,id,outcome,status,correlation_id,time\n";

/// A report that rows are added to.
#[derive(Debug)]
pub(super) struct Report {
    file: File,
    pub(super) path: PathBuf,
    /// The bytes that it has, unless something else writes to it. 0 for something else than a file, such as a pipe.
    length: u64,
    /// Whether this run has created it.
    is_new: bool,
}

impl Report {
    /// Opens a new report. One that exists is an error, unless it may be replaced; it is as it was until [`begin`](Self::begin).
    pub(super) fn create(path: &Path, may_replace: bool) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let (file, is_new) = match options.write(true).create_new(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && may_replace => {
                (OpenOptions::new().write(true).open(path)?, false)
            }
            opened => (opened?, true),
        };
        Self::opened(file, path, is_new)
    }

    /// Opens the report of an earlier run. It is as it was until [`begin`](Self::begin).
    pub(super) fn resume(path: &Path) -> io::Result<Self> {
        Self::opened(OpenOptions::new().write(true).open(path)?, path, false)
    }

    fn opened(file: File, path: &Path, is_new: bool) -> io::Result<Self> {
        Ok(Self {
            length: file_length(&file)?.unwrap_or(0),
            file,
            path: path.to_owned(),
            is_new,
        })
    }

    /// Keeps the first bytes of what is there, and writes the first line if it is not among them.
    pub(super) fn begin(&mut self, kept: u64) -> io::Result<()> {
        if self.checked_length()?.is_some() {
            self.file.set_len(kept)?;
            self.file.seek(SeekFrom::End(0))?;
        }
        self.length = kept;
        if self.length == 0 {
            self.append(HEADER)?;
        }
        Ok(())
    }

    /// Writes whole rows with one call, so that a run that is killed leaves at most one that is not whole.
    pub(super) fn append(&mut self, rows: &str) -> io::Result<()> {
        self.checked_length()?;
        if let Err(error) = self.file.write_all(rows.as_bytes()) {
            // A disk that is full has taken a part of the row.
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += rows.len() as u64;
        Ok(())
    }

    /// Returns the length of a file. One that something else has changed is an error: a second run with the same report would
    /// write over rows of the first one.
    fn checked_length(&self) -> io::Result<Option<u64>> {
        match file_length(&self.file)? {
            Some(length) if length != self.length => Err(io::Error::other(
                "another program has changed it, perhaps a second run with the same report",
            )),
            length => Ok(length),
        }
    }

    /// Removes the file of a run that has not begun.
    pub(super) fn discard(self) {
        if self.is_new {
            // If it cannot be removed, an empty file remains.
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Returns the path, if the file is to be removed should the run not begin.
    pub(super) fn new_file(&self) -> Option<PathBuf> {
        self.is_new.then(|| self.path.clone())
    }
}

/// Returns the length of a file, and `None` for something else, such as a pipe.
fn file_length(file: &File) -> io::Result<Option<u64>> {
    let metadata = file.metadata()?;
    Ok(metadata.is_file().then_some(metadata.len()))
}

/// Adds a row to a text.
pub(super) fn push_row(text: &mut String, input: &str, id: Option<UserId>, detail: &Detail) {
    push_quoted(text, input);
    text.push(',');
    if let Some(id) = id {
        // A String takes everything.
        let _ = write!(text, "{id}");
    }
    let _ = write!(text, ",{},", detail.outcome.name());
    if let Some(status) = detail.status {
        let _ = write!(text, "{status}");
    }
    text.push(',');
    push_quoted(text, detail.correlation_id.as_deref().unwrap_or_default());
    let _ = writeln!(text, ",{:.3}", detail.time);
}

/// Adds a field, in quotes where CSV needs them (RFC 4180).
fn push_quoted(text: &mut String, field: &str) {
    if field.contains(['"', ',', '\n', '\r', ';', '#']) {
        let _ = write!(text, "\"{}\"", field.replace('"', "\"\""));
    } else {
        text.push_str(field);
    }
}
