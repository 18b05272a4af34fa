//! Documents as text, and files that are written completely or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use genesys_cloud_codegen::document::Json;

use crate::document::printable;
use crate::failure::{Failure, NO_OUTPUT, USAGE};
use crate::source::Location;

/// Returns the text of a document, indented with two spaces and ended by a line feed.
pub(crate) fn pretty(json: &Json) -> Vec<u8> {
    // Writing cannot fail: the keys are strings, and a vector accepts every write.
    let mut text = serde_json::to_vec_pretty(json).unwrap_or_default();
    text.push(b'\n');
    text
}

/// Returns the length of a document as [`pretty`] writes it, without the text in memory.
pub(crate) fn size(json: &Json) -> usize {
    let mut counter = Counter(0);
    // Writing cannot fail: the keys are strings, and the counter accepts every write.
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

/// Refuses to write to the source: a fragment is only a part of its source, and code would replace it.
pub(crate) fn refuse_source(source: &Location, target: &Path) -> Result<(), Failure> {
    if target == Path::new("-") || !is_same_file(source, target) {
        return Ok(());
    }
    let target = printable(&target.display().to_string());
    let problem = format!("{target}: this is the source, which would be replaced: write to another file");
    Err(Failure::new(USAGE, problem))
}

/// Returns whether two paths lead to one file, also by links. Paths without a file are different.
#[cfg(unix)]
fn is_same_file(source: &Location, target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let source = match source {
        // Standard input may be a file.
        Location::StandardInput => Path::new("/dev/stdin"),
        Location::File(path) => path,
        Location::Url(..) => return false,
    };
    let file = |path| fs::metadata(path).ok().filter(fs::Metadata::is_file);
    let (Some(source), Some(target)) = (file(source), file(target)) else {
        return false;
    };
    (source.dev(), source.ino()) == (target.dev(), target.ino())
}

#[cfg(not(unix))]
fn is_same_file(source: &Location, target: &Path) -> bool {
    let path = |path: &Path| fs::canonicalize(path).ok();
    match source {
        Location::File(source) => path(source).is_some_and(|source| path(target) == Some(source)),
        _ => false,
    }
}

/// Writes to a file, or to standard output for `-`.
pub(crate) fn write_or_print(target: &Path, text: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    if target != Path::new("-") {
        return write(target, text);
    }
    out.write_all(text)?;
    out.flush()?;
    Ok(())
}

/// Writes a file, and creates its folder. An existing file stays until the new one is complete on the disk.
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
    // A symbolic link is kept: the file that it points to is replaced or created. Links in a circle have failed above.
    let mut path = path.to_owned();
    while let Ok(target) = fs::read_link(&path) {
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let temporary = sibling(&path)?;
    let written = fill(&temporary, text, existing.as_ref()).and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        // The file may not exist; the first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Returns a temporary path in the same directory, since a file can only be renamed within a file system.
fn sibling(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "this is not the name of a file",
        ));
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
