//! The scalar types: one table for all that depends on which of them it is.

/// A type without parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    Bool,
    I32,
    I64,
    F64,
    String,
    Timestamp,
    Date,
    /// Free-form JSON.
    Json,
}

/// What generator and tool know of a scalar type.
#[derive(Debug)]
pub struct Description {
    /// The name in Rust.
    pub rust: &'static str,
    /// Where the name is imported from, below `genesys_cloud`. `None` for the prelude.
    pub import: Option<&'static str>,
    /// In a sentence of the documentation.
    pub words: &'static str,
    /// A value, as it is written in an example.
    pub example: &'static str,
    /// A path, a query or a header can carry it: the client implements `ParameterValue` for it.
    pub is_parameter: bool,
    /// A caller may pass all that converts into it.
    pub takes_into: bool,
}

impl Scalar {
    /// The type of a string with this `format`. Formats that Rust has no type for stay strings.
    #[must_use]
    pub fn of_string(format: &str) -> Self {
        match format {
            "date-time" => Self::Timestamp,
            "date" => Self::Date,
            _ => Self::String,
        }
    }

    /// The row of the table. A new type is one row here, its formats above, and its `ParameterValue` in the client.
    #[must_use]
    pub fn describe(self) -> &'static Description {
        match self {
            Self::Bool => &Description {
                rust: "bool",
                import: None,
                words: "true or false",
                example: "true",
                is_parameter: true,
                takes_into: false,
            },
            Self::I32 => &Description {
                rust: "i32",
                import: None,
                words: "a number",
                example: "1",
                is_parameter: true,
                takes_into: false,
            },
            Self::I64 => &Description {
                rust: "i64",
                import: None,
                words: "a number",
                example: "1",
                is_parameter: true,
                takes_into: false,
            },
            Self::F64 => &Description {
                rust: "f64",
                import: None,
                words: "a number",
                example: "1.0",
                is_parameter: true,
                takes_into: false,
            },
            Self::String => &Description {
                rust: "String",
                import: None,
                words: "a string",
                example: "\"text\"",
                is_parameter: true,
                takes_into: true,
            },
            Self::Timestamp => &Description {
                rust: "Timestamp",
                import: Some("jiff::Timestamp"),
                words: "a point in time",
                example: "genesys_cloud::jiff::Timestamp::UNIX_EPOCH",
                is_parameter: true,
                takes_into: false,
            },
            Self::Date => &Description {
                rust: "Date",
                import: Some("jiff::civil::Date"),
                words: "a date",
                example: "genesys_cloud::jiff::civil::date(2026, 1, 31)",
                is_parameter: true,
                takes_into: false,
            },
            Self::Json => &Description {
                rust: "Value",
                import: Some("serde_json::Value"),
                words: "free-form JSON",
                example: "genesys_cloud::serde_json::Value::Null",
                is_parameter: false,
                takes_into: true,
            },
        }
    }
}

#[cfg(test)]
mod tests;
