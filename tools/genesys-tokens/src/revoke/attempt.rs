//! The end of a call that revokes the tokens of a user.

use std::time::Duration;

use genesys_cloud::jiff::Timestamp;
use genesys_cloud::{Error, Response};

use super::outcome::{Detail, Outcome};

/// The longest wait for a rate limit that a run makes. A daily limit takes hours.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(180);

/// The outcome for a user, and what follows from it for the others.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) detail: Detail,
    /// What is to be said, unless the tokens are revoked.
    pub(super) problem: Option<String>,
    pub(super) stop: Option<Stop>,
}

/// Why no more requests are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A permission is missing: a 403.
    Forbidden,
    /// The token, or the credentials for one, are refused.
    TokenEnded,
    /// The server cannot be reached. In the middle of a run, that is the failure of one call.
    Unreachable,
    /// The rate limit asks for a longer wait than [`LONGEST_WAIT`].
    LongWait,
}

impl Attempt {
    pub(super) fn from_result(result: Result<Response<()>, Error>) -> Self {
        let error = match result {
            Ok(response) => {
                return Self {
                    detail: Detail {
                        outcome: Outcome::Revoked,
                        status: Some(response.status()),
                        correlation_id: response.correlation_id().map(str::to_owned),
                        time: Timestamp::now(),
                    },
                    problem: None,
                    stop: None,
                };
            }
            Err(error) => error,
        };
        let outcome = match &error {
            Error::Transport(error) if error.is_shutdown() && !error.is_sent() => Outcome::Skipped,
            Error::Api(error) if error.status() == 404 => Outcome::NotFound,
            _ => Outcome::Failed,
        };
        let problem = match outcome {
            Outcome::Skipped => None,
            Outcome::NotFound => Some("there is no such user".to_owned()),
            _ => Some(error.to_string()),
        };
        Self {
            detail: Detail {
                outcome,
                status: error.status(),
                correlation_id: error.correlation_id().map(str::to_owned),
                time: Timestamp::now(),
            },
            problem,
            stop: Stop::from_error(&error),
        }
    }
}

impl Stop {
    fn from_error(error: &Error) -> Option<Self> {
        match error {
            Error::Auth(_) => Some(Self::TokenEnded),
            Error::Transport(error) if error.is_connect() => Some(Self::Unreachable),
            _ => match error.status() {
                Some(401) => Some(Self::TokenEnded),
                Some(403) => Some(Self::Forbidden),
                Some(429) if error.retry_after().is_some_and(|wait| wait > LONGEST_WAIT) => Some(Self::LongWait),
                _ => None,
            },
        }
    }

    /// Returns what is said at the end.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Forbidden => "a permission is missing (403), so no more requests were sent",
            Self::TokenEnded => "there is no valid token any more, so no more requests were sent",
            Self::Unreachable => "the server cannot be reached, so no more requests were sent",
            Self::LongWait => "the rate limit asks for a long wait, so no more requests were sent",
        }
    }
}
