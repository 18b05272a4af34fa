//! Parameters.

use std::borrow::Cow;

use openapiv3::{ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};
use serde_json::Value;

use super::{Schema, aside};

/// A parameter of a path or of an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter<'a>(pub(crate) &'a openapiv3::Parameter);

impl<'a> Parameter<'a> {
    pub(crate) fn data(self) -> &'a ParameterData {
        self.0.parameter_data_ref()
    }

    pub(crate) fn name(self) -> &'a str {
        &self.data().name
    }

    /// Returns `path`, `query`, `header` or `cookie`.
    pub(crate) fn location(self) -> &'static str {
        match self.0 {
            openapiv3::Parameter::Path { .. } => "path",
            openapiv3::Parameter::Query { .. } => "query",
            openapiv3::Parameter::Header { .. } => "header",
            openapiv3::Parameter::Cookie { .. } => "cookie",
        }
    }

    /// Returns location and name, which identify the parameter within an operation. Names of headers have no case (RFC 9110, section 5.1).
    pub(crate) fn key(self) -> (&'static str, Cow<'a, str>) {
        let name = match self.location() {
            "header" => self.name().to_ascii_lowercase().into(),
            _ => self.name().into(),
        };
        (self.location(), name)
    }

    pub(crate) fn schema(self) -> Option<Schema<'a>> {
        match &self.data().format {
            ParameterSchemaOrContent::Schema(schema) => Some(Schema::new(schema)),
            ParameterSchemaOrContent::Content(_) => None,
        }
    }

    pub(crate) fn allows_reserved(self) -> bool {
        matches!(
            self.0,
            openapiv3::Parameter::Query {
                allow_reserved: true,
                ..
            }
        )
    }

    /// Returns the style, which has a default for each location.
    pub(crate) fn style(self) -> &'a str {
        if let Some(Value::String(style)) = self.data().extensions.get(&aside("style")) {
            return style;
        }
        match self.0 {
            openapiv3::Parameter::Path { style, .. } => match style {
                PathStyle::Matrix => "matrix",
                PathStyle::Label => "label",
                PathStyle::Simple => "simple",
            },
            openapiv3::Parameter::Query { style, .. } => match style {
                QueryStyle::Form => "form",
                QueryStyle::SpaceDelimited => "spaceDelimited",
                QueryStyle::PipeDelimited => "pipeDelimited",
                QueryStyle::DeepObject => "deepObject",
            },
            openapiv3::Parameter::Header { .. } => "simple",
            openapiv3::Parameter::Cookie { .. } => "form",
        }
    }

    /// Returns whether each item of an array is sent on its own.
    pub(crate) fn explode(self) -> bool {
        self.data().explode.unwrap_or_else(|| self.style() == "form")
    }
}
