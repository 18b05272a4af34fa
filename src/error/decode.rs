//! A successful response whose body cannot be decoded.

use std::fmt;

use super::context::accessors;
use super::text::{BodyExcerpt, quoted, without_stop};
use super::{CallContext, one_line};

/// The call succeeded, but the response body does not match the specification.
///
/// The server has processed the request, unless [`is_page`](Self::is_page) is true. If a field has an unexpected type,
/// [`path`](Self::path) returns the path of the field.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) {
/// if let Err(Error::Decode(error)) = client.tokens().get_tokens_me().send() {
///     eprintln!("unexpected type of the field {}", error.path());
///     eprintln!("{}", String::from_utf8_lossy(error.raw_body()));
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct DecodeError {
    pub(super) context: Box<CallContext>,
    path: Box<str>,
    /// What is wrong, or the title of a web page.
    problem: Box<str>,
    is_page: bool,
    raw: Box<[u8]>,
}

impl DecodeError {
    pub(crate) fn new(context: CallContext, path: String, problem: String, raw: Vec<u8>) -> Self {
        Self {
            context: Box::new(context),
            path: path.into(),
            problem: problem.into(),
            is_page: false,
            raw: raw.into(),
        }
    }

    /// Returns the error for a web page in place of a response.
    pub(crate) fn for_page(context: CallContext, title: Option<String>, raw: Vec<u8>) -> Self {
        Self {
            is_page: true,
            ..Self::new(context, ".".to_owned(), title.unwrap_or_default(), raw)
        }
    }

    /// Returns the path of the field that cannot be decoded: `OAuthClient.dateCreated`, `groups[2].id`, or `.` for the body as a
    /// whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether the response is a web page: of a proxy, a gateway, or the sign-in page of a network. Genesys Cloud has probably
    /// not received the request.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.is_page
    }

    /// Returns the response body, up to 64 KiB, with `***` in place of the client's secrets of at least 8 bytes.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }
}

accessors!(DecodeError);

impl DecodeError {
    fn write_page(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: something other than the API responded, with a web page",
            self.context
        )?;
        if !self.problem.is_empty() {
            write!(f, " \"{}\"", one_line(&self.problem, 240))?;
        }
        if let Some(status) = self.context.status {
            write!(f, " and status {}", status.as_u16())?;
        }
        let (origin, end) = (self.context.origin(), self.context.end());
        write!(
            f,
            "{origin}{end}; sign in to the network, or check proxy, gateway and ClientBuilder::base_url"
        )
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_page {
            return self.write_page(f);
        }
        write!(f, "{}: the response body cannot be decoded", self.context)?;
        let is_field = &*self.path != ".";
        if is_field {
            write!(f, " at {}", one_line(&self.path, 200))?;
        }
        let advice = if is_field {
            "the specification that the code was generated from may be outdated: update it (genesys-spec update), or read the body as a \
             serde_json::Value with Client::request"
        } else {
            "DecodeError::raw_body has the body"
        };
        let (problem, end) = (without_stop(&self.problem), self.context.end());
        write!(f, ": {}{end}; {advice}", one_line(problem, 240))
    }
}

/// Writes a bounded text.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("context", &self.context)
            .field("path", &quoted(&self.path, 200))
            .field("problem", &quoted(&self.problem, 512))
            .field("is_page", &self.is_page)
            .field("raw_body", &BodyExcerpt(&self.raw))
            .finish()
    }
}

impl std::error::Error for DecodeError {}
