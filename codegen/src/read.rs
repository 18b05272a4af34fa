//! From the text of a fragment to an OpenAPI document.
//!
//! `openapiv3` ignores unknown keywords, reads a misspelled `type` as "any type" and accepts documents of other versions.
//! So the raw JSON is checked against the keywords of OpenAPI 3.0.3 first, and `openapiv3` sees only what passed.

mod check;
mod defaults;
mod grammar;
mod unused;

use openapiv3::OpenAPI;

use crate::Problem;
use crate::json::Json;
use check::{Check, Findings};

pub(crate) use check::INVALID;

/// The result of reading.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The document without its invalid parts. `None` if nothing is left.
    pub(crate) document: Option<OpenAPI>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

pub(crate) fn read(text: &str) -> Read {
    // Some editors write a byte order mark, which is not JSON.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut read = Read::default();
    match checked(text) {
        Err(problem) => read.problems.push(problem),
        Ok((checked, findings)) => {
            read.problems = findings.problems;
            read.warnings = findings.warnings;
            match serde_json::from_str(&checked) {
                Ok(document) => read.document = Some(document),
                // The rest of a document with a problem may be incomplete.
                Err(_) if !read.problems.is_empty() => {}
                Err(error) => read.problems.push(Problem::new(
                    "",
                    format!("this does not fit OpenAPI 3.0.3: {error}"),
                    "compare the place with https://spec.openapis.org/oas/v3.0.3",
                )),
            }
        }
    }
    read
}

/// Returns the text of the valid parts, and the problems of the others. `openapiv3` never sees the others: it may panic (if a key
/// is defined twice), or take time that doubles with each level. The tree is dropped here, since `openapiv3` needs the memory.
fn checked(text: &str) -> Result<(String, Findings), Problem> {
    let mut json: Json = serde_json::from_str(text).map_err(|error| no_json(&error))?;
    version(&json)?;
    let defaults = defaults::fill(&mut json);
    let mut findings = Check::document(&mut json);
    findings.warnings.splice(0..0, defaults);
    unused::remove(&mut json);
    let checked = serde_json::to_string(&json).map_err(|error| no_json(&error))?;
    Ok((checked, findings))
}

fn no_json(error: &serde_json::Error) -> Problem {
    let help = if error.is_eof() {
        "the file ends too early: restore the rest"
    } else if error.to_string().starts_with("recursion limit") {
        "nest less deeply: give inner schemas a name under `components`"
    } else {
        "correct the file there (a fragment is JSON, YAML has to be converted)"
    };
    Problem::new("", format!("not JSON: {error}"), help)
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
