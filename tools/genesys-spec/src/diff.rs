//! `genesys-spec diff`: the changes for a caller of the generated API.
//!
//! `diff` compares the plain data of both documents from which code is generated: it has the names and types that callers see, and
//! does not report changes of a document that do not affect callers. A change that follows from another one, such as a type that goes
//! with the last operation that uses it, is listed with that one.

mod calls;
mod change;
mod docs;
mod follow;
mod inputs;
mod json;
mod markdown;
mod models;
mod pairs;
mod siblings;
mod text;
mod types;

use std::io::Write;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::{Api, Target};

use crate::document::Version;
use crate::failure::{Failure, USAGE};
use crate::limit;
use crate::output;
use crate::source::{Location, Text};
use crate::terminal::Colors;
use crate::terminal::Progress;
pub(crate) use change::{Changes, Step};

/// The arguments of `diff`.
pub(crate) struct Diff<'a> {
    pub(crate) old: &'a Location,
    pub(crate) new: &'a Location,
    pub(crate) format: Format,
    pub(crate) fail_on: FailOn,
    /// Whether the text lists every change that follows from another one.
    pub(crate) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Markdown,
}

/// The least severe change that gets an exit code other than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailOn {
    Additive,
    Breaking,
}

pub(crate) fn diff(diff: &Diff<'_>, out: &mut dyn Write) -> Result<u8, Failure> {
    if (diff.old, diff.new) == (&Location::StandardInput, &Location::StandardInput) {
        return Err(Failure::new(
            USAGE,
            "standard input is only one document: give a file for the other",
        ));
    }
    let progress = Progress::start();
    progress.step("reading the old document");
    let old = read(diff.old, &progress)?;
    progress.step("reading the new document");
    let new = read(diff.new, &progress)?;
    let changes = compare(&old, &new);
    drop(progress);
    match diff.format {
        Format::Text => write!(out, "{}", text::text(&changes, Colors::detect(), diff.verbose))?,
        Format::Json => out.write_all(&output::pretty(&json::json(&changes)))?,
        Format::Markdown => write!(out, "{}", markdown::markdown(&changes))?,
    }
    out.flush()?;
    Ok(match (changes.step(), diff.fail_on) {
        (Step::None | Step::Patch, _) | (Step::Minor, FailOn::Breaking) => 0,
        (Step::Minor, FailOn::Additive) => 1,
        (Step::Major, _) => 2,
    })
}

/// Returns one line for each change, with colors on a terminal.
pub(crate) fn lines(changes: &Changes) -> String {
    text::lines(changes, Colors::detect(), false)
}

fn read(location: &Location, progress: &Progress) -> Result<Api, Failure> {
    let given = Text::read(location, progress)?;
    let parsed = given.parse();
    let Text {
        name, content: text, ..
    } = given;
    let size = text.len();
    let Ok(source) = parsed else {
        // This check comes first, so that the generator can report everything else about an invalid document.
        limit::check(&name, size)?;
        return api(&name, &Document::parse(&text));
    };
    // The conversion and the generator need the memory.
    drop(text);
    let is_converted = source.version == Version::Swagger2;
    let document = source.converted()?;
    limit::check(&name, if is_converted { output::size(&document) } else { size })?;
    api(&name, &Document::new(document))
}

fn api(name: &str, document: &Document) -> Result<Api, Failure> {
    let result = document.api(Target::Dependent).result;
    result.map_err(|problems| Failure::document(name, &problems))
}

/// Compares two clients.
pub(crate) fn compare(old: &Api, new: &Api) -> Changes {
    let mut changes = Changes::default();
    calls::compare(old, new, &mut changes);
    siblings::compare(old, new, &mut changes);
    models::compare(old, new, &mut changes);
    changes.sort();
    changes
}

#[cfg(test)]
mod tests;
