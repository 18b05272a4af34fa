//! The error body of the platform: `ErrorBody` and its parts.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::Redactor;
use crate::json;

/// The error body of Genesys Cloud (`ErrorBody` in its documentation), returned by [`ApiError::body`](super::ApiError::body).
///
/// Any field may be missing. A field of an unexpected type is `None`, so that the others can still be read;
/// [`ApiError::raw_body`](super::ApiError::raw_body) returns the whole body.
///
/// ```
/// use genesys_cloud::error::ErrorBody;
/// use genesys_cloud::serde_json;
///
/// let body: ErrorBody = serde_json::from_str(
///     r#"{"code": "invalid.value", "status": 400, "details": [{"fieldName": "name", "errorCode": "too.long"}]}"#,
/// )?;
/// assert_eq!(body.code.as_deref(), Some("invalid.value"));
/// assert_eq!(body.details.unwrap()[0].field_name.as_deref(), Some("name"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ErrorBody {
    /// The message, in English.
    #[serde(deserialize_with = "lenient")]
    pub message: Option<String>,
    /// The name of the error: `missing.any.permissions`. Match on it rather than on the message, which may change.
    #[serde(deserialize_with = "lenient")]
    pub code: Option<String>,
    /// The HTTP status.
    #[serde(deserialize_with = "lenient")]
    pub status: Option<i32>,
    /// The id of the affected entity.
    #[serde(deserialize_with = "lenient")]
    pub entity_id: Option<String>,
    /// The kind of the affected entity.
    #[serde(deserialize_with = "lenient")]
    pub entity_name: Option<String>,
    /// The template of the message: each `{name}` stands for a value of `message_params`.
    #[serde(deserialize_with = "lenient")]
    pub message_with_params: Option<String>,
    /// The values of `message_with_params`.
    #[serde(deserialize_with = "lenient")]
    pub message_params: Option<BTreeMap<String, String>>,
    /// The correlation id, as in the header `ININ-Correlation-Id`.
    #[serde(deserialize_with = "lenient")]
    pub context_id: Option<String>,
    /// The invalid fields of the request.
    #[serde(deserialize_with = "lenient")]
    pub details: Option<Vec<Detail>>,
    /// The errors that this error combines.
    #[serde(deserialize_with = "lenient")]
    pub errors: Option<Vec<ErrorBody>>,
    /// The limit that was exceeded.
    #[serde(deserialize_with = "lenient")]
    pub limit: Option<Limit>,
}

/// An invalid field of the request (`Detail` in the documentation of Genesys Cloud). [`ApiError::body`](super::ApiError::body) has an
/// example.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Detail {
    /// The name of the error.
    #[serde(deserialize_with = "lenient")]
    pub error_code: Option<String>,
    /// The name of the field.
    #[serde(deserialize_with = "lenient")]
    pub field_name: Option<String>,
    /// The id of the affected entity.
    #[serde(deserialize_with = "lenient")]
    pub entity_id: Option<String>,
    /// The kind of the affected entity.
    #[serde(deserialize_with = "lenient")]
    pub entity_name: Option<String>,
}

/// An exceeded limit of the platform (`Limit` in the documentation of Genesys Cloud).
///
/// ```
/// use genesys_cloud::error::ApiError;
///
/// fn print_limit(error: &ApiError) {
///     if let Some(limit) = error.body().and_then(|body| body.limit.as_ref()) {
///         println!("the limit {:?} is {:?}", limit.key, limit.value);
///     }
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Limit {
    /// The name of the limit.
    #[serde(deserialize_with = "lenient")]
    pub key: Option<String>,
    /// The namespace of the limit: `platform.api`, … The platform may add others.
    #[serde(deserialize_with = "lenient")]
    pub namespace: Option<String>,
    /// The value of the limit.
    #[serde(deserialize_with = "lenient")]
    pub value: Option<i64>,
}

impl ErrorBody {
    /// Reads an error body. Returns `None` for anything else, such as the HTML of a proxy, `{}` or an array.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        // The body is read into a map first, since the derived implementation accepts an array and rejects duplicate fields.
        let body: Self = serde_json::from_value(Value::Object(json::object(bytes)?)).ok()?;
        let is_error = body.message.is_some() || body.code.is_some() || body.context_id.is_some();
        is_error.then_some(body)
    }

    /// Replaces each secret with `***`.
    pub(super) fn masked(self, redactor: &Redactor) -> Self {
        Self {
            message: masked(self.message, redactor),
            code: masked(self.code, redactor),
            status: self.status,
            entity_id: masked(self.entity_id, redactor),
            entity_name: masked(self.entity_name, redactor),
            message_with_params: masked(self.message_with_params, redactor),
            message_params: self.message_params.map(|params| {
                let params = params.into_iter();
                params
                    .map(|(name, value)| (redactor.text(&name), redactor.text(&value)))
                    .collect()
            }),
            context_id: masked(self.context_id, redactor),
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
    fn masked(self, redactor: &Redactor) -> Self {
        Self {
            error_code: masked(self.error_code, redactor),
            field_name: masked(self.field_name, redactor),
            entity_id: masked(self.entity_id, redactor),
            entity_name: masked(self.entity_name, redactor),
        }
    }
}

impl Limit {
    fn masked(self, redactor: &Redactor) -> Self {
        Self {
            key: masked(self.key, redactor),
            namespace: masked(self.namespace, redactor),
            value: self.value,
        }
    }
}

/// Replaces each secret with `***`.
fn masked(text: Option<String>, redactor: &Redactor) -> Option<String> {
    text.map(|text| redactor.text(&text))
}

/// Reads a value of an unexpected type as `None`.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Value::deserialize(deserializer).map(|value| serde_json::from_value(value).ok())
}
