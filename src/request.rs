//! What one operation sends: built by the generated code, sent by `call`.
//!
//! Nothing here fails at once. The first value that cannot be sent is remembered, and `Client::run` gives it back as
//! `Error::Config` before a byte is sent; so the generated code reads as a list of what goes into the request.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::Serialize;
use ureq::http::{HeaderName, HeaderValue, Method, Uri};

use crate::Error;
use crate::origin::Origin;

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A request in the making.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path of the specification, `/api/v2/tokens/{userId}`: what errors and log lines name.
    pub(crate) path: &'static str,
    target: Cow<'static, str>,
    query: String,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) accept: &'static str,
    pub(crate) body: Option<Payload>,
    /// The operation needs a token. Few do not.
    pub(crate) needs_token: bool,
    /// The operation brings back a body that somebody wants.
    pub(crate) wants_body: bool,
    refusal: Option<Error>,
}

/// The body of a request, ready to be sent.
#[derive(Debug)]
pub(crate) struct Payload {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// How several values of one query parameter are written (OpenAPI's `style` and `explode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "which of them a fragment uses is its own business")]
pub(crate) enum ListStyle {
    /// `form`, exploded: `name=a&name=b`.
    Repeated,
    /// `form`, not exploded: `name=a,b`.
    Comma,
    /// `spaceDelimited`: `name=a%20b`.
    Space,
    /// `pipeDelimited`: `name=a%7Cb`.
    Pipe,
}

#[allow(dead_code, reason = "which of the parts a fragment uses is its own business")]
impl Request {
    pub(crate) fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            target: Cow::Borrowed(path),
            query: String::new(),
            headers: Vec::new(),
            accept: "application/json",
            body: None,
            needs_token: true,
            wants_body: true,
            refusal: None,
        }
    }

    /// Puts a path parameter in its place, as one segment.
    pub(crate) fn path(&mut self, name: &str, value: &impl Parameter) {
        self.put_segment(name, &value.text(), &[]);
    }

    /// The same, for a parameter beside literal segments which name other operations: they are refused in any case.
    pub(crate) fn path_except(&mut self, name: &str, value: &impl Parameter, siblings: &[&str]) {
        self.put_segment(name, &value.text(), siblings);
    }

    /// Adds a query parameter where it has a value.
    pub(crate) fn query(&mut self, name: &str, value: Option<impl Parameter>) {
        if let Some(value) = value {
            self.put_query(name, encode(&value.text()));
        }
    }

    /// Adds a query parameter with several values. No value at all leaves it out.
    pub(crate) fn query_list(&mut self, name: &str, values: &[impl Parameter], style: ListStyle) {
        let separator = match style {
            ListStyle::Repeated => {
                for value in values {
                    self.put_query(name, encode(&value.text()));
                }
                return;
            }
            ListStyle::Comma => ",",
            ListStyle::Space => "%20",
            ListStyle::Pipe => "%7C",
        };
        let encoded: Vec<_> = values.iter().map(|value| encode(&value.text()).to_string()).collect();
        if !encoded.is_empty() {
            self.put_query(name, encoded.join(separator));
        }
    }

    /// Adds a header where it has a value.
    pub(crate) fn header(&mut self, name: &'static str, value: Option<impl Parameter>) {
        let Some(value) = value else { return };
        let name = HeaderName::from_bytes(name.as_bytes());
        match (name, HeaderValue::from_str(&value.text())) {
            (Ok(name), Ok(value)) => self.headers.push((name, value)),
            (Ok(name), Err(_)) => self.refuse("header parameter", format!("`{name}` has a control character")),
            (Err(_), _) => self.refuse(
                "header parameter",
                "the specification's name is no header name".to_owned(),
            ),
        }
    }

    /// Sends `body` as JSON, where there is one.
    pub(crate) fn json(&mut self, content_type: &'static str, body: Option<&impl Serialize>) {
        let Some(body) = body else { return };
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body = Some(Payload { content_type, bytes }),
            Err(error) => self.refuse("body", format!("it cannot be written as JSON: {error}")),
        }
    }

    /// Sends `body` as it is, where there is one.
    pub(crate) fn text(&mut self, content_type: &'static str, body: Option<String>) {
        self.body = body.map(|body| Payload {
            content_type,
            bytes: body.into_bytes(),
        });
    }

    /// Asks for another media type than JSON.
    pub(crate) fn accept(&mut self, media_type: &'static str) {
        self.accept = media_type;
    }

    /// Nobody wants the body of a success.
    pub(crate) fn ignore_body(&mut self) {
        self.wants_body = false;
    }

    /// The operation works without a token (`security: []`).
    pub(crate) fn without_token(&mut self) {
        self.needs_token = false;
    }
}

impl Request {
    /// The URI below `origin`, or what was refused.
    pub(crate) fn uri(&mut self, origin: &Origin) -> Result<Uri, Error> {
        if let Some(refusal) = self.refusal.take() {
            return Err(refusal);
        }
        let mut target = std::mem::take(&mut self.target);
        if !self.query.is_empty() {
            let target = target.to_mut();
            target.push('?');
            target.push_str(&self.query);
        }
        origin.uri(target).map_err(|problem| Error::config("request", problem))
    }

    fn put_segment(&mut self, name: &str, value: &str, siblings: &[&str]) {
        let refused = if value.is_empty() {
            "is empty, which would name another path"
        } else if value == "." || value == ".." {
            "is a dot segment, which would name another path"
        } else if value.chars().any(char::is_control) {
            "has a control character"
        } else if siblings.iter().any(|sibling| sibling.eq_ignore_ascii_case(value)) {
            "is the name of another operation's path"
        } else {
            self.target = Cow::Owned(self.target.replace(&format!("{{{name}}}"), &encode(value).to_string()));
            return;
        };
        self.refuse(
            "path parameter",
            format!("`{name}` of {} {} {refused}", self.method, self.path),
        );
    }

    fn put_query(&mut self, name: &str, encoded: impl std::fmt::Display) {
        let separator = if self.query.is_empty() { "" } else { "&" };
        // Writing to a String cannot fail.
        let _ = write!(self.query, "{separator}{}={encoded}", encode(name));
    }

    fn refuse(&mut self, what: &'static str, problem: String) {
        self.refusal.get_or_insert_with(|| Error::config(what, problem));
    }
}

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// A value that a path, a query or a header can carry.
pub(crate) trait Parameter {
    fn text(&self) -> Cow<'_, str>;
}

impl Parameter for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl<T: Parameter> Parameter for &T {
    fn text(&self) -> Cow<'_, str> {
        T::text(self)
    }
}

/// Values whose `Display` is what goes over the wire.
macro_rules! displayed {
    ($($name:ty),+) => {$(
        impl Parameter for $name {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )+};
}

displayed!(i32, i64, f64, Timestamp, Date);

impl Parameter for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

#[cfg(test)]
mod tests;
