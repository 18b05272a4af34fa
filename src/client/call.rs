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
        let mut exchange = self.exchange(request);
        let mut received = self.response(request, &mut exchange)?;
        match decode(&mut received.body) {
            Ok(body) => Ok(received.with_body(body)),
            Err(misfit) => Err(misfit.into_error(received, &exchange)),
        }
    }

    pub(crate) fn exchange<'a>(&'a self, request: &'a Outgoing) -> Exchange<'a> {
        let transport = &self.transport;
        Exchange::new(
            transport,
            request,
            transport.deadline(),
            transport.retry(),
            self.tokens.secrets(),
        )
    }

    /// The response of a call that succeeded, not yet decoded.
    fn response(&self, request: &Outgoing, exchange: &mut Exchange<'_>) -> Result<Received, Error> {
        let revokes_its_token = revocation::is_of_own_token(&request.method, self.api.relative(&request.uri));
        let mut token = if revokes_its_token && request.needs_token {
            Some(self.tokens.token_to_revoke(&self.transport, exchange.deadline())?)
        } else {
            self.authorize(request, exchange)?
        };
        let mut received = exchange.send(header(token.as_ref()))?;

        if let Some(sent) = &token {
            if revokes_its_token {
                let succeeded = revocation::succeeded(&received, sent, &self.tokens, exchange.take_loss())?;
                return if succeeded {
                    Ok(received)
                } else {
                    Err(exchange.api_error(received))
                };
            }
            if received.status == StatusCode::UNAUTHORIZED && self.tokens.can_renew() {
                self.tokens.forget(sent);
                token = self.authorize(request, exchange)?;
                received = exchange.send(header(token.as_ref()))?;
            }
        }
        if received.status.is_success() {
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
