//! One call: authorize, send, renew the token once, decode.

use std::sync::Arc;

use ureq::http::StatusCode;

use super::Inner;
use super::decode::DecodeFailure;
use crate::Error;
use crate::auth::{Token, revocation};
use crate::error::ApiError;
use crate::transport::{Exchange, PreparedRequest, RawResponse};

impl Inner {
    /// Sends a request and decodes the body of the response. Any status other than 2xx is an error.
    pub(crate) fn call<T>(
        &self,
        request: &PreparedRequest,
        decode: impl FnOnce(&mut Vec<u8>) -> Result<T, DecodeFailure>,
    ) -> Result<RawResponse<T>, Error> {
        let mut exchange = self.new_exchange(request);
        let mut received = self.send_authorized(request, &mut exchange)?;
        match decode(&mut received.body) {
            Ok(body) => Ok(received.with_body(body)),
            Err(failure) => Err(failure.into_error(received, &exchange)),
        }
    }

    pub(crate) fn new_exchange<'a>(&'a self, request: &'a PreparedRequest) -> Exchange<'a> {
        let transport = &self.transport;
        Exchange::new(
            transport,
            request,
            transport.new_deadline(),
            transport.retry_policy(),
            self.tokens.secrets(),
        )
    }

    /// Sends the request with a token, and again with a new token if the first one is refused. Returns the response of a success, not
    /// yet decoded.
    fn send_authorized(&self, request: &PreparedRequest, exchange: &mut Exchange<'_>) -> Result<RawResponse, Error> {
        let path = self.base_url.relative_path(&request.uri);
        if request.needs_token && revocation::revokes_own_token(&request.method, path) {
            return self.send_revocation(exchange);
        }
        let token = self.authorize(request, exchange)?;
        let mut received = exchange.send(header(token.as_ref()))?;
        if let Some(refused) = &token {
            if received.status == StatusCode::UNAUTHORIZED && self.tokens.can_renew() {
                self.tokens.forget(refused);
                let renewed = self.authorize(request, exchange)?;
                received = exchange.send(header(renewed.as_ref()))?;
            }
        }
        if received.status.is_success() {
            Ok(received)
        } else {
            Err(api_error(received, exchange))
        }
    }

    /// Sends a request that revokes its own token. The token is neither renewed before that nor replaced afterwards.
    fn send_revocation(&self, exchange: &mut Exchange<'_>) -> Result<RawResponse, Error> {
        let token = self.tokens.token_to_revoke(&self.transport, exchange.deadline())?;
        let received = exchange.send(Some(token.header()))?;
        if revocation::finish(&received, &token, &self.tokens, exchange.take_lost())? {
            Ok(received)
        } else {
            Err(api_error(received, exchange))
        }
    }

    /// Returns the token of the request, if it needs one.
    fn authorize(&self, request: &PreparedRequest, exchange: &Exchange<'_>) -> Result<Option<Arc<Token>>, Error> {
        if !request.needs_token {
            return Ok(None);
        }
        self.tokens.token(&self.transport, exchange.deadline()).map(Some)
    }
}

/// Returns the error for a response that is not a success.
#[cold]
pub(crate) fn api_error(received: RawResponse, exchange: &Exchange<'_>) -> Error {
    let redactor = exchange.redactor();
    let context = exchange.context(&received, &redactor);
    let RawResponse { status, headers, body } = received;
    Error::Api(ApiError::new(context, status, headers, body, &redactor))
}

fn header(token: Option<&Arc<Token>>) -> Option<&ureq::http::HeaderValue> {
    token.map(|token| token.header())
}

#[cfg(test)]
mod tests;
