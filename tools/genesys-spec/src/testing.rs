//! Helpers for unit tests.

use genesys_cloud_codegen::document::Json;

use crate::output::pretty as written;

pub(crate) fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// Returns the text of a document, in which a difference is visible by line.
pub(crate) fn pretty(json: &Json) -> String {
    String::from_utf8(written(json)).unwrap()
}
