//! A failure of the token endpoint.

use std::borrow::Cow;
use std::fmt;

use ureq::http::StatusCode;

use super::context::accessors;
use super::text::{quoted, room_for_text, without_stop};
use super::{CallContext, one_line};

/// The token endpoint rejected the credentials, or its response has no valid token.
///
/// No part of a successful response is in this error, since that would contain the token.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) {
/// match client.tokens().get_tokens_me().send() {
///     Err(Error::Auth(error)) if error.code() == Some("invalid_client") => {
///         println!("unknown client ID, or wrong secret: {:?}", error.description());
///     }
///     _ => {}
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct AuthError {
    pub(super) context: Box<CallContext>,
    problem: &'static str,
    /// What to do, displayed after the text of the server.
    advice: Option<Cow<'static, str>>,
    kind: Kind,
    code: Option<Box<str>>,
    description: Option<Box<str>>,
}

/// What a program can do after the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Correct the credentials.
    Refusal,
    /// Wait: the same request may succeed later.
    Transient,
    /// Let the user sign in again.
    SignInRequired,
}

impl AuthError {
    pub(crate) fn new(context: CallContext, problem: &'static str) -> Self {
        Self {
            context: Box::new(context),
            problem,
            advice: None,
            kind: Kind::Refusal,
            code: None,
            description: None,
        }
    }

    /// Returns the error for a rate limit. The credentials may be valid, and the same request may succeed later.
    pub(crate) fn for_rate_limit(context: CallContext) -> Self {
        let advice = format!(
            "{}, and share one client: its clones and threads use one token",
            context.advice_to_wait()
        );
        Self {
            kind: Kind::Transient,
            ..Self::new(
                context,
                "the token endpoint returned no token: its rate limit is exceeded",
            )
            .with_advice(advice)
        }
    }

    pub(crate) fn with_advice(mut self, advice: impl Into<Cow<'static, str>>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// Returns the error for a token provider that returned an error with this text. The provider may succeed later.
    pub(crate) fn from_provider(text: String) -> Self {
        Self {
            kind: Kind::Transient,
            ..Self::new(CallContext::for_provider(), "the function returned an error")
        }
        .with_code(None, Some(text))
    }

    /// Says that the user has to sign in again, why, and with what.
    pub(crate) fn with_sign_in_required(mut self, problem: &'static str, advice: &'static str) -> Self {
        self.kind = Kind::SignInRequired;
        self.problem = problem;
        self.advice = Some(advice.into());
        self
    }

    pub(crate) fn with_code(mut self, code: Option<String>, description: Option<String>) -> Self {
        self.code = code.map(Into::into);
        self.description = description.map(Into::into);
        self
    }

    /// Returns `error` of the response (RFC 6749, section 5.2): `invalid_client`, `unauthorized_client`, …
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns `error_description` of the response, or `description`, which Genesys Cloud sometimes sends instead.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    pub(super) fn is_transient(&self) -> bool {
        self.kind == Kind::Transient
    }

    pub(super) fn is_sign_in_required(&self) -> bool {
        self.kind == Kind::SignInRequired
    }
}

accessors!(AuthError);

impl AuthError {
    /// Returns what precedes the text of the server. A refusal begins with its status.
    fn start(&self) -> String {
        let Self { context, problem, .. } = self;
        match (self.refusal_status(), self.code()) {
            (Some(status), code) => {
                let name = code.or(status.canonical_reason()).unwrap_or_default();
                let start = format!("{context}: {} {}", status.as_u16(), one_line(name, 60));
                start.trim_end().to_owned()
            }
            (None, Some(code)) => format!("{context}: {problem}, {}", one_line(code, 60)),
            (None, None) => format!("{context}: {problem}"),
        }
    }

    /// Returns what follows the text of the server.
    fn end(&self) -> String {
        let mut end = String::new();
        if self.refusal_status().is_some() {
            end = format!("; {}", self.problem);
        } else if let Some(status) = self.context.status {
            end = format!(", with status {}", status.as_u16());
        }
        let advice = self.advice.clone().or_else(|| self.advice_for_outage());
        let advice = advice.map_or_else(String::new, |advice| format!("; {advice}"));
        format!("{end}{}{}{advice}", self.context.origin(), self.context.end())
    }

    /// Returns the status, if it is the status of a refusal.
    fn refusal_status(&self) -> Option<StatusCode> {
        self.context.status.filter(|status| !status.is_success())
    }

    /// Returns what to do about an outage or a rate limit.
    fn advice_for_outage(&self) -> Option<Cow<'static, str>> {
        let is_outage = |status: StatusCode| status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT;
        self.context
            .status
            .is_some_and(is_outage)
            .then(|| self.context.advice_after_outage())
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start(), self.end());
        f.write_str(&start)?;
        if let Some(description) = self.description() {
            let room = room_for_text(start.len() + end.len());
            write!(f, ": {}", one_line(without_stop(description), room))?;
        }
        f.write_str(&end)
    }
}

impl fmt::Debug for AuthError {
    /// Writes a bounded text, since the description may be of any length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthError")
            .field("context", &self.context)
            .field("problem", &self.problem)
            .field("advice", &self.advice)
            .field("kind", &self.kind)
            .field("code", &self.code().map(|code| quoted(code, 80)))
            .field("description", &self.description().map(|text| quoted(text, 512)))
            .finish()
    }
}

impl std::error::Error for AuthError {}
