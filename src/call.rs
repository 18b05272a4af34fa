//! One call: authorise, send, retry, decode.
//!
//! `Client::run` is the whole of it. `wire` sends one request as often as it takes, `attempt` sends it once and says
//! what became of it, `body` reads what came back. This is the only place that talks to ureq once a client is built.

mod attempt;
mod body;
mod connection;
mod deadline;
mod failure;
mod lookup;
mod wire;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use ureq::http::{Method, StatusCode};

use crate::auth::{Authority, Token};
use crate::client::Inner;
use crate::error::{ApiError, DecodeError, ErrorBody, Redactor, Trace, bounded, content_type};
use crate::request::Request;
use crate::{Client, Error, Response};
pub(crate) use attempt::{Received, correlation_id};
pub(crate) use connection::Connections;
pub(crate) use deadline::Deadline;
pub(crate) use lookup::Lookup;
pub(crate) use wire::{Attempts, Exchange, Limits, Wire};

impl Client {
    /// Runs one request of the generated code: authorises it, sends it, and sends it again where that may help.
    ///
    /// Every outcome but a success is an `Error`.
    pub(crate) fn run(&self, mut request: Request) -> Result<Answer<'_>, Error> {
        let Inner {
            api, authority, wire, ..
        } = self.inner();
        let uri = request.uri(api)?;
        let deadline = wire.deadline();
        let mut token = if request.needs_token {
            Some(authority.token(wire, deadline)?)
        } else {
            None
        };
        let mut attempts = Attempts::default();
        let revokes_itself = request.method == Method::DELETE && request.path == OWN_TOKEN;
        let mut send = |token: Option<&Token>| {
            let exchange = Exchange {
                method: &request.method,
                path: request.path,
                uri: &uri,
                authorization: token.map(Token::header),
                headers: &request.headers,
                accept: request.accept,
                payload: request.body.as_ref(),
                wants_body: request.wants_body,
                repeatable: is_idempotent(&request.method),
                redactor: &|| redactor(authority, token),
            };
            wire.exchange(&exchange, &mut attempts, deadline, wire.retry())
        };
        let mut received = send(token.as_deref())?;
        if received.status == StatusCode::UNAUTHORIZED && authority.can_renew() {
            if let Some(refused) = token.take_if(|_| !revokes_itself) {
                authority.forget(&refused);
                token = Some(authority.token(wire, deadline)?);
                received = send(token.as_deref())?;
            }
        }
        let mut is_success = received.status.is_success();
        if let Some(token) = token.as_ref().filter(|_| revokes_itself) {
            if is_success || received.status == StatusCode::UNAUTHORIZED {
                authority.forget(token);
            }
            is_success |= was_revoked_unseen(&received, attempts.take_loss())?;
        }
        let answer = self.answer(received, &request, attempts.sent(), token);
        if is_success {
            Ok(answer)
        } else {
            Err(answer.into_api_error())
        }
    }

    pub(crate) fn answer(
        &self,
        received: Received,
        request: &Request,
        attempts: u32,
        token: Option<Arc<Token>>,
    ) -> Answer<'_> {
        Answer {
            client: self,
            method: request.method.clone(),
            path: request.path,
            attempts,
            token,
            received,
        }
    }
}

/// Whether a token that revokes itself is gone, although nobody saw the answer: it got lost, and when asked again the
/// platform does not know the token.
///
/// Only if the lost request went out in full, and only if it is the platform that says so; otherwise the loss is what
/// there is to tell.
fn was_revoked_unseen(received: &Received, loss: Option<wire::Loss>) -> Result<bool, Error> {
    match loss {
        Some(loss) if received.status == StatusCode::UNAUTHORIZED => {
            if loss.sent_in_full && ErrorBody::parse(&received.body).is_some() {
                Ok(true)
            } else {
                Err(loss.error)
            }
        }
        _ => Ok(false),
    }
}

/// The operation that revokes the token it is sent with. It is known here, not in the generated code, by what it does
/// to the client: the token is gone afterwards, and another must not be revoked in its place.
const OWN_TOKEN: &str = "/api/v2/tokens/me";

/// Whether the same request twice does what it does once (RFC 9110, section 9.2.2).
fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
}

fn redactor<'a>(authority: &'a Authority, token: Option<&'a Token>) -> Redactor<'a> {
    Redactor::new(authority.secrets().into_iter().chain(token.map(Token::expose_secret)))
}

/// The answer to a call that succeeded, its body not yet understood.
pub(crate) struct Answer<'a> {
    client: &'a Client,
    method: Method,
    path: &'static str,
    attempts: u32,
    token: Option<Arc<Token>>,
    received: Received,
}

#[allow(dead_code, reason = "which of them a fragment uses is its own business")]
impl Answer<'_> {
    /// Decodes the body as JSON.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        // RFC 8259, section 8.1, lets a reader pass over a byte order mark.
        let body = self
            .received
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.received.body);
        if let Ok(value) = serde_json::from_slice(body) {
            return Ok(self.response(|_| value));
        }
        let (path, problem) = problem_of::<T>(body);
        Err(self.into_decode_error(&path, problem))
    }

    /// The body as text, for `text/plain` and its like.
    pub(crate) fn text(mut self) -> Result<Response<String>, Error> {
        match String::from_utf8(std::mem::take(&mut self.received.body)) {
            Ok(text) => Ok(self.response(|_| text)),
            Err(error) => {
                let problem = error.utf8_error().to_string();
                self.received.body = error.into_bytes();
                Err(self.into_decode_error(".", problem))
            }
        }
    }

    /// A success without a body, or with one that nobody wants.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "the generated code ends in one of three methods, which look alike"
    )]
    pub(crate) fn empty(self) -> Result<Response<()>, Error> {
        Ok(self.response(|_| ()))
    }

    fn response<T>(self, body: impl FnOnce(Vec<u8>) -> T) -> Response<T> {
        Response::new(self.received.status, self.received.headers, body(self.received.body))
    }

    fn trace(&self, redactor: &Redactor<'_>) -> Trace {
        self.received.trace(&self.method, self.path, self.attempts, redactor)
    }

    #[cold]
    pub(crate) fn into_api_error(mut self) -> Error {
        let redactor = redactor(&self.client.inner().authority, self.token.as_deref());
        let trace = self.trace(&redactor);
        let headers = std::mem::take(&mut self.received.headers);
        let raw = std::mem::take(&mut self.received.body);
        Error::Api(ApiError::new(trace, self.received.status, headers, raw, &redactor))
    }

    #[cold]
    fn into_decode_error(mut self, path: &str, problem: String) -> Error {
        let redactor = redactor(&self.client.inner().authority, self.token.as_deref());
        let trace = self.trace(&redactor);
        let mut raw = std::mem::take(&mut self.received.body);
        raw.truncate(ApiError::READ_LIMIT);
        let mut raw = redactor.bytes(raw);
        raw.truncate(ApiError::RAW_LIMIT);
        let problem = match content_type(&self.received.headers) {
            Some(kind) if !kind.contains("json") => format!("{problem} (the content type is {kind})"),
            _ => problem,
        };
        Error::Decode(DecodeError::new(
            trace,
            bounded(redactor.text(path), 4096),
            bounded(redactor.text(&problem), 4096),
            raw,
        ))
    }
}

/// Reads once more what could not be read, to find out where. Slower than reading, so only on the way to an error.
#[cold]
fn problem_of<T: DeserializeOwned>(body: &[u8]) -> (String, String) {
    if body.is_empty() {
        return (".".to_owned(), "it is empty".to_owned());
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    if let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut reader) {
        return (error.path().to_string(), error.into_inner().to_string());
    }
    let trailing = reader.end().err().map(|error| error.to_string());
    (
        ".".to_owned(),
        trailing.unwrap_or_else(|| "it cannot be read".to_owned()),
    )
}

#[cfg(test)]
mod tests;
