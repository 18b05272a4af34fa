//! The token endpoint (RFC 6749, section 3.2).

use ureq::http::{HeaderValue, Method, Uri};

use super::cache::{Fetch, FetchError};
use super::grant::{Repeat, TokenRequest};
use super::{TOKEN_PATH, Token, token_response};
use crate::Error;
use crate::base_url::BaseUrl;
use crate::route::Route;
use crate::transport::{Call, Ended, Exchange, PreparedRequest, RequestBody};

/// The token endpoint of a client: where it is, and how it is reached.
#[derive(Debug)]
pub(crate) struct TokenEndpoint {
    uri: Uri,
    route: Route,
}

impl TokenEndpoint {
    pub(super) fn new(login: &BaseUrl) -> Result<Self, Error> {
        let uri = login
            .uri(TOKEN_PATH.into())
            .map_err(|problem| Error::config("login_url", problem))?;
        Ok(Self {
            uri,
            route: login.route(),
        })
    }

    /// Returns the URI of the endpoint.
    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Sends a request for a token as a part of this call.
    ///
    /// A renewal is one attempt within half of the time that is left, since the call can use the current token and needs the rest of
    /// the time.
    pub(super) fn post(&self, call: Call<'_>, request: TokenRequest, kind: Fetch) -> Result<Token, FetchError> {
        let prepared = self.prepare(request.form, request.repeat);
        // The rate of the API does not concern the token endpoint.
        let call = call.with_pacer(None);
        let exchange = match kind {
            Fetch::Required => Exchange::new(call, &prepared),
            Fetch::Renewal => Exchange::new(call.with_half_of_the_time(), &prepared).with_single_attempt(),
        };
        let mut exchange = exchange.with_rate_limit(token_response::rate_limit::detect);
        let Ended { outcome, next } = exchange.send(request.authorization.as_ref());
        let read = outcome.and_then(|received| {
            let redactor = exchange.redactor();
            let context = exchange.context(&received, &redactor);
            token_response::read(received, &context, &redactor)
        });
        read.map_err(|error| FetchError { error, next })
    }

    fn prepare(&self, form: Vec<u8>, repeat: Repeat) -> PreparedRequest {
        PreparedRequest {
            method: Method::POST,
            template: TOKEN_PATH,
            uri: self.uri.clone(),
            route: self.route,
            headers: Vec::new(),
            accept: HeaderValue::from_static("application/json"),
            body: Some(RequestBody {
                content_type: HeaderValue::from_static("application/x-www-form-urlencoded"),
                bytes: form,
            }),
            // It is sent with the authorization of the grant instead.
            needs_token: false,
            reads_body: true,
            is_idempotent: repeat == Repeat::Any,
        }
    }
}

#[cfg(test)]
mod tests;
