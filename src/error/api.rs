//! A response of the platform that is not a success.

use std::fmt;

use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::context::accessors;
use super::text::without_stop;
use super::{CallContext, ErrorBody, Redactor, one_line};

/// Genesys Cloud, or a proxy or gateway in front of it, responded with a status other than 2xx.
///
/// Redirects are errors too: the client follows none, so that its token stays on the host that it is meant for.
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
    raw: Vec<u8>,
}

impl ApiError {
    /// How many bytes of a body are worth reading: what is kept, and enough more to find a secret that lies across
    /// the end of it.
    pub(crate) const READ_LIMIT: usize = Self::RAW_LIMIT + Redactor::LONGEST;

    /// How much of a body an error keeps.
    pub(crate) const RAW_LIMIT: usize = 64 * 1024;

    pub(crate) fn new(
        mut context: CallContext,
        status: StatusCode,
        mut headers: HeaderMap,
        raw: Vec<u8>,
        redactor: &Redactor<'_>,
    ) -> Self {
        redact(&mut headers, redactor);
        // Parsed before it is cut and before it is masked: both could leave what is not JSON any more.
        let body = ErrorBody::parse(&raw).map(|body| body.masked(redactor));
        let mut raw = redactor.bytes(raw);
        raw.truncate(Self::RAW_LIMIT);
        context.status = Some(status);
        if context.correlation_id.is_none() {
            context.correlation_id = body.as_ref().and_then(|body| body.context_id.clone());
        }
        Self {
            context: Box::new(context),
            status,
            response: Box::new(ErrorResponse { headers, body, raw }),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The error body, if the response has one. Proxies and gateways send HTML or nothing; responses to HEAD have no body.
    #[must_use]
    pub fn body(&self) -> Option<&ErrorBody> {
        self.response.body.as_ref()
    }

    /// The body as it came, up to 64 KiB. Where the server quoted a secret of this client, `***` stands for it, if the secret
    /// has at least 8 bytes.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.response.raw
    }

    /// The headers of the response. `***` stands for a secret in them too.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.response.headers
    }

    /// `code` of the error body: `not.found`, `missing.any.permissions`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.body().and_then(|body| body.code.as_deref())
    }

    /// `message` of the error body.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.body().and_then(|body| body.message.as_deref())
    }

    /// The value of `ININ-Correlation-Id`, or `contextId` of the error body.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context.correlation_id.as_deref()
    }

    /// Some of them, and the beginning of each: there can be 64 KiB.
    fn header_names(&self) -> Vec<String> {
        let names = self.response.headers.keys().take(64);
        names.map(|name| one_line(name.as_str(), 40).to_string()).collect()
    }

    fn write_what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(body) = self.body() {
            if let Some(code) = &body.code {
                write!(f, " {}", one_line(code, 80))?;
            }
            if let Some(message) = &body.message {
                write!(f, ": {}", one_line(without_stop(message), 300))?;
            }
            return Ok(());
        }
        if let Some(reason) = self.status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        if self.response.raw.is_empty() {
            return Ok(());
        }
        let kind = content_type(&self.response.headers);
        write!(
            f,
            ", with a body that is no ErrorBody ({})",
            one_line(kind.unwrap_or("no content type"), 60)
        )
    }
}

pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

/// Takes secrets out of the values: the content type is shown, and all of them are given out.
fn redact(headers: &mut HeaderMap, redactor: &Redactor<'_>) {
    for value in headers.values_mut() {
        let clean = redactor.bytes(value.as_bytes().to_vec());
        if clean != value.as_bytes() {
            // What takes the place of a secret is visible ASCII.
            *value = HeaderValue::from_bytes(&clean).unwrap_or(HeaderValue::from_static("***"));
        }
    }
}

accessors!(ApiError, beside_its_own);

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, self.status.as_u16())?;
        self.write_what(f)?;
        self.context.write_end(f)
    }
}

impl fmt::Debug for ApiError {
    /// Bounded, and without the values of headers: any of them may hold what a server should not have said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("display", &format_args!("{self}"))
            .field("header_names", &self.header_names())
            .field("raw_body", &format_args!("{} bytes", self.response.raw.len()))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ApiError {}
