//! Decoding of the body of a successful response.

use std::borrow::Cow;

use serde::de::value::UnitDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny};
use ureq::http::{Method, StatusCode, header};

use crate::Error;
use crate::error::{ApiError, DecodeError, Redactor, display_prefix};
use crate::header::{compression, content_type};
use crate::json::{Replaced, path_of, with_plain_integers, without_byte_order_mark};
use crate::model::{Keeping, reading};
use crate::page::{self, Page};
use crate::transport::{Exchange, RawResponse};

/// The number of bytes of a path or a problem that an error keeps.
const KEPT: usize = 4096;

/// The number of bytes of a path or a problem that are searched for secrets. Both may contain a part of the body, such as a string of
/// 16 MiB.
const SEARCHED: usize = KEPT + Redactor::LONGEST;

/// The longest body that is decoded without measuring its unknown fields, in bytes. Unknown fields use at most 90 times as much memory.
const UNMEASURED: usize = 512 * 1024;

/// Why a body cannot be decoded.
#[derive(Debug)]
pub(crate) enum DecodeFailure {
    /// A field has an unexpected type, or the whole body is not what was expected.
    Field { path: String, problem: String },
    /// The body is a web page.
    Page,
}

/// Decodes JSON. An empty body, also one of white space only, is read as `null`, and as a model that has no fields.
pub(crate) fn json<T: DeserializeOwned>(received: &mut RawResponse) -> Result<T, DecodeFailure> {
    decode(&received.body).ok_or_else(|| find_failure::<T>(received))
}

/// Decodes a body. Some servers write an integer as `3.0`: such a body is read a second time, since most bodies have none.
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
    // Checking the whole body once is faster than checking each string, as `from_slice` does.
    let text = std::str::from_utf8(json).ok();
    if let Some(text) = text.filter(|text| text.len() <= UNMEASURED) {
        match parse(text, Keeping::Values) {
            Ok(decoded) => return Some(decoded),
            // A field that the program uses has another type.
            Err(error) if error.is_data() => return None,
            Err(_) => {}
        }
    }
    decode_carefully(json, text)
}

/// Decodes a large body, or one with something that JSON or a `Value` does not allow: the unknown fields that cannot be kept are left
/// out, and characters that are not valid are replaced.
fn decode_carefully<T: DeserializeOwned>(json: &[u8], text: Option<&str>) -> Option<T> {
    if let Some(Ok(decoded)) = text.map(|text| parse(text, Keeping::Texts { replaced: false })) {
        return Some(decoded);
    }
    if let Some(Replaced { text, first }) = Replaced::detect(json) {
        let decoded = parse(&text, Keeping::Texts { replaced: true }).ok()?;
        log::warn!(
            "the response body has characters that are not valid, and are read as U+FFFD: the first is at byte {first}"
        );
        return Some(decoded);
    }
    // A type of the program may pass on a part of the body in a form that is not text.
    parse(text?, Keeping::Nothing).ok()
}

fn parse<T: DeserializeOwned>(json: &str, keeping: Keeping) -> Result<T, serde_json::Error> {
    reading(keeping, || serde_json::from_str(json))
}

/// Decodes an empty body.
fn from_nothing<T: DeserializeOwned>() -> Result<T, serde_json::Error> {
    serde_json::from_str("null").or_else(|_| T::deserialize(UnitDeserializer::new()))
}

/// Decodes a JSON string, text without quotes, or an empty body, as the official SDKs do: operations that are documented to return a
/// JSON string may send any of them.
pub(crate) fn json_string(received: &mut RawResponse) -> Result<String, DecodeFailure> {
    json_string_or_none(received).map(Option::unwrap_or_default)
}

/// Decodes the same bodies as [`json_string`], with `None` for an empty body or `null`.
pub(crate) fn json_string_or_none(received: &mut RawResponse) -> Result<Option<String>, DecodeFailure> {
    if let Some(decoded) = decode::<Option<String>>(&received.body) {
        return Ok(decoded);
    }
    if is_page(received) {
        return Err(DecodeFailure::Page);
    }
    let bare = text(received)?;
    if bare.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(bare))
    }
}

/// Decodes text, for `text/plain` and similar types.
pub(crate) fn text(received: &mut RawResponse) -> Result<String, DecodeFailure> {
    String::from_utf8(std::mem::take(&mut received.body)).map_err(|error| {
        let problem = error.utf8_error().to_string();
        received.body = error.into_bytes();
        DecodeFailure::for_body(problem)
    })
}

/// Returns the body as it is.
#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn bytes(received: &mut RawResponse) -> Result<Vec<u8>, DecodeFailure> {
    Ok(std::mem::take(&mut received.body))
}

/// Decodes nothing, for operations whose successful response has no body of interest. [`refuse_page`] has checked that it is not a web
/// page.
#[allow(clippy::unnecessary_wraps, reason = "the decoders of a call have one signature")]
pub(crate) fn empty(_: &mut RawResponse) -> Result<(), DecodeFailure> {
    Ok(())
}

/// Checks that a success whose body the client does not decode is not a web page: a network with a sign-in page responds with that
/// page to any request, which the API then has not received.
pub(crate) fn refuse_page(method: &Method, received: &RawResponse) -> Result<(), DecodeFailure> {
    // A HEAD receives the headers of a GET (RFC 9110, section 9.3.2). A 204 has no body.
    let is_head_of_page = || {
        if received.status == StatusCode::NO_CONTENT {
            return false;
        }
        let length = received.headers.get(header::CONTENT_LENGTH);
        content_type(&received.headers).is_some_and(page::is_html) && length.is_none_or(|length| length != "0")
    };
    if is_page(received) || (method == Method::HEAD && is_head_of_page()) {
        Err(DecodeFailure::Page)
    } else {
        Ok(())
    }
}

/// Returns whether a body is a web page, and not JSON with the content type of one.
fn is_page(received: &RawResponse) -> bool {
    let json = without_byte_order_mark(&received.body);
    !json.trim_ascii().is_empty()
        && Page::detect(content_type(&received.headers), json).is_some()
        && serde_json::from_slice::<IgnoredAny>(json).is_err()
}

/// Decodes a body for the second time, to find the field that cannot be decoded.
#[cold]
fn find_failure<T: DeserializeOwned>(received: &RawResponse) -> DecodeFailure {
    if is_page(received) {
        return DecodeFailure::Page;
    }
    let json = without_byte_order_mark(&received.body);
    if json.trim_ascii().is_empty() {
        return DecodeFailure::for_body("it is empty, although the operation succeeded".to_owned());
    }
    let text =
        Replaced::detect(json).map_or_else(|| String::from_utf8_lossy(json), |replaced| Cow::Owned(replaced.text));
    let plain = with_plain_integers(&text);
    let text = plain.as_deref().unwrap_or(&text);
    // An unknown field is not what fails, and could be large.
    match parse::<T>(text, Keeping::Nothing) {
        Err(error) => DecodeFailure::at(&error, text),
        Ok(_) => DecodeFailure::for_body("it cannot be read".to_owned()),
    }
}

impl DecodeFailure {
    /// Returns the failure for an error of serde about this text.
    fn at(error: &serde_json::Error, text: &str) -> Self {
        let path = path_of(error, text);
        let path = if path.is_empty() { "." } else { &path };
        Self::Field {
            path: display_prefix(&path, SEARCHED),
            problem: display_prefix(error, SEARCHED),
        }
    }

    fn for_body(problem: String) -> Self {
        let path = ".".to_owned();
        Self::Field { path, problem }
    }

    /// Returns the error for the response whose body cannot be decoded.
    #[cold]
    pub(crate) fn into_error(self, mut received: RawResponse, exchange: &Exchange<'_>) -> Error {
        let redactor = exchange.redactor();
        let context = exchange.context(&received, &redactor);
        let kind = content_type(&received.headers);
        let compression = compression(&received.headers, &received.body).map(str::to_owned);
        let mut raw = std::mem::take(&mut received.body);
        raw.truncate(ApiError::READ_LIMIT);
        let title = Page::detect(kind, &raw).and_then(|page| page.title);
        let mut raw = redactor.bytes(raw);
        raw.truncate(ApiError::RAW_LIMIT);
        Error::Decode(match self {
            Self::Page => DecodeError::for_page(context, title.map(|title| redactor.prefix(&title, KEPT)), raw),
            Self::Field { path, problem } => {
                let problem = match (compression, kind) {
                    (Some(encoding), _) => {
                        format!("it is compressed with {encoding}, which the request did not ask for")
                    }
                    (None, Some(kind)) if !kind.contains("json") => format!("{problem} (the content type is {kind})"),
                    (None, _) => problem,
                };
                DecodeError::new(
                    context,
                    redactor.prefix(&path, KEPT),
                    redactor.prefix(&problem, KEPT),
                    raw,
                )
            }
        })
    }
}

#[cfg(test)]
mod tests;
