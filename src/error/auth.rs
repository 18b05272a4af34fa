//! A token endpoint that gives no token.

use std::fmt;

use super::context::accessors;
use super::text::without_stop;
use super::{CallContext, one_line};

/// The token endpoint refused the credentials, or answered something that is no token.
///
/// Nothing of a successful answer is ever part of this: it holds the token.
#[derive(Clone)]
pub struct AuthError {
    pub(super) context: Box<CallContext>,
    problem: &'static str,
    is_rate_limit: bool,
    code: Option<Box<str>>,
    description: Option<Box<str>>,
}

impl AuthError {
    pub(crate) fn new(context: CallContext, problem: &'static str) -> Self {
        Self {
            context: Box::new(context),
            problem,
            is_rate_limit: false,
            code: None,
            description: None,
        }
    }

    /// The endpoint refused the request, not the credentials: it would accept the same request later.
    pub(crate) fn of_rate_limit(context: CallContext) -> Self {
        Self {
            is_rate_limit: true,
            ..Self::new(
                context,
                "the token endpoint returned no token: its rate limit is exceeded",
            )
        }
    }

    pub(crate) fn with_code(mut self, code: Option<String>, description: Option<String>) -> Self {
        self.code = code.map(Into::into);
        self.description = description.map(Into::into);
        self
    }

    /// `error` of the answer (RFC 6749, section 5.2): `invalid_client`, `unauthorized_client`, …
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// `error_description` of the answer, or `description`, as Genesys Cloud spells it at times.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl AuthError {
    pub(super) fn is_rate_limit(&self) -> bool {
        self.is_rate_limit
    }
}

accessors!(AuthError);

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, self.problem)?;
        if let Some(status) = self.context.status {
            write!(f, ", status {}", status.as_u16())?;
        }
        if let Some(code) = self.code() {
            write!(f, ", {}", one_line(code, 80))?;
        }
        if let Some(description) = self.description() {
            write!(f, ": {}", one_line(without_stop(description), 300))?;
        }
        self.context.write_end(f)
    }
}

impl fmt::Debug for AuthError {
    /// Bounded, as the description is as long as the server makes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthError")
            .field("display", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for AuthError {}
