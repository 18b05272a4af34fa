//! Response of the token endpoint (RFC 6749, sections 5.1 and 5.2).

pub(super) mod rate_limit;

use std::time::Duration;

use serde_json::{Map, Value};
use ureq::http::{HeaderMap, StatusCode};
use zeroize::Zeroizing;

use super::Token;
use crate::clock::Clock;
use crate::error::{AuthError, CallContext, Error, ForeignBody, Redactor};
use crate::header::content_type;
use crate::json;
use crate::page::Page;
use crate::retry::Wait;
use crate::secret::Secret;
use crate::transport::RawResponse;

/// The error codes of RFC 6749, section 5.2. An error about a response with status 2xx contains nothing else of it: the response may
/// quote the token.
const CODES: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

/// The error codes about the client, and not about what a user has signed in with.
const CODES_OF_CLIENT: [&str; 3] = ["invalid_client", "unauthorized_client", "unsupported_grant_type"];

/// The outcome of a token request, as far as later requests depend on it.
#[derive(Debug)]
pub(super) enum Outcome {
    Token(TokenResponse),
    /// The endpoint rejected what the user has signed in with: the code, the assertion or the refresh token. The page of a proxy has no
    /// code, so it rejects nothing.
    Refused {
        error: AuthError,
        /// Whether the response to an earlier attempt was lost.
        after_loss: bool,
    },
    /// A response was lost, so the endpoint may have issued a token. A success without a valid token is as lost as one that did not
    /// arrive.
    Lost(Error),
    /// The endpoint has issued no token, and may issue one for the same request later.
    Failed(Error),
}

/// A successful response of the token endpoint.
#[derive(Debug)]
pub(super) struct TokenResponse {
    pub(super) token: Token,
    /// Missing for client credentials, and if the organization does not allow it.
    pub(super) refresh_token: Option<Secret>,
}

impl Outcome {
    /// Returns the outcome of a request that had an earlier attempt, or this one, whose response was lost.
    pub(super) fn after_loss(self) -> Self {
        match self {
            Self::Token(response) => Self::Token(response),
            Self::Refused { error, .. } => Self::Refused {
                error,
                after_loss: true,
            },
            Self::Lost(error) | Self::Failed(error) => Self::Lost(error),
        }
    }

    pub(super) fn into_result(self) -> Result<TokenResponse, Error> {
        match self {
            Self::Token(response) => Ok(response),
            Self::Refused { error, .. } => Err(Error::Auth(error)),
            Self::Lost(error) | Self::Failed(error) => Err(error),
        }
    }
}

/// Decodes a response. The lifetime of its token begins now.
pub(super) fn read(received: RawResponse, context: &CallContext, redactor: &Redactor, clock: &Clock) -> Outcome {
    let limited = rate_limit::detect(&received);
    let RawResponse { status, headers, body } = received;
    let bytes = Zeroizing::new(body);
    if !status.is_success() {
        return read_failure(status, &headers, &bytes, limited, context.clone(), redactor);
    }
    match read_success(&headers, &bytes, context, clock) {
        Ok(response) => Outcome::Token(response),
        Err(error) => Outcome::Lost(Error::Auth(error)),
    }
}

fn read_success(
    headers: &HeaderMap,
    bytes: &[u8],
    context: &CallContext,
    clock: &Clock,
) -> Result<TokenResponse, AuthError> {
    // Not `object`, which may copy the token.
    let mut response: Map<String, Value> =
        serde_json::from_slice(json::without_byte_order_mark(bytes)).unwrap_or_default();
    let token = take_secret(&mut response, "access_token");
    let refresh_token = take_secret(&mut response, "refresh_token");
    // Genesys documents a success with an `error` that is empty.
    if let Some(code) = take_text(&mut response, "error").filter(|code| !code.trim().is_empty()) {
        return Err(error_in_success(context.clone(), &code));
    }
    let invalid = |problem| {
        let error = AuthError::new(context.clone(), problem);
        error.with_advice("check ClientBuilder::login_url, and the proxy or gateway before it")
    };
    if Page::detect(content_type(headers), bytes).is_some() && token.is_none() {
        let error = AuthError::new(context.clone(), "the token endpoint returned a web page");
        return Err(error.with_advice("sign in to the network, or check proxy, region and ClientBuilder::login_url"));
    }
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
    let token = Token::new(&token).ok_or_else(|| {
        invalid("the access_token of the token endpoint is empty or not visible ASCII, or longer than 16 KiB")
    })?;
    if refresh_token
        .as_ref()
        .is_some_and(|token| token.expose_secret().len() > Redactor::LONGEST)
    {
        return Err(invalid("the refresh_token of the token endpoint is longer than 16 KiB"));
    }
    Ok(TokenResponse {
        token: token.with_lifetime(lifetime, clock),
        refresh_token: refresh_token.filter(|token| !token.expose_secret().is_empty()),
    })
}

/// Returns the error for a success that reports an error.
fn error_in_success(context: CallContext, code: &str) -> AuthError {
    let code = CODES.into_iter().find(|known| *known == code).map(str::to_owned);
    let advice = advice_on_credentials(&context);
    let error = AuthError::new(context, "the token endpoint returned an error").with_code(code, None);
    error.with_advice(advice)
}

/// Returns what to do about rejected credentials. They are valid in one region only.
fn advice_on_credentials(context: &CallContext) -> &'static str {
    if context.is_region_missing() {
        "no region is set: set the region of your organization with ClientBuilder::region, then check client ID and secret"
    } else {
        "check client ID, secret and region"
    }
}

/// Returns the outcome for a status other than 2xx.
fn read_failure(
    status: StatusCode,
    headers: &HeaderMap,
    bytes: &[u8],
    limited: Option<Wait>,
    mut context: CallContext,
    redactor: &Redactor,
) -> Outcome {
    let mut response = json::object(bytes).unwrap_or_default();
    // A token of a failure is not used, and wiped like any other.
    let _ = ["access_token", "refresh_token"].map(|name| take_secret(&mut response, name));
    let mut text = |name| take_text(&mut response, name).map(|text| redactor.prefix(&text, 1024));
    // A gateway in front of the token endpoint may respond with an `ErrorBody`.
    let code = text("error").or_else(|| text("code"));
    let description = text("error_description")
        .or_else(|| text("description"))
        .or_else(|| text("message"))
        .or_else(|| ForeignBody::read(bytes, content_type(headers), redactor).text);
    if let Some(limited) = limited {
        context.retry_after = limited.asked();
        let error = AuthError::for_rate_limit(context).with_code(code, description);
        return Outcome::Failed(Error::Auth(error));
    }
    let check = advice_on_credentials(&context);
    let is_rejection = matches!(
        status,
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    );
    let error = match code {
        Some(_) if is_rejection => {
            let error = AuthError::new(context, "the token endpoint rejected the credentials");
            error.with_advice(check)
        }
        None if is_rejection => {
            let error = AuthError::new(context, "the token endpoint rejected the request");
            error.with_advice(format!("{check}, and the proxy or gateway before the token endpoint"))
        }
        _ if status.is_redirection() => {
            let error = AuthError::new(context, "the token endpoint redirects, which is not followed");
            error.with_advice("check the region or ClientBuilder::login_url")
        }
        _ => AuthError::new(context, "the token endpoint returned no token"),
    };
    let is_about_user = code.as_deref().is_some_and(|code| !CODES_OF_CLIENT.contains(&code));
    let error = error.with_code(code, description);
    if is_rejection && is_about_user {
        Outcome::Refused {
            error,
            after_loss: false,
        }
    } else {
        Outcome::Failed(Error::Auth(error))
    }
}

/// Returns the lifetime of the token, or `None` if the value is not a number.
///
/// Accepts a fraction, and a number in a string. With zero or a negative number, the client uses the token for one call.
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

fn take_secret(response: &mut Map<String, Value>, name: &str) -> Option<Secret> {
    take_text(response, name).map(Secret::new)
}

fn take_text(response: &mut Map<String, Value>, name: &str) -> Option<String> {
    match response.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
