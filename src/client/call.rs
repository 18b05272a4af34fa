//! One call: authorize, send, renew the token once, decode.

use std::io::Write;
use std::sync::Arc;

use ureq::http::HeaderValue;

use super::Inner;
use super::decode::{DecodeFailure, refuse_page};
use crate::Error;
use crate::auth::{Token, refusal, revocation};
use crate::error::CallContext;
use crate::transport::{Call, Exchange, PreparedRequest, RawResponse};

impl Inner {
    /// Sends a request and decodes the body of the response. Any status other than 2xx is an error.
    pub(crate) fn call<T>(
        &self,
        request: &PreparedRequest,
        decode: impl FnOnce(&mut RawResponse) -> Result<T, DecodeFailure>,
    ) -> Result<RawResponse<T>, Error> {
        let call = self.begin_call_of(request);
        let mut exchange = Exchange::new(call, request);
        self.send_and_decode(request, call, &mut exchange, decode)
    }

    /// Does the same as [`call`](Self::call), and returns the context for an error that the caller finds in the decoded body.
    pub(crate) fn call_with_context<T>(
        &self,
        request: &PreparedRequest,
        decode: impl FnOnce(&mut RawResponse) -> Result<T, DecodeFailure>,
    ) -> Result<(RawResponse<T>, CallContext), Error> {
        let call = self.begin_call_of(request);
        let mut exchange = Exchange::new(call, request);
        let received = self.send_and_decode(request, call, &mut exchange, decode)?;
        let context = exchange.context(&received, &exchange.redactor());
        Ok((received, context))
    }

    fn send_and_decode<T>(
        &self,
        request: &PreparedRequest,
        call: Call<'_>,
        exchange: &mut Exchange<'_>,
        decode: impl FnOnce(&mut RawResponse) -> Result<T, DecodeFailure>,
    ) -> Result<RawResponse<T>, Error> {
        self.settings.check()?;
        let mut received = self.send_authorized(request, call, exchange)?;
        match decode(&mut received) {
            Ok(body) => Ok(received.with_body(body)),
            Err(failure) => Err(failure.into_error(received, exchange)),
        }
    }

    /// Sends a request and writes the body of a success to a writer. Returns the number of bytes.
    pub(crate) fn stream(&self, request: &PreparedRequest, writer: &mut dyn Write) -> Result<RawResponse<u64>, Error> {
        self.settings.check()?;
        let call = self.begin_call_of(request);
        let mut exchange = Exchange::new(call, request).with_writer(writer);
        let received = self.send_authorized(request, call, &mut exchange)?;
        Ok(received.with_body(exchange.written()))
    }

    /// Returns whether there is a token that can be revoked.
    pub(crate) fn has_token(&self) -> bool {
        self.tokens.has_token(self.transport.clock.now())
    }

    pub(crate) fn begin_call(&self) -> Call<'_> {
        Call::begin(&self.transport, &self.settings, &*self.tokens).with_pacer(self.pacer.as_deref())
    }

    /// Begins the call of a request. A request without a token does not count against the rate limit of the token, so it is not spaced.
    fn begin_call_of(&self, request: &PreparedRequest) -> Call<'_> {
        let call = self.begin_call();
        if request.needs_token {
            call
        } else {
            call.with_pacer(None)
        }
    }

    /// Sends the request with a token, and again with a new token if the first one is refused. Returns the response of a success, not
    /// yet decoded.
    fn send_authorized(
        &self,
        request: &PreparedRequest,
        call: Call<'_>,
        exchange: &mut Exchange<'_>,
    ) -> Result<RawResponse, Error> {
        if request.needs_token
            && revocation::revokes_own_token(&request.method, request.uri.path(), self.base_url.prefix())
        {
            return self.send_revocation(request, call, exchange);
        }
        let token = self.authorize(request, call)?;
        let mut received = exchange.send(header(token.as_ref())).outcome?;
        if let Some(refused) = &token {
            if refusal::refuses_token(&received) && self.tokens.replace_refused(refused, call) {
                let renewed = self.authorize(request, call)?;
                received = exchange.send(header(renewed.as_ref())).outcome?;
            }
        }
        if !received.status.is_success() {
            return Err(exchange.api_error(received));
        }
        if !request.reads_body {
            if let Err(failure) = refuse_page(&request.method, &received) {
                return Err(failure.into_error(received, exchange));
            }
        }
        if token.is_some() {
            self.tokens.confirm();
        }
        Ok(received)
    }

    /// Sends a request that revokes its own token. The token is neither renewed before that nor replaced afterwards.
    fn send_revocation(
        &self,
        request: &PreparedRequest,
        call: Call<'_>,
        exchange: &mut Exchange<'_>,
    ) -> Result<RawResponse, Error> {
        let token = self.tokens.token_to_revoke(call)?;
        let received = exchange.send(Some(token.header())).outcome?;
        if received.status.is_success() {
            // The API has not revoked the token, so the client keeps it.
            if let Err(failure) = refuse_page(&request.method, &received) {
                return Err(failure.into_error(received, exchange));
            }
        }
        if revocation::finish(&received, &token, &self.tokens, exchange.take_lost())? {
            Ok(received)
        } else {
            Err(exchange.api_error(received))
        }
    }

    /// Returns the token of the request, if it needs one.
    fn authorize(&self, request: &PreparedRequest, call: Call<'_>) -> Result<Option<Arc<Token>>, Error> {
        if !request.needs_token {
            return Ok(None);
        }
        self.tokens.token(call).map(Some)
    }
}

fn header(token: Option<&Arc<Token>>) -> Option<&HeaderValue> {
    token.map(|token| token.header())
}

#[cfg(test)]
mod tests;
