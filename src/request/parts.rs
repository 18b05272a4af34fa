//! A request without its client.

use std::borrow::Cow;

use ureq::http::{HeaderName, HeaderValue, Method};

use super::other_paths;
use super::target::Target;
use crate::Error;
use crate::base_url::BaseUrl;
use crate::retry::Repeat;
use crate::transport::{PreparedRequest, RequestBody};

/// A request without its client, which can be kept longer than a reference to the client.
#[derive(Clone)]
pub(crate) struct Parts<'a> {
    pub(crate) method: Method,
    pub(crate) target: Target,
    /// Paths of other operations.
    pub(super) unless: Vec<Cow<'a, str>>,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) accept: HeaderValue,
    pub(super) content_type: Option<HeaderValue>,
    /// The body, with its default content type.
    pub(crate) body: Option<RequestBody>,
    pub(super) needs_token: bool,
    /// Whether the request only reads, so that it is retried like a GET, whatever its method is.
    pub(crate) is_query: bool,
    /// The error of the first invalid value.
    pub(super) refusal: Option<Error>,
}

impl Parts<'_> {
    /// Keeps the error of an invalid value, if it is the first one.
    pub(crate) fn refuse(&mut self, setting: &str, problem: String) {
        self.refusal
            .get_or_insert_with(|| Error::config(setting.to_owned(), problem));
    }

    /// Keeps the error of an invalid value for a parameter of the operation, if it is the first error.
    pub(crate) fn refuse_parameter(&mut self, name: &str, problem: String) {
        self.refusal.get_or_insert_with(|| Error::parameter(name, problem));
    }

    /// Returns the same request without references to values of the caller.
    pub(crate) fn into_owned(self) -> Parts<'static> {
        Parts {
            unless: self.unless.into_iter().map(|path| path.into_owned().into()).collect(),
            method: self.method,
            target: self.target,
            headers: self.headers,
            accept: self.accept,
            content_type: self.content_type,
            body: self.body,
            needs_token: self.needs_token,
            is_query: self.is_query,
            refusal: self.refusal,
        }
    }

    /// Checks the request. Nothing is sent yet.
    pub(crate) fn into_prepared(self, base_url: &BaseUrl, reads_body: bool) -> Result<PreparedRequest, Error> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        let (method, template) = (self.method, self.target.template());
        if let Some(name) = self.target.missing() {
            let problem = format!("the path parameter of {method} {template} is not set; call path(\"{name}\", …)");
            return Err(Error::parameter(name, problem));
        }
        if self.target.has_values() || !self.unless.is_empty() {
            other_paths::check(&method, template, self.target.path(), &self.unless)?;
        }
        if self.body.is_some() && matches!(method, Method::GET | Method::HEAD) {
            let problem = format!("{method} has no body (RFC 9110); remove it");
            return Err(Error::config("body", problem));
        }
        let uri = base_url
            .uri(self.target.into_text())
            .map_err(|problem| Error::config("request", problem))?;
        Ok(PreparedRequest {
            repeat: if self.is_query {
                Repeat::Any
            } else {
                Repeat::for_method(&method)
            },
            method,
            template,
            uri,
            route: base_url.route(),
            host: base_url.host_header().clone(),
            headers: self.headers,
            accept: self.accept,
            body: self.body.map(|body| RequestBody {
                content_type: self.content_type.unwrap_or(body.content_type),
                bytes: body.bytes,
            }),
            needs_token: self.needs_token,
            reads_body,
        })
    }
}
