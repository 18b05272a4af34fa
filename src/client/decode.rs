//! Decoding of the body of a successful response.

use serde::de::DeserializeOwned;
use serde::de::value::UnitDeserializer;

use crate::Error;
use crate::error::{ApiError, DecodeError, Redactor, display_prefix};
use crate::header::content_type;
use crate::json::without_byte_order_mark;
use crate::transport::{Exchange, Received};

/// The number of bytes of a path or a problem that an error keeps.
const KEPT: usize = 4096;

/// The number of bytes of them that are searched for secrets. Both may contain a part of the body, such as a string of 16 MiB.
const SEARCHED: usize = KEPT + Redactor::LONGEST;

/// Why a body cannot be decoded, and at which field.
#[derive(Debug)]
pub(crate) struct DecodeFailure {
    path: String,
    problem: String,
}

/// Decodes JSON. An empty body, also one of white space only, is read as `null`, and as a model that has no fields.
#[allow(clippy::ptr_arg, reason = "the decoders of a call have one signature")]
pub(crate) fn json<T: DeserializeOwned>(body: &mut Vec<u8>) -> Result<T, DecodeFailure> {
    decode(body).map_err(|error| {
        // Its text may be as long as the body. `find_failure` does not need it.
        drop(error);
        find_failure::<T>(body)
    })
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, serde_json::Error> {
    let json = without_byte_order_mark(body);
    if json.trim_ascii().is_empty() {
        return from_nothing();
    }
    // Checking the whole body once is faster than checking each string, as `from_slice` does.
    match std::str::from_utf8(json) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(json),
    }
}

/// Decodes an empty body.
fn from_nothing<T: DeserializeOwned>() -> Result<T, serde_json::Error> {
    serde_json::from_slice(b"null").or_else(|_| T::deserialize(UnitDeserializer::new()))
}

/// Decodes a JSON string. Text without quotes and an empty body are accepted as well, as the official SDKs do: operations that are
/// documented to return a JSON string may send them.
pub(crate) fn json_string(body: &mut Vec<u8>) -> Result<String, DecodeFailure> {
    json_string_or_none(body).map(Option::unwrap_or_default)
}

/// As [`json_string`], with `None` for an empty body or `null`.
pub(crate) fn json_string_or_none(body: &mut Vec<u8>) -> Result<Option<String>, DecodeFailure> {
    if let Ok(decoded) = decode::<Option<String>>(body) {
        return Ok(decoded);
    }
    let bare = text(body)?;
    if bare.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(bare))
    }
}

/// Decodes text, for `text/plain` and similar types.
pub(crate) fn text(body: &mut Vec<u8>) -> Result<String, DecodeFailure> {
    String::from_utf8(std::mem::take(body)).map_err(|error| {
        let problem = error.utf8_error().to_string();
        *body = error.into_bytes();
        DecodeFailure {
            path: ".".to_owned(),
            problem,
        }
    })
}

/// Returns the body as it is.
#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn bytes(body: &mut Vec<u8>) -> Result<Vec<u8>, DecodeFailure> {
    Ok(std::mem::take(body))
}

/// Decodes nothing, for successes whose body is not read.
#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn empty(_: &mut Vec<u8>) -> Result<(), DecodeFailure> {
    Ok(())
}

/// Decodes a body for the second time, to find the field that cannot be decoded. This is slower than decoding it for its value.
#[cold]
fn find_failure<T: DeserializeOwned>(body: &[u8]) -> DecodeFailure {
    let whole = |problem: String| DecodeFailure {
        path: ".".to_owned(),
        problem,
    };
    let body = without_byte_order_mark(body);
    if body.trim_ascii().is_empty() {
        return whole("it is empty, although the operation succeeded".to_owned());
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    if let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut reader) {
        return DecodeFailure {
            path: display_prefix(error.path(), SEARCHED),
            problem: display_prefix(error.inner(), SEARCHED),
        };
    }
    let trailing = reader.end().err().map(|error| error.to_string());
    whole(trailing.unwrap_or_else(|| "it cannot be read".to_owned()))
}

impl DecodeFailure {
    /// Returns the error for the response whose body cannot be decoded.
    #[cold]
    pub(crate) fn into_error(self, mut received: Received, exchange: &Exchange<'_>) -> Error {
        let redactor = exchange.redactor();
        let context = exchange.context(&received, &redactor);
        let mut raw = std::mem::take(&mut received.body);
        raw.truncate(ApiError::READ_LIMIT);
        let mut raw = redactor.bytes(raw);
        raw.truncate(ApiError::RAW_LIMIT);
        let problem = match content_type(&received.headers) {
            Some(kind) if !kind.contains("json") => format!("{} (the content type is {kind})", self.problem),
            _ => self.problem,
        };
        Error::Decode(DecodeError::new(
            context,
            redactor.prefix(&self.path, KEPT),
            redactor.prefix(&problem, KEPT),
            raw,
        ))
    }
}

#[cfg(test)]
mod tests;
