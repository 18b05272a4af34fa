//! Error bodies that are not an `ErrorBody`: of the token endpoint, of gateways and proxies, of web servers.

use serde_json::{Map, Value};

use super::Redactor;
use crate::json;
use crate::page::Page;

/// How many characters of a text are kept.
const KEPT: usize = 200;

/// How many bytes of a text are searched for secrets, so that they are masked before the text is cut off.
const SEARCHED: usize = 4096;

/// The fields that have the text of an error, from the most to the least specific, in lower case: of OAuth (RFC 6749), AWS, problem
/// details (RFC 9457), and the faults of Apigee.
const TEXTS: [&str; 8] = [
    "error_description",
    "description",
    "detail",
    "message",
    "errormessage",
    "faultstring",
    "title",
    "error",
];

/// The fields in which other servers have the object with the text.
const OBJECTS: [&str; 3] = ["error", "fault", "errors"];

/// The content of an error body of another server, with secrets masked.
#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignBody {
    /// The error code of OAuth (RFC 6749, section 5.2).
    pub(crate) code: Option<String>,
    pub(crate) text: Option<String>,
    /// Whether it is a web page, whose title is the text.
    pub(crate) is_page: bool,
}

impl ForeignBody {
    pub(crate) fn read(body: &[u8], content_type: Option<&str>, redactor: &Redactor) -> Self {
        if let Some(page) = Page::detect(content_type, body) {
            return Self {
                code: None,
                text: page.title.map(|title| shortened(&title, redactor)),
                is_page: true,
            };
        }
        let object = json::object(body);
        let code = object.as_ref().and_then(oauth_code);
        let text = match &object {
            Some(object) => text_of(object, 3).map(|text| shortened(text, redactor)),
            None => plain_text(body).map(|text| shortened(&text, redactor)),
        };
        Self {
            text: text.filter(|text| !text.is_empty() && Some(text.as_str()) != code),
            code: code.map(|code| redactor.text(code)),
            is_page: false,
        }
    }
}

/// Returns `error` of an object if it is a code such as `invalid_grant`, and not a sentence.
fn oauth_code(object: &Map<String, Value>) -> Option<&str> {
    let code = object.get("error")?.as_str()?;
    let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.');
    ((1..=80).contains(&code.len()) && code.bytes().all(is_code)).then_some(code)
}

/// Returns the text of an error, at most `levels` deep.
fn text_of(object: &Map<String, Value>, levels: u32) -> Option<&str> {
    let field = |name: &str| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    let text = TEXTS
        .iter()
        .find_map(|name| field(name)?.as_str().filter(|text| !text.trim().is_empty()));
    if text.is_some() || levels == 0 {
        return text;
    }
    OBJECTS.iter().find_map(|name| match field(name)? {
        Value::Object(inner) => text_of(inner, levels - 1),
        Value::Array(all) => text_of(all.first()?.as_object()?, levels - 1),
        _ => None,
    })
}

/// Returns the beginning of a body that is text. JSON without a text does not count: any of its values may be confidential.
fn plain_text(body: &[u8]) -> Option<String> {
    let body = json::without_byte_order_mark(body).trim_ascii_start();
    if let Ok(text) = serde_json::from_slice::<Option<String>>(body) {
        return text;
    }
    let text = String::from_utf8_lossy(&body[..body.len().min(2 * SEARCHED)]);
    let is_text = !text.contains(|character: char| character.is_control() && !character.is_whitespace());
    (is_text && !text.starts_with(['{', '[', '"'])).then(|| text.into_owned())
}

/// Masks a text, puts it on one line, and cuts it off.
fn shortened(text: &str, redactor: &Redactor) -> String {
    let clean = redactor.prefix(text, SEARCHED);
    let words: Vec<&str> = clean.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests;
