//! What a successful call brought back.

use std::fmt;

use ureq::http::{HeaderMap, StatusCode};

use crate::call::correlation_id;

/// The answer to a successful call: status, headers and body.
///
/// ```no_run
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let client = genesys_cloud::Client::from_env()?;
/// let response = client.tokens().get_tokens_me().send_with_response()?;
/// println!("{} {:?}", response.status(), response.correlation_id());
/// println!("{:?}", response.body().organization);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self { status, headers, body }
    }

    /// The HTTP status: 200, 202, 204, …
    ///
    /// There is one exception to 2xx: a token that revokes itself, whose first answer got lost, and which the platform
    /// does not know any more when it is asked again. That is 401, and a success.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// All headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// One header of the answer, if it is there and is text. The case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The value of `ININ-Correlation-Id`, by which Genesys finds the call in its logs.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        correlation_id(&self.headers)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, without status and headers.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Without the values of headers: any of them may hold what belongs in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status.as_u16())
            .field("header_names", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .finish()
    }
}
