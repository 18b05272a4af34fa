//! The token endpoint (RFC 6749, section 3.2).

mod rate_limit;

use std::time::Duration;

use serde_json::{Map, Value};
use ureq::http::{HeaderValue, Method, StatusCode, Uri};
use zeroize::Zeroizing;

use super::cache::Purpose;
use super::{TOKEN_PATH, Token};
use crate::RetryPolicy;
use crate::base_url::BaseUrl;
use crate::error::{AuthError, CallContext, Error, Redactor};
use crate::secret::Secret;
use crate::transport::{
    Deadline, Exchange, Outgoing, RateLimited, Received, RequestBody, Transport, without_byte_order_mark,
};

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
        let mut exchange = exchange.with_rate_limit(rate_limit::of);
        let received = exchange.send(Some(&self.authorization))?;
        let redactor = exchange.redactor();
        let context = exchange.context(&received, &redactor);
        read(received, &context, &redactor)
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

/// Decodes the response (RFC 6749, sections 5.1 and 5.2).
pub(super) fn read(received: Received, context: &CallContext, redactor: &Redactor<'_>) -> Result<Token, Error> {
    let status = received.status;
    let limited = rate_limit::of(&received);
    let bytes = Zeroizing::new(received.body);
    let mut response: Map<String, Value> = serde_json::from_slice(without_byte_order_mark(&bytes)).unwrap_or_default();
    let token = take_text(&mut response, "access_token").map(Secret::new);
    // It is not needed. `Secret` wipes its memory.
    drop(take_text(&mut response, "refresh_token").map(Secret::new));
    if !status.is_success() || response.contains_key("error") {
        return Err(refusal(context.clone(), status, limited, &mut response, redactor));
    }
    let invalid = |problem| Error::Auth(AuthError::new(context.clone(), problem));
    let token = token.ok_or_else(|| invalid("the response of the token endpoint has no access_token"))?;
    if take_text(&mut response, "token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(invalid("the token_type of the token endpoint is not bearer"));
    }
    let lifetime = match response.get("expires_in") {
        None | Some(Value::Null) => None,
        Some(seconds) => Some(
            lifetime(seconds).ok_or_else(|| invalid("expires_in of the token endpoint is not a number of seconds"))?,
        ),
    };
    Token::new(&token, lifetime).ok_or_else(|| {
        invalid("the access_token of the token endpoint is empty or not visible ASCII, or longer than 16 KiB")
    })
}

/// Returns the error for a response without a token.
fn refusal(
    mut context: CallContext,
    status: StatusCode,
    limited: Option<RateLimited>,
    response: &mut Map<String, Value>,
    redactor: &Redactor<'_>,
) -> Error {
    let mut text = |name| take_text(response, name).map(|text| redactor.prefix(&text, 1024));
    // A gateway in front of the token endpoint may respond with an `ErrorBody`.
    let code = text("error").or_else(|| text("code"));
    let description = text("error_description")
        .or_else(|| text("description"))
        .or_else(|| text("message"));
    if let Some(limited) = limited {
        context.retry_after = limited.retry_after;
        return Error::Auth(AuthError::of_rate_limit(context).with_code(code, description));
    }
    let problem = match status {
        status if status.is_success() => "the token endpoint returned an error",
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "the token endpoint refused the credentials; check client id, secret and region"
        }
        status if status.is_redirection() => {
            "the token endpoint redirects, which is not followed; check region or login_url"
        }
        _ => "the token endpoint returned no token",
    };
    Error::Auth(AuthError::new(context, problem).with_code(code, description))
}

/// Returns the lifetime of the token, or `None` if the value is not a number.
///
/// A fraction and a number in a string are accepted. With zero or a negative number, the token is used for one call.
fn lifetime(expires_in: &Value) -> Option<Duration> {
    let seconds: f64 = match expires_in {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    if !seconds.is_finite() {
        return None;
    }
    Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX))
}

fn take_text(response: &mut Map<String, Value>, name: &str) -> Option<String> {
    match response.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
