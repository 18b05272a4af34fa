//! A response that is larger than the limit.

use std::fmt;

use super::CallContext;
use super::context::accessors;

/// The response is larger than the client accepts, and was not read to its end.
///
/// The server has processed the request. [`ClientBuilder::max_response_bytes`](crate::ClientBuilder::max_response_bytes) sets the
/// limit of the body; the limit of the headers is fixed.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) {
/// if let Err(Error::TooLarge(error)) = client.tokens().get_tokens_me().send() {
///     println!("the response has more than {} bytes", error.limit());
/// }
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct TooLargeError {
    pub(super) context: Box<CallContext>,
    part: Part,
    limit: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Headers,
    NumberOfHeaders,
}

impl TooLargeError {
    pub(crate) fn body(context: CallContext, limit: u64) -> Self {
        Self {
            context: Box::new(context),
            part: Part::Body,
            limit,
        }
    }

    pub(crate) fn headers(context: CallContext, limit: u64) -> Self {
        Self {
            context: Box::new(context),
            part: Part::Headers,
            limit,
        }
    }

    pub(crate) fn number_of_headers(context: CallContext, limit: u64) -> Self {
        Self {
            context: Box::new(context),
            part: Part::NumberOfHeaders,
            limit,
        }
    }

    /// Returns the limit, in bytes. If the response has too many headers, returns their largest number.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }
}

accessors!(TooLargeError);

impl fmt::Display for TooLargeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (context, limit) = (&self.context, self.limit);
        let (what, advice) = match self.part {
            Part::Body => (
                format!("the response body is larger than {limit} bytes"),
                "request less at a time, or set a higher ClientBuilder::max_response_bytes",
            ),
            Part::Headers => (
                format!("the response headers are larger than {limit} bytes"),
                "check the proxy or gateway that adds them",
            ),
            Part::NumberOfHeaders => (
                format!("the response has more than {limit} headers"),
                "check the proxy or gateway that adds them",
            ),
        };
        write!(f, "{context}: {what}{}; {advice}", context.end())
    }
}

impl std::error::Error for TooLargeError {}
