//! A response with a status other than 2xx.

use std::borrow::Cow;
use std::fmt;

use ureq::http::{HeaderMap, HeaderValue, StatusCode};

use super::advice::{self, Facts};
use super::context::accessors;
use super::text::{BodyExcerpt, quoted, room_for_text, without_stop};
use super::{CallContext, ErrorBody, ForeignBody, Redactor, display_prefix, explain, one_line};
use crate::RateLimit;
use crate::header::{compression, content_type};

/// Genesys Cloud, or a proxy or gateway in front of it, responded with a status other than 2xx.
///
/// A redirect is also an error. The client does not follow it, so that its token is not sent to another host.
/// [Errors](crate::docs::errors#by-status) says what to do for each status.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) {
/// if let Err(Error::Api(error)) = client.tokens().get_tokens_me().send() {
///     println!("status {}, code {:?}: {:?}", error.status(), error.code(), error.message());
///     println!("correlation id for Genesys support: {:?}", error.correlation_id());
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct ApiError {
    pub(super) context: Box<CallContext>,
    status: StatusCode,
    response: Box<ErrorResponse>,
}

#[derive(Clone)]
struct ErrorResponse {
    headers: HeaderMap,
    body: Option<ErrorBody>,
    foreign: ForeignBody,
    raw: Vec<u8>,
}

impl ApiError {
    /// How many bytes of a body are read: the bytes that the error keeps, and enough more to find a secret that crosses their end.
    pub(crate) const READ_LIMIT: usize = Self::RAW_LIMIT + Redactor::LONGEST;

    /// How many bytes of a body the error keeps.
    pub(crate) const RAW_LIMIT: usize = 64 * 1024;

    pub(crate) fn new(
        mut context: CallContext,
        status: StatusCode,
        mut headers: HeaderMap,
        raw: Vec<u8>,
        redactor: &Redactor,
    ) -> Self {
        mask_values(&mut headers, redactor);
        // Parsed before it is truncated and masked: both can make JSON invalid.
        let body = ErrorBody::parse(&raw).map(|body| body.masked(redactor));
        let mut foreign = ForeignBody::read(&raw, content_type(&headers), redactor);
        if body.is_some() {
            foreign.text = None;
        }
        let mut raw = redactor.bytes(raw);
        raw.truncate(Self::RAW_LIMIT);
        context.status = Some(status);
        if context.correlation_id.is_none() {
            context.correlation_id = body.as_ref().and_then(|body| body.context_id.clone());
        }
        Self {
            context: Box::new(context),
            status,
            response: Box::new(ErrorResponse {
                headers,
                body,
                foreign,
                raw,
            }),
        }
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Returns the error body of the platform, if the response has one. Proxies and gateways send HTML or nothing, and a response
    /// to HEAD has no body.
    ///
    /// ```
    /// use genesys_cloud::error::ApiError;
    ///
    /// fn print_invalid_fields(error: &ApiError) {
    ///     let details = error.body().and_then(|body| body.details.as_ref());
    ///     for detail in details.into_iter().flatten() {
    ///         println!("{:?}: {:?}", detail.field_name, detail.error_code);
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn body(&self) -> Option<&ErrorBody> {
        self.response.body.as_ref()
    }

    /// Returns the response body, up to 64 KiB, with `***` in place of the client's secrets of at least 8 bytes.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.response.raw
    }

    /// Returns the headers of the response, with `***` in place of secrets as in [`raw_body`](Self::raw_body).
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.response.headers
    }

    /// Returns the rate limit of the platform, if the response reports it.
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.response.headers)
    }

    /// Returns `code` of the error body: `not.found`, `missing.any.permissions`, … If there is none, `error` of an OAuth response:
    /// `invalid_grant`, …
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        let code = self.body().and_then(|body| body.code.as_deref());
        code.or(self.response.foreign.code.as_deref())
    }

    /// Returns `message` of the error body, in English.
    ///
    /// `Display` also has the text of other error bodies, such as the ones that gateways send, and the title of web pages.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.body().and_then(|body| body.message.as_deref())
    }

    /// Returns the header `ININ-Correlation-Id`, or `contextId` of the error body. It identifies the request to the support of
    /// Genesys.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context.correlation_id.as_deref()
    }

    /// Returns at most 64 names of at most 40 bytes each: all names together could have 64 KiB.
    fn header_names(&self) -> Vec<String> {
        let names = self.response.headers.keys().take(64);
        names.map(|name| one_line(name.as_str(), 40).to_string()).collect()
    }

    /// Returns what precedes the text of the server.
    fn start(&self) -> String {
        let name = self.code().or(self.status.canonical_reason()).unwrap_or_default();
        let start = format!("{}: {} {}", self.context, self.status.as_u16(), one_line(name, 60));
        start.trim_end().to_owned()
    }

    /// Returns what follows the text of the server.
    fn end(&self) -> String {
        let fields = self.body().and_then(explain::fields);
        let fields = fields.map_or_else(String::new, |fields| format!(" ({fields})"));
        let origin = if self.names_host() {
            self.context.origin().to_string()
        } else {
            String::new()
        };
        let advice = self.advice().map_or_else(String::new, |advice| format!("; {advice}"));
        format!("{fields}{origin}{}{advice}", self.context.end())
    }

    /// Returns whether the message names the host, which may be the wrong one: the host of another region rejects the token, and a
    /// host that is not the API has another body.
    fn names_host(&self) -> bool {
        let is_refusal = matches!(self.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        is_refusal || self.status.is_redirection() || self.body().is_none()
    }

    fn advice(&self) -> Option<Cow<'static, str>> {
        advice::for_response(&Facts {
            status: self.status,
            code: self.code(),
            message: self.message(),
            is_page: self.response.foreign.is_page,
            is_platform: self.body().is_some(),
            headers: &self.response.headers,
            context: &self.context,
        })
    }

    /// Writes the text of the server, or the type of its body if it has no text.
    fn write_text(&self, room: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ErrorResponse {
            headers, foreign, raw, ..
        } = &*self.response;
        match (self.message(), &foreign.text) {
            (Some(text), _) => return write!(f, ": {}", one_line(without_stop(text), room)),
            (None, Some(title)) if foreign.is_page => write!(f, ", with the page \"{}\"", one_line(title, room))?,
            (None, Some(text)) => return write!(f, ": {}", one_line(without_stop(text), room)),
            (None, None) if raw.is_empty() || self.code().is_some() => return Ok(()),
            (None, None) => f.write_str(", with a body that is not an ErrorBody")?,
        }
        let kind = content_type(headers).unwrap_or("no content type");
        write!(f, " ({}", one_line(kind, 60))?;
        if let Some(encoding) = compression(headers, raw) {
            write!(f, ", compressed with {}", one_line(encoding, 20))?;
        }
        f.write_str(")")
    }
}

/// Replaces secrets in the values. The content type is part of the message, and `headers` returns all of them.
fn mask_values(headers: &mut HeaderMap, redactor: &Redactor) {
    for value in headers.values_mut() {
        let clean = redactor.bytes(value.as_bytes().to_vec());
        if clean != value.as_bytes() {
            // The value is valid: the mask is visible ASCII.
            *value = HeaderValue::from_bytes(&clean).unwrap_or(HeaderValue::from_static("***"));
        }
    }
}

accessors!(ApiError, without status and correlation_id);

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start(), self.end());
        f.write_str(&start)?;
        self.write_text(room_for_text(start.len() + end.len() + ENDS_OF_TEXT), f)?;
        f.write_str(&end)
    }
}

/// The most bytes that the message adds around a text: that the text is the title of a page, the content type, and the encoding.
const ENDS_OF_TEXT: usize = 130;

/// Writes a bounded text, without the values of headers, any of which may be confidential.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ErrorResponse { body, foreign, raw, .. } = &*self.response;
        let part = |part: &dyn fmt::Debug| display_prefix(&format_args!("{part:?}"), 512);
        let details = body.as_ref().map_or_else(String::new, |body| part(&body.details));
        let errors = body.as_ref().map_or_else(String::new, |body| part(&body.errors));
        f.debug_struct("ApiError")
            .field("context", &self.context)
            .field("status", &self.status())
            .field("code", &self.code().map(|code| quoted(code, 80)))
            .field("message", &self.message().map(|message| quoted(message, 512)))
            .field("foreign_text", &foreign.text.as_ref().map(|text| quoted(text, 512)))
            .field("details", &format_args!("{}", one_line(&details, 512)))
            .field("errors", &format_args!("{}", one_line(&errors, 512)))
            .field("header_names", &self.header_names())
            .field("raw_body", &BodyExcerpt(raw))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ApiError {}
