//! A response that is larger than the limit.

use std::fmt;

use super::CallContext;
use super::context::accessors;

/// The response is larger than this client accepts. It was not read to its end.
#[derive(Debug, Clone)]
pub struct TooLargeError {
    pub(super) context: Box<CallContext>,
    part: &'static str,
    limit: u64,
}

impl TooLargeError {
    pub(crate) fn body(context: CallContext, limit: u64) -> Self {
        Self {
            context: Box::new(context),
            part: "body",
            limit,
        }
    }

    pub(crate) fn headers(context: CallContext, limit: u64) -> Self {
        Self {
            context: Box::new(context),
            part: "header section",
            limit,
        }
    }

    /// The limit, in bytes.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }
}

accessors!(TooLargeError);

impl fmt::Display for TooLargeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the {} of the answer is larger than {} bytes",
            self.context, self.part, self.limit
        )?;
        if self.part == "body" {
            f.write_str("; ClientBuilder::max_response_bytes sets the limit")?;
        }
        self.context.write_end(f)
    }
}

impl std::error::Error for TooLargeError {}
