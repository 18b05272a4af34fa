//! From the text of a fragment to an OpenAPI document.
//!
//! `openapiv3` ignores unknown keywords, reads a misspelled `type` as "any type" and accepts documents of other versions.
//! So the raw JSON is checked against the keywords of OpenAPI 3.0.3 first, and `openapiv3` sees only what passed.

mod check;
mod grammar;

use openapiv3::OpenAPI;

use crate::Problem;
use crate::json::Json;
use check::Check;

/// The document, or every problem that it has.
pub(crate) fn read(text: &str) -> Result<OpenAPI, Vec<Problem>> {
    // First: on a document that does not pass, `openapiv3` may panic (a key twice), or take time that doubles with each level.
    check(text)?;
    serde_json::from_str(text).map_err(|error| {
        let message = format!("this does not fit OpenAPI 3.0.3: {error}");
        vec![Problem::new(
            "",
            message,
            "compare the place with https://spec.openapis.org/oas/v3.0.3",
        )]
    })
}

fn check(text: &str) -> Result<(), Vec<Problem>> {
    let json: Json = serde_json::from_str(text).map_err(|error| vec![no_json(&error)])?;
    version(&json).map_err(|error| vec![error])?;
    let problems = Check::document(&json);
    if problems.is_empty() { Ok(()) } else { Err(problems) }
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
