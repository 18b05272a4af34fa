//! Why an attempt failed.

use ureq::http::StatusCode;

use super::rule::{Retried, Rule};

/// Why an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// A response with this status.
    Status(StatusCode),
    /// A 400 by which the token endpoint reports its rate limit.
    TokenRateLimit,
    /// The DNS lookup found no address.
    Lookup,
    /// The client could not open a connection, so it sent nothing. Another attempt may succeed.
    Connect,
    /// The connection broke, or the time of the attempt was over, after a part of the request was sent.
    Lost,
    /// The response is not valid HTTP/1.1.
    Invalid,
    /// Another attempt has the same result: a certificate that is not trusted, a proxy that refuses, a response that is too large.
    Permanent,
}

impl Cause {
    /// Returns what the client does after this cause.
    #[allow(clippy::match_same_arms, reason = "a row for each cause, with its reason")]
    pub(crate) fn rule(self) -> Rule {
        let rule = |retried, on_new_connection| Rule {
            retried,
            on_new_connection,
            is_retryable: true,
        };
        match self {
            // The request was rejected without being processed.
            Self::TokenRateLimit | Self::Status(StatusCode::TOO_MANY_REQUESTS) => rule(Retried::EveryMethod, false),
            // The connection leads to a server that is not responsible for the host (RFC 9110, section 15.5.20).
            Self::Status(StatusCode::MISDIRECTED_REQUEST) => rule(Retried::EveryMethodOnce, true),
            // The request may have been processed. The connection may lead to a backend that does not respond.
            Self::Status(
                StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_EARLY
                | StatusCode::BAD_GATEWAY
                | StatusCode::SERVICE_UNAVAILABLE
                | StatusCode::GATEWAY_TIMEOUT,
            ) => rule(Retried::Idempotent, true),
            // The system does not distinguish a name that does not exist from a DNS server that did not respond.
            Self::Lookup => rule(Retried::EveryMethodOnce, true),
            Self::Connect => rule(Retried::EveryMethod, true),
            Self::Lost => rule(Retried::Idempotent, true),
            // A proxy may have mixed up two responses. A server that speaks another protocol does so again.
            Self::Invalid => Rule {
                is_retryable: false,
                ..rule(Retried::IdempotentOnce, true)
            },
            Self::Status(_) | Self::Permanent => Rule::FINAL,
        }
    }
}
