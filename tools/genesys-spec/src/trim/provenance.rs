//! `info.x-genesys-spec`: what a fragment remembers of its source, so that `update` can cut the fragment out again.

use genesys_cloud_codegen::document::Json;

use super::choice::Choice;
use super::texts::Texts;
use crate::document::{entries_mut, object, text};

const KEY: &str = "x-genesys-spec";

/// The memory of a fragment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    /// The source, as on the command line.
    pub(crate) source: Option<String>,
    /// The version that the source has in `info`.
    pub(crate) version: Option<String>,
    /// The date on which the source was changed, if its server says so. `None` for a file, since copies have other dates.
    pub(crate) date: Option<String>,
    pub(crate) choice: Choice,
    /// The texts of the source, or `None` if they are not known.
    pub(crate) texts: Option<Texts>,
}

impl Provenance {
    /// Reads the memory of a fragment, if it has one.
    ///
    /// One without both lists is none: an update that took them for empty would take in the whole source.
    pub(crate) fn read(fragment: &Json) -> Option<Self> {
        let noted = fragment.get("info")?.get(KEY)?;
        let of = |key: &str| noted.get(key).and_then(Json::text).map(str::to_owned);
        let list = |key: &str| match noted.get(key) {
            Some(Json::List(names)) => names.iter().map(|name| Some(name.text()?.to_owned())).collect(),
            _ => None,
        };
        Some(Self {
            source: of("source"),
            version: of("version"),
            date: of("date"),
            choice: Choice {
                tags: list("tags")?,
                operations: list("operations")?,
            },
            texts: of("texts").and_then(|line| Texts::parse(&line)),
        })
    }

    /// Notes the memory at the end of `info`, in place of an earlier one. A document without `info` has no place for it.
    pub(crate) fn write(&self, fragment: &mut Json) {
        let Some(info) = entries_mut(fragment, "info") else {
            return;
        };
        let one = |key: &'static str, value: &Option<String>| Some((key, text(value.as_deref()?)));
        let list = |key: &'static str, values: &[String]| Some((key, Json::List(values.iter().map(text).collect())));
        let noted = [
            one("source", &self.source),
            one("version", &self.version),
            one("date", &self.date),
            list("tags", &self.choice.tags),
            list("operations", &self.choice.operations),
            one("texts", &self.texts.as_ref().map(Texts::to_line)),
        ];
        let noted = object(noted.into_iter().flatten());
        match info.iter_mut().find(|(key, _)| key == KEY) {
            Some((_, earlier)) => *earlier = noted,
            None => info.push((KEY.to_owned(), noted)),
        }
    }
}

#[cfg(test)]
mod tests;
