//! Where the report of a run is written: refused before anything is sent, if it may not be written there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use genesys_cloud::jiff::Timestamp;

use super::Revoke;
use super::report::Report;
use crate::console::note;
use crate::failure::Failure;

/// Checks the options of the report.
pub(super) fn check(options: &Revoke) -> Result<(), Failure> {
    for (option, report) in [("--report", &options.report), ("--resume", &options.resume)] {
        if let (Some(report), Some(list)) = (report, options.source.file()) {
            if is_same_file(report, list) {
                return Err(Failure::usage(format!(
                    "{option} names the list itself: {}",
                    report.display()
                )));
            }
        }
    }
    match (&options.report, &options.resume) {
        (Some(report), Some(resume)) if !is_same_file(report, resume) => Err(Failure::usage(
            "--resume continues its report: leave out --report, or name the same file",
        )),
        (Some(report), None) if !options.force && report.symlink_metadata().is_ok() => Err(Failure::usage(format!(
            "the report {} exists: add --force to replace it, or use --resume to continue it",
            report.display()
        ))),
        _ => Ok(()),
    }
}

/// Opens the report, and names it.
pub(super) fn open(options: &Revoke) -> Result<Report, Failure> {
    let report = match (&options.resume, &options.report) {
        (Some(path), _) => named(path, Report::resume(path))?,
        (None, Some(path)) => named(path, Report::create(path, options.force))?,
        (None, None) => create_dated()?,
    };
    note(format_args!("Report: {}", report.path.display()));
    Ok(report)
}

fn named(path: &Path, opened: io::Result<Report>) -> Result<Report, Failure> {
    opened.map_err(|error| {
        let path = path.display();
        Failure::failed(format!(
            "the report {path} cannot be written, so nothing was revoked: {error}"
        ))
    })
}

/// Creates a report in the current folder, with the time in its name.
fn create_dated() -> Result<Report, Failure> {
    let time = Timestamp::now().strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
    let names = (1..).map(|number| match number {
        1 => format!("revoked-{time}.csv"),
        _ => format!("revoked-{time}-{number}.csv"),
    });
    for name in names {
        let path = PathBuf::from(name);
        match Report::create(&path, false) {
            // The report of a run that began in the same second.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return named(&path, created),
        }
    }
    // Not reached: the names do not end.
    Err(Failure::failed("no name is left for the report"))
}

/// Returns whether both paths lead to one file. A file that does not exist is the same as no other.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one_path), Ok(other_path)) => one_path == other_path || is_linked(&one_path, &other_path),
        _ => false,
    }
}

/// Returns whether both names are hard links to one file.
#[cfg(unix)]
fn is_linked(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_linked(_: &Path, _: &Path) -> bool {
    false
}
