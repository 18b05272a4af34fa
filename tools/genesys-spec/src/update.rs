//! `genesys-spec update`: cuts a fragment out of its source again, with what it remembers.

mod merge;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use genesys_cloud_codegen::document::ir::{Api, Target};
use genesys_cloud_codegen::document::{Document, Json};

use crate::diff::{self, Changes, Step};
use crate::document::{Operation, Version, count, operations, printable, remove_at};
use crate::failure::{BREAKING, CHANGED, DATA, Failure, USAGE};
use crate::output;
use crate::source::{Location, Source, Text};
use crate::terminal::Progress;
use crate::trim::choice::Choice;
use crate::trim::provenance::Provenance;
use crate::trim::{self, Cutting, Refused};
use merge::{Conflict, Merged, merge};

/// The arguments of `update`.
pub(crate) struct Update<'a> {
    pub(crate) fragment: &'a Path,
    /// The source, in place of the one that the fragment remembers.
    pub(crate) source: Option<Location>,
    /// The time limit for a download from the source that the fragment remembers.
    pub(crate) timeout: Duration,
    /// Whether the fragment is only compared.
    pub(crate) check: bool,
}

/// Updates the fragment, and writes what changes to `out`. Returns the exit code.
pub(crate) fn update(update: &Update<'_>, out: &mut dyn Write) -> Result<u8, Failure> {
    let progress = Progress::start();
    progress.step("reading");
    let name = printable(&update.fragment.display().to_string());
    let old = read(update.fragment, &progress)?;
    let memory = Provenance::read(&old);
    let source = source(update, memory.as_ref(), &name)?;
    let choice = match &memory {
        Some(memory) => memory.choice.clone(),
        None => everything_in(&old),
    };
    let new = cut(&source, &choice, &name, &progress)?;
    let texts = memory.as_ref().and_then(|memory| memory.texts.as_ref());
    progress.step("comparing");
    let merged = merge(&old, new, texts);
    let is_same = if update.check {
        // The notes about another source are no change.
        merged.conflicts.is_empty() && without(&merged.fragment, &NOTES) == without(&old, &NOTES)
    } else {
        without(&merged.fragment, &VERSIONS) == without(&old, &VERSIONS)
    };
    if is_same {
        drop(progress);
        writeln!(out, "{name}: nothing to do, {source} has no changes for it")?;
        out.flush()?;
        return Ok(0);
    }
    let text = output::pretty(&merged.fragment);
    let by_hand = by_hand(&merged);
    let changes = diff::compare(&api(&name, old)?, &api(&name, merged.fragment)?);
    drop(progress);
    let (done, code) = if update.check {
        ("is out of date", code(&changes))
    } else {
        output::write(update.fragment, &text)?;
        ("was updated", 0)
    };
    writeln!(
        out,
        "{}{by_hand}{name} {done} with {source}: version step {}",
        diff::lines(&changes),
        changes.step().name()
    )?;
    out.flush()?;
    Ok(code)
}

/// Returns the lines about texts that were written by hand: the conflicts, and the number of texts that stay.
fn by_hand(merged: &Merged) -> String {
    let mut lines = String::new();
    // Writing to a string does not fail.
    for Conflict { owner, at, theirs } in &merged.conflicts {
        let (owner, at) = (printable(owner), printable(at));
        let _ = writeln!(
            lines,
            "conflict       {owner}: the source has changed a text that was written by hand, which stays (#{at}): it is now {theirs:?}"
        );
    }
    if merged.kept > 0 {
        let verb = if merged.kept == 1 { "was" } else { "were" };
        let _ = writeln!(lines, "kept {} that {verb} written by hand", count(merged.kept, "text"));
    }
    lines
}

/// Returns the exit code for changes that were not written.
fn code(changes: &Changes) -> u8 {
    if changes.step() == Step::Major {
        BREAKING
    } else {
        CHANGED
    }
}

/// Reads a fragment.
fn read(path: &Path, progress: &Progress) -> Result<Json, Failure> {
    let source: Source = Text::read(&Location::File(path.to_owned()), progress)?.parse()?;
    if source.version == Version::Swagger2 {
        let problem = "this is a Swagger 2.0 document, and not a fragment: cut one out of it with `genesys-spec trim`";
        return Err(Failure::new(DATA, format!("{}: {problem}", source.name)));
    }
    Ok(source.document)
}

/// Returns the source of an update: the one that was given, or the one that the fragment remembers.
fn source(update: &Update<'_>, memory: Option<&Provenance>, name: &str) -> Result<Location, Failure> {
    if let Some(source) = &update.source {
        return Ok(source.clone());
    }
    let noted = memory.and_then(|memory| memory.source.as_deref());
    match noted {
        Some("-") => {
            let problem = "was cut out of a document on standard input: name its source with --source or --region";
            Err(Failure::new(USAGE, format!("{name}: {problem}")))
        }
        Some(noted) => Location::parse(OsStr::new(noted), update.timeout),
        None => {
            let problem = "does not remember its source: name it with --source or --region";
            Err(Failure::new(USAGE, format!("{name}: {problem}")))
        }
    }
}

/// Returns the choice of all operations that a fragment has, for one that does not remember what was chosen.
fn everything_in(fragment: &Json) -> Choice {
    Choice {
        tags: Vec::new(),
        operations: operations(fragment)
            .filter_map(Operation::id)
            .map(str::to_owned)
            .collect(),
    }
}

/// Cuts the fragment out of the source.
fn cut(source: &Location, choice: &Choice, name: &str, progress: &Progress) -> Result<Json, Failure> {
    let cut = trim::cut(&Cutting::new(source, choice), progress).map_err(|refused| match refused {
        Refused::Missing(Failure { mut lines, .. }) => {
            lines.push(format!(
                "{name} stays as it is: to go on without these, remove them from `info.x-genesys-spec`"
            ));
            Failure { code: BREAKING, lines }
        }
        Refused::Other(failure) => failure,
    })?;
    Json::parse(&String::from_utf8_lossy(&cut.text)).map_err(|problem| Failure::problem(name, &problem))
}

/// The version and the date of a source, which change without anything else.
const VERSIONS: [&str; 3] = [
    "/info/version",
    "/info/x-genesys-spec/version",
    "/info/x-genesys-spec/date",
];

/// Everything that a fragment notes about its source.
const NOTES: [&str; 2] = ["/info/version", "/info/x-genesys-spec"];

/// Returns a fragment without the values at these places.
fn without(fragment: &Json, pointers: &[&str]) -> Json {
    let mut fragment = fragment.clone();
    for pointer in pointers {
        remove_at(&mut fragment, pointer);
    }
    fragment
}

fn api(name: &str, fragment: Json) -> Result<Api, Failure> {
    let result = Document::new(fragment).api(Target::Dependent).result;
    result.map_err(|problems| Failure::document(name, &problems))
}
