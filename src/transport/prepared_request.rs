//! A request that is ready to be sent.

use ureq::http::{self, HeaderName, HeaderValue, Method, Uri, header};

use super::ExtraHeaders;
use crate::retry::Repeat;
use crate::route::Route;

/// A request, checked and ready to be sent.
#[derive(Debug)]
pub(crate) struct PreparedRequest {
    pub(crate) method: Method,
    /// The path template of the specification, `/api/v2/tokens/{userId}`. Errors and log lines contain it in place of the path,
    /// which may contain personal data.
    pub(crate) template: &'static str,
    pub(crate) uri: Uri,
    pub(crate) route: Route,
    /// The header `Host`. Without it, ureq writes one for each attempt.
    pub(crate) host: HeaderValue,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) accept: HeaderValue,
    pub(crate) body: Option<RequestBody>,
    /// Whether the request is authorized.
    pub(crate) needs_token: bool,
    /// Whether the call reads the body of a success.
    pub(crate) reads_body: bool,
    /// How often the request may be sent although the server may have processed it.
    pub(crate) repeat: Repeat,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub(crate) struct RequestBody {
    pub(crate) content_type: HeaderValue,
    pub(crate) bytes: Vec<u8>,
}

impl PreparedRequest {
    /// Returns the bytes of the body. Methods that have one send an empty body as one of length 0 (RFC 9110, section 8.6): without
    /// any, ureq would send a chunked body, which not every server accepts as an empty one.
    pub(super) fn body_bytes(&self) -> Option<&[u8]> {
        match &self.body {
            Some(body) => Some(&body.bytes),
            None => matches!(self.method, Method::POST | Method::PUT | Method::PATCH).then_some(&[]),
        }
    }

    /// Returns the request in terms of ureq, with the bytes of the body or with `()`.
    pub(super) fn to_http<B>(
        &self,
        body: B,
        user_agent: &HeaderValue,
        extra_headers: &ExtraHeaders,
        authorization: Option<&HeaderValue>,
    ) -> http::Request<B> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        let headers = request.headers_mut();
        headers.insert(header::HOST, self.host.clone());
        headers.insert(header::ACCEPT, self.accept.clone());
        headers.insert(header::USER_AGENT, user_agent.clone());
        extra_headers.add_to(headers);
        if let Some(body) = &self.body {
            headers.insert(header::CONTENT_TYPE, body.content_type.clone());
        }
        // A header of the call replaces the client's header of that name. A header that the call adds twice is sent twice.
        for (name, _) in &self.headers {
            headers.remove(name);
        }
        for (name, value) in &self.headers {
            headers.append(name.clone(), value.clone());
        }
        // The authorization is inserted last, so that it replaces a header of the same name.
        if let Some(authorization) = authorization {
            headers.insert(header::AUTHORIZATION, authorization.clone());
        }
        request
    }
}
