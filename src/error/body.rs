//! The body of an error answer of the platform: `ErrorBody` and its parts.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::Redactor;

/// What Genesys Cloud says about an error (`ErrorBody` in its documentation).
///
/// Any part may be missing. A part of an unexpected type is left out, so that it does not take the others with it;
/// [`ApiError::raw_body`](super::ApiError::raw_body) has it still.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ErrorBody {
    /// What went wrong, in English.
    #[serde(deserialize_with = "lenient")]
    pub message: Option<String>,
    /// The name of the error, `missing.any.permissions`. Match on this, not on the message.
    #[serde(deserialize_with = "lenient")]
    pub code: Option<String>,
    /// The HTTP status again.
    #[serde(deserialize_with = "lenient")]
    pub status: Option<i32>,
    /// The id of the entity that the error is about.
    #[serde(deserialize_with = "lenient")]
    pub entity_id: Option<String>,
    /// The kind of entity that the error is about.
    #[serde(deserialize_with = "lenient")]
    pub entity_name: Option<String>,
    /// The message with `{name}` in place of its values.
    #[serde(deserialize_with = "lenient")]
    pub message_with_params: Option<String>,
    /// The values of `message_with_params`.
    #[serde(deserialize_with = "lenient")]
    pub message_params: Option<BTreeMap<String, String>>,
    /// The correlation id, as in the header `ININ-Correlation-Id`.
    #[serde(deserialize_with = "lenient")]
    pub context_id: Option<String>,
    /// What is wrong with single fields.
    #[serde(deserialize_with = "lenient")]
    pub details: Option<Vec<Detail>>,
    /// The errors that this one is made of.
    #[serde(deserialize_with = "lenient")]
    pub errors: Option<Vec<ErrorBody>>,
    /// The limit that was exceeded.
    #[serde(deserialize_with = "lenient")]
    pub limit: Option<Limit>,
}

/// What is wrong with one field (`Detail` in the documentation of Genesys Cloud).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Detail {
    /// The name of the error.
    #[serde(deserialize_with = "lenient")]
    pub error_code: Option<String>,
    /// The field that it is about.
    #[serde(deserialize_with = "lenient")]
    pub field_name: Option<String>,
    /// The id of the entity that it is about.
    #[serde(deserialize_with = "lenient")]
    pub entity_id: Option<String>,
    /// The kind of entity that it is about.
    #[serde(deserialize_with = "lenient")]
    pub entity_name: Option<String>,
}

/// A limit of the platform that was exceeded (`Limit` in the documentation of Genesys Cloud).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Limit {
    /// The name of the limit.
    #[serde(deserialize_with = "lenient")]
    pub key: Option<String>,
    /// The part of the platform that it belongs to. The list is open.
    #[serde(deserialize_with = "lenient")]
    pub namespace: Option<String>,
    /// Its value.
    #[serde(deserialize_with = "lenient")]
    pub value: Option<i64>,
}

impl ErrorBody {
    /// Reads an error body. Anything that says neither what nor where is none: HTML of a proxy, `{}`, an array.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        // An object first: the derive takes a list for a struct, and refuses a field that comes twice.
        let object: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        let body: Self = serde_json::from_value(Value::Object(object)).ok()?;
        let says_something = body.message.is_some() || body.code.is_some() || body.context_id.is_some();
        says_something.then_some(body)
    }

    /// The same with `***` in the place of each secret.
    pub(super) fn masked(self, redactor: &Redactor<'_>) -> Self {
        let text = |text: Option<String>| text.map(|text| redactor.text(&text));
        Self {
            message: text(self.message),
            code: text(self.code),
            status: self.status,
            entity_id: text(self.entity_id),
            entity_name: text(self.entity_name),
            message_with_params: text(self.message_with_params),
            message_params: self.message_params.map(|params| {
                let params = params.into_iter();
                params
                    .map(|(name, value)| (redactor.text(&name), redactor.text(&value)))
                    .collect()
            }),
            context_id: text(self.context_id),
            details: self
                .details
                .map(|details| details.into_iter().map(|detail| detail.masked(redactor)).collect()),
            errors: self
                .errors
                .map(|errors| errors.into_iter().map(|error| error.masked(redactor)).collect()),
            limit: self.limit.map(|limit| limit.masked(redactor)),
        }
    }
}

impl Detail {
    fn masked(self, redactor: &Redactor<'_>) -> Self {
        let text = |text: Option<String>| text.map(|text| redactor.text(&text));
        Self {
            error_code: text(self.error_code),
            field_name: text(self.field_name),
            entity_id: text(self.entity_id),
            entity_name: text(self.entity_name),
        }
    }
}

impl Limit {
    fn masked(self, redactor: &Redactor<'_>) -> Self {
        let text = |text: Option<String>| text.map(|text| redactor.text(&text));
        Self {
            key: text(self.key),
            namespace: text(self.namespace),
            value: self.value,
        }
    }
}

/// A value that does not fit is as good as none.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Value::deserialize(deserializer).map(|value| serde_json::from_value(value).ok())
}
