//! The scalar types, and a table of everything that depends on the type.

/// A type without parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    Bool,
    I32,
    I64,
    U64,
    F64,
    String,
    Timestamp,
    Date,
    /// Free-form JSON.
    Json,
}

/// A row of the table.
#[derive(Debug)]
pub struct Description {
    /// The name in Rust.
    pub rust: &'static str,
    /// The path of the name below `genesys_cloud`. `None` for a name of the prelude.
    pub import: Option<&'static str>,
    /// The name in a sentence of the documentation.
    pub words: &'static str,
    /// A value, as it is written in an example.
    pub example: &'static str,
    /// Whether a path, a query or a header can carry the type: the client implements `ParameterValue` for it.
    pub is_parameter: bool,
    /// Whether a method accepts any value that converts into the type.
    pub takes_into: bool,
}

impl Scalar {
    /// The formats of integers that have a type of their own.
    pub const INTEGER_FORMATS: &[&str] = &["int32", "int64", "uint64"];

    /// Returns the type of an integer with this `format`. An integer of an unknown format has the type of an integer without a format.
    #[must_use]
    pub fn for_integer(format: &str) -> Self {
        match format {
            "int32" => Self::I32,
            "uint64" => Self::U64,
            _ => Self::I64,
        }
    }

    /// Returns the type of a string with this `format`. Formats that Rust has no type for are strings.
    #[must_use]
    pub fn for_text(format: &str) -> Self {
        match format {
            "date-time" => Self::Timestamp,
            "date" => Self::Date,
            _ => Self::String,
        }
    }

    /// Returns the row of the table. A new type is one row here, its formats above, and its `ParameterValue` in the client.
    #[must_use]
    pub fn describe(self) -> &'static Description {
        match self {
            Self::Bool => &Description {
                rust: "bool",
                import: None,
                words: "a boolean",
                example: "true",
                is_parameter: true,
                takes_into: false,
            },
            Self::I32 => &Description {
                rust: "i32",
                import: None,
                words: "an integer",
                example: "1",
                is_parameter: true,
                takes_into: false,
            },
            Self::I64 => &Description {
                rust: "i64",
                import: None,
                words: "an integer",
                example: "1",
                is_parameter: true,
                takes_into: false,
            },
            Self::U64 => &Description {
                rust: "u64",
                import: None,
                words: "an integer",
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
                words: "a timestamp",
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
                words: "any JSON value",
                example: "genesys_cloud::serde_json::Value::Null",
                is_parameter: false,
                takes_into: true,
            },
        }
    }
}

#[cfg(test)]
mod tests;
