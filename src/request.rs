//! Requests: what an operation sends.

mod parameter;
mod target;

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::header::{ACCEPT, CONTENT_TYPE};
use ureq::http::{self, HeaderName, HeaderValue, Method};

use crate::client;
use crate::transport::{Outgoing, RequestBody};
use crate::{Client, Error, Response, header, retry};
#[doc(hidden)]
pub use parameter::ToText;
pub use parameter::{OptionalValue, ParameterValue};
use target::Target;

/// A request to any operation of the API, also one that no fragment has. Generated methods are made of it.
///
/// A value that cannot be sent is remembered, and returned as [`Error::Config`] when the request is sent: nothing goes out
/// then.
///
/// ```no_run
/// use genesys_cloud::{Client, Method};
/// use genesys_cloud::serde_json::Value;
///
/// let client = Client::from_env()?;
/// let user: Value = client
///     .request(Method::GET, "/api/v2/users/{userId}")
///     .path("userId", "7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f")
///     .query("expand", "presence")
///     .send_json()?
///     .into_body();
/// println!("{}", user["name"]);
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Request<'a> {
    client: &'a Client,
    method: Method,
    target: Target,
    headers: Vec<(HeaderName, HeaderValue)>,
    accept: HeaderValue,
    content_type: Option<HeaderValue>,
    /// With the content type that it has unless another one is set.
    body: Option<RequestBody>,
    needs_token: bool,
    /// The first value that was refused.
    refusal: Option<Error>,
}

/// How several values of one query parameter are written (`style` and `explode` in OpenAPI).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListStyle {
    /// `form`, exploded: `name=a&name=b`.
    Repeated,
    /// `form`, not exploded: `name=a,b`.
    Comma,
    /// `spaceDelimited`: `name=a%20b`.
    Space,
    /// `pipeDelimited`: `name=a%7Cb`.
    Pipe,
}

/// Headers that the client sends itself, or that decide where a message ends and who reads it.
const OWN_HEADERS: &[HeaderName] = &[
    http::header::AUTHORIZATION,
    http::header::CONNECTION,
    http::header::CONTENT_LENGTH,
    http::header::EXPECT,
    http::header::HOST,
    http::header::PROXY_AUTHORIZATION,
    http::header::TE,
    http::header::TRAILER,
    http::header::TRANSFER_ENCODING,
    http::header::UPGRADE,
];

/// The problem of a header that is too long to be sent.
const TOO_LONG: &str = "is too long for a header (160 KiB)";

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain");

impl Client {
    /// Begins a request to any operation of the API.
    ///
    /// `path` is a template as the specification has it, `/api/v2/users/{userId}`: values go in with
    /// [`Request::path`], so that each is checked and stays one segment. It is part of errors and log lines, which is why it
    /// has no values.
    pub fn request(&self, method: Method, path: &'static str) -> Request<'_> {
        let (target, refusal) = match Target::new(path) {
            Ok(target) => (target, None),
            Err(problem) => (Target::default(), Some(Error::config("path", problem))),
        };
        Request {
            client: self,
            method,
            target,
            headers: Vec::new(),
            accept: JSON,
            content_type: None,
            body: None,
            needs_token: true,
            refusal,
        }
    }
}

/// What is sent.
#[allow(
    clippy::needless_pass_by_value,
    reason = "`.path(\"id\", id)` reads better than `&id`, and enums of other crates rule out references"
)]
impl Request<'_> {
    /// Sets a path parameter: the value becomes one segment, percent-encoded.
    ///
    /// Empty values, `.`, `..` and control characters are refused: they would name another path.
    pub fn path(self, name: &str, value: impl ParameterValue) -> Self {
        self.path_except(name, value, &[])
    }

    /// Sets a path parameter, and refuses values that name another operation, in any case: `me` in
    /// `DELETE /api/v2/tokens/{userId}`.
    pub fn path_except(mut self, name: &str, value: impl ParameterValue, siblings: &[&str]) -> Self {
        if let Err(problem) = self.target.set(name, &value.text(), siblings) {
            let problem = format!(
                "the path parameter of {} {} {problem}",
                self.method,
                self.target.template()
            );
            self.refuse(name, problem);
        }
        self
    }

    /// Adds a query parameter; again with the same name, it adds another value. `None` adds nothing.
    pub fn query(mut self, name: &str, value: impl OptionalValue) -> Self {
        if let Some(text) = value.text() {
            self.target.add_query(name, &text);
        }
        self
    }

    /// Adds a query parameter with several values. Without any value, it adds nothing.
    pub fn query_list(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = impl ParameterValue>,
        style: ListStyle,
    ) -> Self {
        let separator = match style {
            ListStyle::Repeated => {
                for value in values {
                    self.target.add_query(name, &value.text());
                }
                return self;
            }
            ListStyle::Comma => ",",
            ListStyle::Space => "%20",
            ListStyle::Pipe => "%7C",
        };
        for (index, value) in values.into_iter().enumerate() {
            if index == 0 {
                self.target.add_query(name, &value.text());
            } else {
                self.target.append(separator, &value.text());
            }
        }
        self
    }

    /// Adds a header. `None` adds nothing.
    ///
    /// Refused are control characters, name and value of more than 160 KiB, and headers that the client sends itself or that frame a message: `Authorization`,
    /// `Host`, `Content-Length`, `Transfer-Encoding`, `Connection` and the like. For `Accept` and `Content-Type` there are
    /// [`accept`](Self::accept) and [`content_type`](Self::content_type).
    pub fn header(mut self, name: &'static str, value: impl OptionalValue) -> Self {
        let Some(text) = value.text() else { return self };
        let Ok(name_of_header) = HeaderName::from_bytes(name.as_bytes()) else {
            self.refuse(name, "is not the name of a header".to_owned());
            return self;
        };
        if OWN_HEADERS.contains(&name_of_header) || name.eq_ignore_ascii_case("keep-alive") {
            self.refuse(name, "is a header that the client sends itself; remove it".to_owned());
        } else if name_of_header == ACCEPT || name_of_header == CONTENT_TYPE {
            let problem = "is a header with a method of its own; call accept or content_type";
            self.refuse(name, problem.to_owned());
        } else {
            match HeaderValue::from_str(&text) {
                Ok(value) if !header::fits(name.len(), &value) => self.refuse(name, TOO_LONG.to_owned()),
                Ok(value) => self.headers.push((name_of_header, value)),
                Err(_) => self.refuse(name, "the header has a control character".to_owned()),
            }
        }
        self
    }

    /// Sets the body, as JSON. The content type is `application/json` unless [`content_type`](Self::content_type) is called.
    pub fn body_json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                self.body = Some(RequestBody {
                    content_type: JSON,
                    bytes,
                });
            }
            Err(error) => self.refuse("body", format!("cannot be written as JSON: {error}")),
        }
        self
    }

    /// Sets the body, as text. The content type is `text/plain` unless [`content_type`](Self::content_type) is called.
    pub fn body_text(mut self, text: String) -> Self {
        self.body = Some(RequestBody {
            content_type: TEXT,
            bytes: text.into_bytes(),
        });
        self
    }

    /// Sets the media type of the body.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        match HeaderValue::from_str(media_type) {
            Ok(media_type) if !header::fits("content_type".len(), &media_type) => {
                self.refuse("content_type", TOO_LONG.to_owned());
            }
            Ok(media_type) => self.content_type = Some(media_type),
            Err(_) => self.refuse("content_type", "has a control character".to_owned()),
        }
        self
    }

    /// Sets the media type of the response. Default: `application/json`.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        match HeaderValue::from_str(media_type) {
            Ok(media_type) if !header::fits("accept".len(), &media_type) => self.refuse("accept", TOO_LONG.to_owned()),
            Ok(media_type) => self.accept = media_type,
            Err(_) => self.refuse("accept", "has a control character".to_owned()),
        }
        self
    }

    /// Sends the request without a token, for operations that need none.
    pub fn without_token(mut self) -> Self {
        self.needs_token = false;
        self
    }

    fn refuse(&mut self, what: &str, problem: String) {
        self.refusal
            .get_or_insert_with(|| Error::config(what.to_owned(), problem));
    }
}

/// Sending.
impl Request<'_> {
    /// Sends the request. The body of a success is not read.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value was refused; otherwise any variant, see [`Error`].
    pub fn send_empty(self) -> Result<Response<()>, Error> {
        let (client, request) = self.into_outgoing(false)?;
        client.inner.call(&request, client::empty).map(Response::new)
    }

    /// Sends the request and decodes the response as JSON. An empty body is read as `null`, so that an `Option` is `None`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value was refused, [`Error::Decode`] if the body does not fit `T`; otherwise any variant, see
    /// [`Error`].
    pub fn send_json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        let (client, request) = self.into_outgoing(true)?;
        client.inner.call(&request, client::json).map(Response::new)
    }

    /// Sends the request and decodes the response as a JSON string. Bare text is accepted too, and an empty body or `null` is the
    /// empty string: some operations of the platform send that.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value was refused, [`Error::Decode`] if the body is not UTF-8; otherwise any variant, see
    /// [`Error`].
    pub fn send_json_string(self) -> Result<Response<String>, Error> {
        let (client, request) = self.into_outgoing(true)?;
        client.inner.call(&request, client::json_string).map(Response::new)
    }

    /// As [`send_json_string`](Self::send_json_string), with `None` for an empty body or `null`.
    ///
    /// # Errors
    ///
    /// As [`send_json_string`](Self::send_json_string).
    pub fn send_json_string_or_none(self) -> Result<Response<Option<String>>, Error> {
        let (client, request) = self.into_outgoing(true)?;
        client
            .inner
            .call(&request, client::json_string_or_none)
            .map(Response::new)
    }

    /// Sends the request and returns the body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value was refused, [`Error::Decode`] if the body is not UTF-8; otherwise any variant, see
    /// [`Error`].
    pub fn send_string(self) -> Result<Response<String>, Error> {
        let (client, request) = self.into_outgoing(true)?;
        client.inner.call(&request, client::text).map(Response::new)
    }

    /// Sends the request and returns the body as it is.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a value was refused; otherwise any variant, see [`Error`].
    pub fn send_bytes(self) -> Result<Response<Vec<u8>>, Error> {
        let (client, request) = self.into_outgoing(true)?;
        client.inner.call(&request, client::bytes).map(Response::new)
    }
}

impl<'a> Request<'a> {
    /// The request, checked. Nothing is sent yet.
    pub(crate) fn into_outgoing(self, reads_body: bool) -> Result<(&'a Client, Outgoing), Error> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        if let Some(name) = self.target.missing() {
            let problem = format!(
                "the path parameter of {} {} is not set",
                self.method,
                self.target.template()
            );
            return Err(Error::config(name.to_owned(), problem));
        }
        if self.body.is_some() && matches!(self.method, Method::GET | Method::HEAD) {
            return Err(Error::config(
                "body",
                format!("{} has no body (RFC 9110); remove it", self.method),
            ));
        }
        let base_url = &self.client.inner.base_url;
        let path = self.target.template();
        let uri = base_url
            .uri(self.target.into_text())
            .map_err(|problem| Error::config("request", problem))?;
        let request = Outgoing {
            is_repeatable: retry::is_idempotent(&self.method),
            method: self.method,
            path,
            uri,
            route: base_url.route(),
            headers: self.headers,
            accept: self.accept,
            body: self.body.map(|body| RequestBody {
                content_type: self.content_type.unwrap_or(body.content_type),
                bytes: body.bytes,
            }),
            needs_token: self.needs_token,
            reads_body,
        };
        Ok((self.client, request))
    }
}

/// Without the values: they may be personal data.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.target.template())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
