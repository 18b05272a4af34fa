//! One call: authorize, exchange, renew once, decode.

use std::sync::Arc;

use ureq::http::StatusCode;

use super::Inner;
use super::decode::Misfit;
use crate::Error;
use crate::auth::{Token, revocation};
use crate::transport::{Exchange, Outgoing, Received};

impl Inner {
    /// Sends a request and decodes the body of the response. Every outcome but a success is an error.
    pub(crate) fn call<T>(
        &self,
        request: &Outgoing,
        decode: impl FnOnce(&mut Vec<u8>) -> Result<T, Misfit>,
    ) -> Result<Received<T>, Error> {
        let mut exchange = self.new_exchange(request);
        let mut received = self.send_authorized(request, &mut exchange)?;
        match decode(&mut received.body) {
            Ok(body) => Ok(received.with_body(body)),
            Err(misfit) => Err(misfit.into_error(received, &exchange)),
        }
    }

    pub(crate) fn new_exchange<'a>(&'a self, request: &'a Outgoing) -> Exchange<'a> {
        let transport = &self.transport;
        Exchange::new(
            transport,
            request,
            transport.new_deadline(),
            transport.retry(),
            self.tokens.secrets(),
        )
    }

    /// Authorizes the request, sends it, and renews the token once. Returns the response of a success, not yet decoded.
    fn send_authorized(&self, request: &Outgoing, exchange: &mut Exchange<'_>) -> Result<Received, Error> {
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
            Err(exchange.api_error(received))
        }
    }

    /// Sends a request that revokes its own token: that token is not renewed before, and not replaced by another one.
    fn send_revocation(&self, exchange: &mut Exchange<'_>) -> Result<Received, Error> {
        let token = self.tokens.token_to_revoke(&self.transport, exchange.deadline())?;
        let received = exchange.send(Some(token.header()))?;
        if revocation::succeeded(&received, &token, &self.tokens, exchange.take_loss())? {
            Ok(received)
        } else {
            Err(exchange.api_error(received))
        }
    }

    /// The token of the request, if it needs one.
    fn authorize(&self, request: &Outgoing, exchange: &Exchange<'_>) -> Result<Option<Arc<Token>>, Error> {
        if !request.needs_token {
            return Ok(None);
        }
        self.tokens.token(&self.transport, exchange.deadline()).map(Some)
    }
}

fn header(token: Option<&Arc<Token>>) -> Option<&ureq::http::HeaderValue> {
    token.map(|token| token.header())
}

#[cfg(test)]
mod tests;
