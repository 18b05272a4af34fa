//! Parameters.

use super::Schema;
use crate::json::Json;

/// A parameter of a path or of an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter<'a>(pub(crate) &'a Json);

impl<'a> Parameter<'a> {
    pub(crate) fn name(self) -> &'a str {
        self.0.text_of("name").unwrap_or_default()
    }

    /// Returns `path`, `query`, `header` or `cookie`.
    pub(crate) fn location(self) -> &'a str {
        self.0.text_of("in").unwrap_or_default()
    }

    /// Returns what identifies the parameter within an operation.
    pub(crate) fn key(self) -> (&'a str, &'a str) {
        (self.location(), self.name())
    }

    pub(crate) fn schema(self) -> Option<Schema<'a>> {
        self.0.get("schema").map(Schema)
    }

    /// Returns the style, which has a default for each location.
    pub(crate) fn style(self) -> &'a str {
        let default = match self.location() {
            "query" | "cookie" => "form",
            _ => "simple",
        };
        self.0.text_of("style").unwrap_or(default)
    }

    /// Returns whether each item of an array is sent on its own.
    pub(crate) fn explode(self) -> bool {
        match self.0.get("explode") {
            Some(Json::Bool(explode)) => *explode,
            _ => self.style() == "form",
        }
    }
}
