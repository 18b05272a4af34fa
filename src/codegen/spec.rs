//! From the text of a fragment to an OpenAPI document: what is wrong with it is found here, or in `lower`.
//!
//! `openapiv3` drops keywords that it does not know, reads a misspelt `type` as "anything" and accepts documents of
//! other versions. So the raw JSON is held against the keywords of 3.0.3 first, and `openapiv3` only sees what passed.

use std::borrow::Cow;
use std::fmt;

use openapiv3::OpenAPI;

use super::check::Check;
use super::json::Json;
use super::workers;

/// One problem of a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpecError {
    /// A JSON pointer (RFC 6901) to the place.
    pub(crate) pointer: String,
    pub(crate) problem: String,
    /// What to do about it.
    pub(crate) way_out: String,
}

impl SpecError {
    pub(crate) fn new(pointer: impl Into<String>, problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            problem: problem.into(),
            way_out: way_out.into(),
        }
    }
}

/// One line: what a spec holds is quoted in it, and may hold anything.
impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = format!("#{}: {}, {}", self.pointer, self.problem, self.way_out);
        for char in line.chars() {
            if char.is_control() {
                write!(f, "{}", char.escape_default())?;
            } else {
                write!(f, "{char}")?;
            }
        }
        Ok(())
    }
}

pub(crate) fn read(text: &str) -> Result<OpenAPI, Vec<SpecError>> {
    workers::aside(|| {
        // First: on what does not pass, `openapiv3` may panic (where a key is written twice), or take time that doubles
        // with each level.
        check(text)?;
        serde_json::from_str(text).map_err(|error| {
            let problem = format!("this is not what OpenAPI 3.0.3 expects: {error}");
            vec![SpecError::new(
                "",
                problem,
                "compare the place with https://spec.openapis.org/oas/v3.0.3",
            )]
        })
    })
}

fn check(text: &str) -> Result<(), Vec<SpecError>> {
    let json: Json = serde_json::from_str(text).map_err(|error| vec![no_json(&error)])?;
    version(&json).map_err(|error| vec![error])?;
    let problems = Check::document(&json);
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn no_json(error: &serde_json::Error) -> SpecError {
    let way_out = if error.is_eof() {
        "the file ends too early: restore the rest"
    } else if error.to_string().starts_with("recursion limit") {
        "nest less deeply: give inner schemas a name under `components`"
    } else {
        "correct the file there (a fragment is JSON, YAML has to be converted)"
    };
    SpecError::new("", format!("not JSON: {error}"), way_out)
}

fn version(json: &Json) -> Result<(), SpecError> {
    const CONVERT: &str = "convert the document to OpenAPI 3.0.3";
    if json.get("swagger").is_some() {
        return Err(SpecError::new("/swagger", "this is a Swagger 2.0 document", CONVERT));
    }
    match json.get("openapi").and_then(Json::text) {
        Some(version) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        Some(version) => {
            let problem = format!("OpenAPI {version:?} is another version than 3.0");
            Err(SpecError::new("/openapi", problem, CONVERT))
        }
        None => {
            let problem = "this is not an OpenAPI document: it has no `openapi` version";
            Err(SpecError::new(
                "",
                problem,
                "give the file of an OpenAPI 3.0.3 document",
            ))
        }
    }
}

/// One token of a JSON pointer.
pub(crate) fn escaped(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}

/// The component that a `$ref` names, where it names one of that section.
pub(crate) fn component(reference: &str, section: &str) -> Option<String> {
    let name = reference
        .strip_prefix("#/components/")?
        .strip_prefix(section)?
        .strip_prefix('/')?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}
