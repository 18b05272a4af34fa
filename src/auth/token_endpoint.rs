//! The token endpoint (RFC 6749, section 3.2).

use std::time::Duration;

use ureq::http::{HeaderValue, Method, Uri};
use zeroize::{Zeroize as _, Zeroizing};

use super::TOKEN_PATH;
use super::cache::Fetch;
use super::grant::TokenRequest;
use super::token_response::{self, Outcome};
use crate::Error;
use crate::base_url::BaseUrl;
use crate::retry::{Next, Repeat};
use crate::route::Route;
use crate::transport::{Call, Ended, Exchange, PreparedRequest, RequestBody};

/// The outcome of a request for a token.
#[derive(Debug)]
pub(super) struct Posted {
    pub(super) outcome: Outcome,
    /// Why there was no further attempt.
    pub(super) next: Next,
    /// The wait that the endpoint asked for.
    pub(super) asked: Option<Duration>,
}

/// The token endpoint of a client: its URI, and the route to it.
#[derive(Debug)]
pub(crate) struct TokenEndpoint {
    uri: Uri,
    route: Route,
    host: HeaderValue,
}

impl TokenEndpoint {
    pub(super) fn new(login: &BaseUrl) -> Result<Self, Error> {
        let uri = login
            .uri(TOKEN_PATH.into())
            .map_err(|problem| Error::config("login_url", problem))?;
        Ok(Self {
            uri,
            route: login.route(),
            host: login.host_header().clone(),
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
    pub(super) fn post(&self, call: Call<'_>, request: TokenRequest, kind: Fetch) -> Posted {
        let prepared = self.prepare(request.form, request.repeat);
        // The rate of the API does not concern the token endpoint.
        let call = call.with_pacer(None);
        let exchange = match kind {
            Fetch::Required => Exchange::new(call, &prepared.0),
            Fetch::Renewal => Exchange::new(call.with_half_of_the_time(), &prepared.0).with_single_attempt(),
        };
        let mut exchange = exchange.with_rate_limit(token_response::rate_limit::detect);
        let Ended {
            outcome,
            next,
            asked,
            lost_response,
        } = exchange.send(request.authorization.as_ref());
        let outcome = match outcome {
            Ok(received) => {
                let redactor = exchange.redactor();
                let context = exchange.context(&received, &redactor);
                token_response::read(received, &context, &redactor, call.deadline.clock())
            }
            Err(error) => Outcome::Failed(error),
        };
        Posted {
            outcome: if lost_response { outcome.after_loss() } else { outcome },
            next,
            asked,
        }
    }

    fn prepare(&self, mut form: Zeroizing<String>, repeat: Repeat) -> SecretRequest {
        SecretRequest(PreparedRequest {
            method: Method::POST,
            template: TOKEN_PATH,
            uri: self.uri.clone(),
            route: self.route,
            host: self.host.clone(),
            headers: Vec::new(),
            accept: HeaderValue::from_static("application/json"),
            body: Some(RequestBody {
                content_type: HeaderValue::from_static("application/x-www-form-urlencoded"),
                bytes: std::mem::take(&mut *form).into_bytes(),
            }),
            // The request has the authorization of the grant instead.
            needs_token: false,
            reads_body: true,
            repeat,
        })
    }
}

/// A request whose form may have a secret. Dropping the request wipes the form.
struct SecretRequest(PreparedRequest);

impl Drop for SecretRequest {
    fn drop(&mut self) {
        if let Some(body) = &mut self.0.body {
            body.bytes.zeroize();
        }
    }
}

#[cfg(test)]
mod tests;
