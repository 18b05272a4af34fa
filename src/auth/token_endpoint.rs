//! The token endpoint (RFC 6749, section 3.2).

use std::time::Duration;

use ureq::http::{HeaderValue, Method, Uri};

use super::cache::Purpose;
use super::{TOKEN_PATH, Token, token_response};
use crate::base_url::BaseUrl;
use crate::secret::Secret;
use crate::transport::{Deadline, Exchange, Outgoing, RequestBody, Transport};
use crate::{Error, RetryPolicy};

/// The token endpoint of a client, with the request for a token.
#[derive(Debug)]
pub(crate) struct TokenEndpoint {
    request: Outgoing,
    authorization: HeaderValue,
    /// Masked in errors whose response quotes it.
    client_secret: Secret,
}

impl TokenEndpoint {
    pub(super) fn new(login: &BaseUrl, basic: Secret, client_secret: Secret) -> Result<Self, Error> {
        let refused = || {
            Error::config(
                "client_credentials",
                "the client id or secret does not fit into a header",
            )
        };
        let uri = login
            .uri(TOKEN_PATH.into())
            .map_err(|problem| Error::config("login_url", problem))?;
        Ok(Self {
            request: Outgoing {
                method: Method::POST,
                template: TOKEN_PATH,
                uri,
                route: login.route(),
                headers: Vec::new(),
                accept: HeaderValue::from_static("application/json"),
                body: Some(RequestBody {
                    content_type: HeaderValue::from_static("application/x-www-form-urlencoded"),
                    bytes: b"grant_type=client_credentials".to_vec(),
                }),
                // It is sent with the client credentials instead.
                needs_token: false,
                reads_body: true,
                // A second request returns another token, and has no other effect.
                is_idempotent: true,
            },
            authorization: basic.into_header_value().ok_or_else(refused)?,
            client_secret,
        })
    }

    /// Fetches a token. An early renewal is one attempt within half of the time that is left, since the call can use the current token
    /// and needs the rest of the time.
    pub(super) fn fetch(&self, transport: &Transport, deadline: Deadline, purpose: Purpose) -> Result<Token, Error> {
        match purpose {
            Purpose::Needed => self.fetch_with(transport.retry_policy(), transport, deadline),
            Purpose::Early => {
                let fetched = self.fetch_with(&RetryPolicy::none(), transport, deadline.half());
                // Marks an error that a fetch with retries would have retried.
                fetched.map_err(|error| {
                    let delay = transport.retry_policy().delay(0, error.retry_after(), Duration::MAX);
                    if error.is_retryable() && delay.is_some() {
                        error.cut_short()
                    } else {
                        error
                    }
                })
            }
        }
    }

    /// Returns the URI of the endpoint.
    pub(super) fn uri(&self) -> &Uri {
        &self.request.uri
    }

    fn fetch_with(&self, policy: &RetryPolicy, transport: &Transport, deadline: Deadline) -> Result<Token, Error> {
        let exchange = Exchange::new(transport, &self.request, deadline, policy, self.secrets());
        let mut exchange = exchange.with_rate_limit(token_response::rate_limit::detect);
        let received = exchange.send(Some(&self.authorization))?;
        let redactor = exchange.redactor();
        let context = exchange.context(&received, &redactor);
        token_response::read(received, &context, &redactor)
    }

    /// Returns the secrets that a response may quote: the client secret, and the header in which it was sent.
    pub(super) fn secrets(&self) -> [&str; 2] {
        let basic = self.authorization.to_str().unwrap_or_default();
        [
            self.client_secret.expose_secret(),
            basic.strip_prefix("Basic ").unwrap_or_default(),
        ]
    }
}

#[cfg(test)]
mod tests;
