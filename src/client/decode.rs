//! From the bytes of a successful response to a value.

use serde::de::DeserializeOwned;
use serde::de::value::UnitDeserializer;

use crate::Error;
use crate::error::{ApiError, DecodeError, Redactor, display_prefix};
use crate::header::content_type;
use crate::transport::{Exchange, Received};

/// How much of a path or of a problem an error keeps.
const KEPT: usize = 4096;

/// How much of them is looked at. Both quote the body, which may be a single string of 16 MiB.
const READ: usize = KEPT + Redactor::LONGEST;

/// Why a body cannot be decoded, and at which field.
#[derive(Debug)]
pub(crate) struct Misfit {
    path: String,
    problem: String,
}

/// Decodes JSON. An empty body is read as `null`, and as a model that has no fields.
#[allow(clippy::ptr_arg, reason = "the decoders of a call have one signature")]
pub(crate) fn json<T: DeserializeOwned>(body: &mut Vec<u8>) -> Result<T, Misfit> {
    // A byte order mark may be ignored (RFC 8259, section 8.1).
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let decoded = if json.is_empty() {
        nothing()
    } else {
        serde_json::from_slice(json)
    };
    decoded.map_err(|error| {
        // It may quote as much as the whole body.
        drop(error);
        misfit_of::<T>(body)
    })
}

fn nothing<T: DeserializeOwned>() -> Result<T, serde_json::Error> {
    serde_json::from_slice(b"null").or_else(|_| T::deserialize(UnitDeserializer::new()))
}

/// Decodes a JSON string. Operations that are documented to return one may send bare text, or nothing; the official SDKs accept
/// that.
pub(crate) fn json_string(body: &mut Vec<u8>) -> Result<String, Misfit> {
    json_string_or_none(body).map(Option::unwrap_or_default)
}

/// As [`json_string`], with `None` for nothing.
pub(crate) fn json_string_or_none(body: &mut Vec<u8>) -> Result<Option<String>, Misfit> {
    if let Ok(decoded) = json::<Option<String>>(body) {
        return Ok(decoded);
    }
    let bare = text(body)?;
    Ok((!bare.trim().is_empty()).then_some(bare))
}

/// Decodes text, for `text/plain` and similar types.
pub(crate) fn text(body: &mut Vec<u8>) -> Result<String, Misfit> {
    String::from_utf8(std::mem::take(body)).map_err(|error| {
        let problem = error.utf8_error().to_string();
        *body = error.into_bytes();
        Misfit {
            path: ".".to_owned(),
            problem,
        }
    })
}

#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn bytes(body: &mut Vec<u8>) -> Result<Vec<u8>, Misfit> {
    Ok(std::mem::take(body))
}

/// For successes whose body is not read.
#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn empty(_: &mut Vec<u8>) -> Result<(), Misfit> {
    Ok(())
}

/// Decodes a body again that could not be decoded, to find the field. Slower, so only for the error.
#[cold]
fn misfit_of<T: DeserializeOwned>(body: &[u8]) -> Misfit {
    let whole = |problem: String| Misfit {
        path: ".".to_owned(),
        problem,
    };
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.is_empty() {
        return whole("it is empty, although the operation succeeded".to_owned());
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    if let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut reader) {
        return Misfit {
            path: display_prefix(error.path(), READ),
            problem: display_prefix(error.inner(), READ),
        };
    }
    let trailing = reader.end().err().map(|error| error.to_string());
    whole(trailing.unwrap_or_else(|| "it cannot be read".to_owned()))
}

impl Misfit {
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
