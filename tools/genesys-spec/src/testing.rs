//! For the tests beside the modules.

use genesys_cloud_codegen::json::Json;

use crate::output::pretty as written;

pub(crate) fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// To compare: a difference shows as lines.
pub(crate) fn pretty(json: &Json) -> String {
    String::from_utf8(written(json)).unwrap()
}
