//! The beginning of a draft: the chosen operations, cut out of their source and converted.

use genesys_cloud_codegen::document::{Json, Names};

use super::{Draft, Kept, Refused};
use crate::convert::{self, Converted, uncallable};
use crate::document::Version;
use crate::failure::{DATA, Failure, USAGE};
use crate::source::{Source, Text};
use crate::terminal::Progress;
use crate::trim::choice::Choice;
use crate::trim::provenance::Provenance;
use crate::trim::{Cutting, names, report, siblings};

impl<'a> Draft<'a> {
    /// Reads the source, and cuts out the chosen operations that the client can call.
    pub(in crate::trim) fn read(cutting: &'a Cutting<'a>, progress: &Progress) -> Result<Self, Refused> {
        progress.step("reading");
        let given = Text::read(cutting.source, progress)?;
        let mut source = given.parse()?;
        cutting.choice.check(&source).map_err(|failure| match failure.code {
            USAGE => Refused::Missing(failure),
            // A document without operations says nothing about one of them.
            _ => Refused::Other(failure),
        })?;
        source.check_security()?;
        let mut names = None;
        if !cutting.choice.is_everything() {
            progress.step("collecting the names of the document");
            names = Some(names::for_whole(source));
            // The text is parsed again: a copy of the tree would need five times the memory of the text.
            source = given.parse()?;
        }
        let provenance = provenance(&given, &source, cutting.choice);
        drop(given);
        progress.step("cutting out the fragment");
        Ok(Self::cut(cutting, source, names, provenance)?)
    }

    fn cut(
        cutting: &'a Cutting<'a>,
        source: Source,
        names: Option<Names>,
        provenance: Provenance,
    ) -> Result<Self, Failure> {
        let Source {
            name,
            version,
            mut document,
        } = source;
        let all = siblings::operations(&document);
        cutting.choice.cut(&mut document);
        let by_second_tag = cutting.choice.by_second_tag(&document);
        let Converted {
            document,
            repairs,
            left_out,
        } = if cutting.strict {
            strictly_converted(&name, document, version)?
        } else {
            convert::leaving_out(document, version)
        };
        Ok(Self {
            cutting,
            name,
            is_converted: version == Version::Swagger2,
            all,
            schemas: names::schemas(&document).collect(),
            names,
            provenance,
            kept: Kept::default(),
            by_second_tag,
            fragment: document,
            repairs,
            dropped: Vec::new(),
            left_out,
        })
    }
}

/// Returns what the fragment notes about its source.
fn provenance(text: &Text, source: &Source, choice: &Choice) -> Provenance {
    let version = source.document.get("info").and_then(|info| info.get("version"));
    Provenance {
        source: Some(text.argument.clone()),
        version: version.and_then(Json::text).map(str::to_owned),
        date: text.date.clone(),
        choice: choice.clone(),
        texts: None,
    }
}

/// Converts a document. Refuses one that needs repairs, or has operations that cannot be converted or called.
fn strictly_converted(name: &str, document: Json, version: Version) -> Result<Converted, Failure> {
    let mut converted = convert::whole(document, version).map_err(|problems| Failure::document(name, &problems))?;
    let uncallable = uncallable::remove(&mut converted.document);
    let lines = report::refusals(&converted.repairs, &uncallable);
    if lines.is_empty() {
        return Ok(converted);
    }
    Err(Failure {
        code: DATA,
        lines: lines.iter().map(|line| format!("{name}{line}")).collect(),
    })
}
