//! `genesys-spec diff`: the changes for a caller of the generated API.
//!
//! It compares the plain data of both documents from which code is generated: names and types are those of callers, and changes
//! of a document that do not affect them are not reported.

mod calls;
mod change;
mod docs;
mod models;
mod pairs;
mod types;

use std::io::Write;
use std::path::Path;

use genesys_cloud_codegen::document::Document;
use genesys_cloud_codegen::document::ir::{Api, Target};

use crate::failure::Failure;
use crate::limit;
use crate::output;
use crate::source::{Text, Version};
use change::{Changes, Step};

pub(crate) fn diff(old: &Path, new: &Path, json: bool, out: &mut dyn Write) -> Result<u8, Failure> {
    let changes = compare(&read(old)?, &read(new)?);
    let step = changes.step();
    if json {
        out.write_all(&output::pretty(&changes.json()))?;
    } else {
        write!(out, "{changes}")?;
    }
    out.flush()?;
    Ok(match step {
        Step::None | Step::Patch => 0,
        Step::Minor => 1,
        Step::Major => 2,
    })
}

fn read(path: &Path) -> Result<Api, Failure> {
    let given = Text::read(path)?;
    let parsed = given.parse();
    let Text { name, text } = given;
    let size = text.len();
    let Ok(source) = parsed else {
        // The generator reports more about an invalid document.
        limit::check(&name, size)?;
        return api(&name, &Document::parse(&text));
    };
    // The conversion and the generator need the memory.
    drop(text);
    let document = if source.version == Version::Swagger2 {
        let document = source.converted()?;
        limit::check(&name, output::size(&document))?;
        document
    } else {
        limit::check(&name, size)?;
        source.document
    };
    api(&name, &Document::new(document))
}

fn api(name: &str, document: &Document) -> Result<Api, Failure> {
    let result = document.api(Target::Dependent).result;
    result.map_err(|problems| Failure::document(name, &problems))
}

fn compare(old: &Api, new: &Api) -> Changes {
    let mut changes = Changes::default();
    calls::compare(old, new, &mut changes);
    models::compare(old, new, &mut changes);
    changes.sort();
    changes
}

#[cfg(test)]
mod tests;
