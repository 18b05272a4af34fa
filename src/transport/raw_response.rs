//! A response.

use ureq::http::{HeaderMap, Method, StatusCode};

use crate::error::{CallContext, Redactor, truncated};
use crate::retry;

/// A response, with its body as bytes or decoded.
#[derive(Debug, Clone)]
pub(crate) struct RawResponse<B = Vec<u8>> {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: B,
}

impl<B> RawResponse<B> {
    /// Replaces the body.
    pub(crate) fn with_body<T>(self, body: T) -> RawResponse<T> {
        RawResponse {
            status: self.status,
            headers: self.headers,
            body,
        }
    }

    /// Returns the context of an error of the call that received this response.
    pub(crate) fn context(
        &self,
        method: &Method,
        template: &'static str,
        attempts: u32,
        redactor: &Redactor,
    ) -> CallContext {
        let mut context = CallContext::new(method, template, attempts);
        context.status = Some(self.status);
        context.correlation_id = correlation_id(&self.headers).map(|id| truncated(redactor.text(id), 256));
        context.retry_after = retry::retry_after(&self.headers);
        context
    }
}

/// Returns the id by which Genesys finds the call in its logs.
pub(crate) fn correlation_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("inin-correlation-id")?.to_str().ok()
}
