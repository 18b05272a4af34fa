//! Decoding of the body of a successful response.

use serde::de::DeserializeOwned;
use serde::de::value::UnitDeserializer;

use crate::Error;
use crate::error::{ApiError, DecodeError, Redactor, display_prefix};
use crate::header::content_type;
use crate::json::{Replaced, with_plain_integers, without_byte_order_mark};
use crate::model::{Keeping, reading};
use crate::transport::{Exchange, RawResponse};

/// The number of bytes of a path or a problem that an error keeps.
const KEPT: usize = 4096;

/// The number of bytes of them that are searched for secrets. Both may contain a part of the body, such as a string of 16 MiB.
const SEARCHED: usize = KEPT + Redactor::LONGEST;

/// The longest body that is decoded without measuring its unknown fields, in bytes. They use 90 times as much memory at most.
const UNMEASURED: usize = 512 * 1024;

/// Why a body cannot be decoded, and at which field.
#[derive(Debug)]
pub(crate) struct DecodeFailure {
    path: String,
    problem: String,
}

/// Decodes JSON. An empty body, also one of white space only, is read as `null`, and as a model that has no fields.
#[allow(clippy::ptr_arg, reason = "the decoders of a call have one signature")]
pub(crate) fn json<T: DeserializeOwned>(body: &mut Vec<u8>) -> Result<T, DecodeFailure> {
    decode(body).ok_or_else(|| find_failure::<T>(body))
}

/// Some servers write an integer as `3.0`. That is read for the second time, since most bodies have none.
fn decode<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    let json = without_byte_order_mark(body);
    decode_as_sent(json).or_else(|| {
        let plain = with_plain_integers(std::str::from_utf8(json).ok()?)?;
        decode_as_sent(plain.as_bytes())
    })
}

fn decode_as_sent<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    if json.trim_ascii().is_empty() {
        return from_nothing().ok();
    }
    if json.len() <= UNMEASURED {
        match parse(json, Keeping::Values) {
            Ok(decoded) => return Some(decoded),
            // A field that the program uses has another type.
            Err(error) if error.is_data() => return None,
            Err(_) => {}
        }
    }
    decode_carefully(json)
}

/// Decodes a large body, or one with something that JSON or a `Value` does not allow: the unknown fields that cannot be kept are left
/// out, and characters that are not valid are replaced.
fn decode_carefully<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    if let Ok(decoded) = parse(json, Keeping::Texts { replaced: false }) {
        return Some(decoded);
    }
    if let Some(Replaced { text, first }) = Replaced::of(json) {
        let decoded = parse(text.as_bytes(), Keeping::Texts { replaced: true }).ok()?;
        log::warn!(
            "the response body has characters that are not valid, and are read as U+FFFD: the first is at byte {first}"
        );
        return Some(decoded);
    }
    // A type of the program may pass on a part of the body in a form that is not text.
    parse(json, Keeping::Nothing).ok()
}

fn parse<T: DeserializeOwned>(json: &[u8], keeping: Keeping) -> Result<T, serde_json::Error> {
    // Checking the whole body once is faster than checking each string, as `from_slice` does.
    reading(keeping, || match std::str::from_utf8(json) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(json),
    })
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
    if let Some(decoded) = decode::<Option<String>>(body) {
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
    let plain = std::str::from_utf8(body).ok().and_then(with_plain_integers);
    let body = plain.as_ref().map_or(body, String::as_bytes);
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = || serde_path_to_error::deserialize::<_, T>(&mut reader);
    // An unknown field is not what fails, and could be large.
    if let Err(error) = reading(Keeping::Nothing, read) {
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
    pub(crate) fn into_error(self, mut received: RawResponse, exchange: &Exchange<'_>) -> Error {
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
