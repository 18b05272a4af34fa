//! From the text of a fragment to a checked tree.
//!
//! The tree is compared with the keywords of OpenAPI 3.0.3. What does not fit is reported and removed, so that each keyword that
//! later steps find has the shape of the specification.

mod check;
mod defaults;
mod grammar;

use crate::Problem;
use crate::json::Json;
use check::Check;

/// The result of reading.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The document without its invalid parts. `None` if nothing is left.
    pub(crate) tree: Option<Json>,
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

/// Reads a document in memory.
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
    read.tree = Some(json);
    read
}

fn version(json: &Json) -> Result<(), Problem> {
    const CONVERT: &str = "convert it with `genesys-spec trim`";
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
