//! From the text of a fragment to an OpenAPI document.
//!
//! `openapiv3` ignores unknown keywords, reads a misspelled `type` as "any type" and accepts documents of other versions. So the tree
//! is compared with the keywords of OpenAPI 3.0.3 first. Parts that do not fit are reported and removed, and `openapiv3` reads the
//! rest from the tree, not from a text.

mod check;
mod defaults;
mod fit;
mod grammar;
mod unused;

use openapiv3::OpenAPI;

use crate::Problem;
use crate::json::Json;
use check::Check;

/// The result of reading.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The document without its invalid parts. `None` if nothing is left.
    pub(crate) document: Option<OpenAPI>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

/// Reads the text of a document.
pub(crate) fn from_text(text: &str) -> Read {
    match Json::parse(text) {
        Ok(json) => from_json(json),
        Err(problem) => Read {
            problems: vec![problem],
            ..Read::default()
        },
    }
}

/// Reads a document in memory. `openapiv3` sees only its valid parts: on others, it may panic (if a key is defined twice), or take
/// time that doubles with each level.
pub(crate) fn from_json(mut json: Json) -> Read {
    let mut read = Read::default();
    if let Err(problem) = version(&json) {
        read.problems.push(problem);
        return read;
    }
    read.warnings = defaults::fill(&mut json);
    let mut findings = Check::document(&mut json);
    read.warnings.append(&mut findings.warnings);
    read.problems = findings.problems;
    unused::remove(&mut json);
    match json.into_type() {
        Ok(document) => read.document = Some(document),
        // Without the part that has a problem, the document may be incomplete.
        Err(_) if !read.problems.is_empty() => {}
        Err(misfit) => read.problems.push(Problem::new(
            misfit.pointer,
            format!("this does not fit OpenAPI 3.0.3: {}", misfit.message),
            "compare the place with https://spec.openapis.org/oas/v3.0.3",
        )),
    }
    read
}

fn version(json: &Json) -> Result<(), Problem> {
    const CONVERT: &str = "run `genesys-spec trim` on it, which converts it";
    if json.get("swagger").is_some() {
        return Err(Problem::new("/swagger", "this is a Swagger 2.0 document", CONVERT));
    }
    match json.get("openapi").and_then(Json::text) {
        Some(version) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        Some(version) => {
            let problem = format!("OpenAPI {version} is not supported; only 3.0.x is");
            Err(Problem::new("/openapi", problem, "convert the document"))
        }
        None => {
            let problem = "this is not an OpenAPI document: it has no `openapi` version";
            Err(Problem::new("", problem, "give the file of an OpenAPI 3.0.3 document"))
        }
    }
}

#[cfg(test)]
mod tests;
