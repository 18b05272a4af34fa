//! JSON to a file, all of it or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use genesys_cloud_codegen::json::Json;

use crate::document::printable;
use crate::failure::{Failure, NO_OUTPUT};

/// Two spaces, one line at the end, as the files in `spec/` are written.
pub(crate) fn pretty(json: &Json) -> Vec<u8> {
    // It cannot fail: the keys are strings, and memory takes everything.
    let mut text = serde_json::to_vec_pretty(json).unwrap_or_default();
    text.push(b'\n');
    text
}

/// The length of a document as [`pretty`] writes it, without the text in memory.
pub(crate) fn size(json: &Json) -> usize {
    let mut counter = Counter(0);
    // It cannot fail: the keys are strings, and the counter takes everything.
    let _ = serde_json::to_writer_pretty(&mut counter, json);
    counter.0 + 1
}

/// Counts bytes.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the file; what was there before stays until all of the new one is on the disk.
pub(crate) fn write(path: &Path, text: &[u8]) -> Result<(), Failure> {
    replace(path, text).map_err(|error| {
        let path = printable(&path.display().to_string());
        Failure::new(NO_OUTPUT, format!("{path}: cannot be written: {error}"))
    })
}

fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let existing = match fs::metadata(path) {
        Ok(existing) if existing.is_dir() => {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a directory"));
        }
        // A pipe or a device cannot be replaced.
        Ok(existing) if !existing.is_file() => return File::options().write(true).open(path)?.write_all(text),
        Ok(existing) => Some(existing),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // A link goes on to point to the file.
    let path = if existing.is_some() {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    let temporary = sibling(&path)?;
    let written = fill(&temporary, text, existing.as_ref()).and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        // It may not even have been made; the first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Beside the file: a file can only be renamed within its file system.
fn sibling(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a file"));
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(hidden))
}

fn fill(path: &Path, text: &[u8], existing: Option<&fs::Metadata>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    if let Some(existing) = existing {
        file.set_permissions(existing.permissions())?;
    }
    file.write_all(text)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
