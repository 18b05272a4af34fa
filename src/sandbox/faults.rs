//! Faults that a test plans.

use std::time::Duration;

use super::Sandbox;
use super::fault_queue::Fault;
use super::pattern::Pattern;
use crate::Method;

/// Faults for the next requests. The first argument is the number of requests.
///
/// Each request has at most one fault, in the order in which the test planned the faults. A fault applies to requests to any path
/// except the token endpoint; a fault of [`at`](Self::at) applies to one path.
///
/// The sandbox does not process a request that gets a 429 or another error status. It processes a request that is dropped or stalled,
/// but the response is lost or late.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::Method;
/// use genesys_cloud::sandbox::Sandbox;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// sandbox.limit_next(1, Duration::ZERO);
/// sandbox.fail_next(1, 503);
/// sandbox.at(Method::DELETE, "/api/v2/tokens/{userId}").drop_next(1);
///
/// sandbox.client().tokens().get_tokens_me().send()?;
/// let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
/// assert_eq!(statuses, [200, 429, 503, 200], "the first one is the token request");
/// # Ok(())
/// # }
/// ```
impl Sandbox {
    /// Responds to the next `times` requests with 429 and this `Retry-After`, rounded up to seconds.
    ///
    /// The client waits in real time. With `Duration::ZERO`, a test need not wait:
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.limit_next(2, Duration::ZERO);
    /// assert!(sandbox.client().tokens().get_tokens_me().send().is_ok(), "the client has retried twice");
    /// # Ok(())
    /// # }
    /// ```
    pub fn limit_next(&self, times: u32, retry_after: Duration) {
        self.plan(None, times, limit(retry_after));
    }

    /// Responds to the next `times` requests with this status. The response has an `ErrorBody`, except for 502, which has
    /// the HTML page of a gateway.
    ///
    /// # Panics
    ///
    /// If `status` is not 400 to 599.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.fail_next(1, 403);
    /// let error = sandbox.client().tokens().get_tokens_me().send().unwrap_err();
    /// assert_eq!((error.status(), error.attempts()), (Some(403), 1));
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn fail_next(&self, times: u32, status: u16) {
        self.plan(None, times, failure(status));
    }

    /// Closes the connection instead of sending a response, for the next `times` requests. The sandbox processes each of these requests.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.drop_next(1);
    /// sandbox.client().tokens().delete_token(sandbox.user_id()).send()?;
    /// assert!(sandbox.is_revoked(sandbox.user_id()));
    /// assert_eq!(sandbox.requests().len(), 3, "the token, the request whose response was lost, and its retry");
    /// # Ok(())
    /// # }
    /// ```
    pub fn drop_next(&self, times: u32) {
        self.plan(None, times, Fault::Drop);
    }

    /// Delays the responses to the next `times` requests. The sandbox processes each request at once. Dropping the sandbox ends the wait.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::RetryPolicy;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let client = sandbox
    ///     .client_builder()
    ///     .attempt_timeout(Duration::from_millis(100))
    ///     .retry(RetryPolicy::none())
    ///     .build()?;
    /// sandbox.stall_next(1, Duration::from_secs(60));
    /// assert!(client.tokens().get_tokens_me().send().unwrap_err().is_timeout());
    /// # Ok(())
    /// # }
    /// ```
    pub fn stall_next(&self, times: u32, delay: Duration) {
        self.plan(None, times, Fault::Stall(delay));
    }

    /// Responds to the next `times` token requests with the rate limit of the token endpoint: 400, `invalid_request` and
    /// "rate limit exceeded; …".
    ///
    /// ```
    /// use genesys_cloud::RetryPolicy;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.limit_tokens(1);
    /// let client = sandbox.client_builder().retry(RetryPolicy::none()).build()?;
    /// let error = client.tokens().get_tokens_me().send().unwrap_err();
    /// assert_eq!((error.status(), error.is_retryable()), (Some(400), true));
    /// # Ok(())
    /// # }
    /// ```
    pub fn limit_tokens(&self, times: u32) {
        let pattern = Pattern::new(Method::POST, "/oauth/token");
        self.plan(Some(pattern), times, Fault::TokenLimit);
    }

    /// Returns the faults for requests with this method to this path, which is a template as in [`on`](Self::on). The path of the
    /// token endpoint is `/oauth/token`.
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.at(Method::POST, "/oauth/token").fail_next(1, 401);
    /// let error = sandbox.client().tokens().get_tokens_me().send().unwrap_err();
    /// assert!(matches!(error, genesys_cloud::Error::Auth(_)));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// The methods of the result panic if `path` is not valid, see [`on`](Self::on).
    #[must_use = "call one of its methods: `sandbox.at(method, path).fail_next(1, 503)`"]
    pub fn at<'a>(&'a self, method: Method, path: &'a str) -> PathFaults<'a> {
        PathFaults {
            sandbox: self,
            method,
            path,
        }
    }

    fn plan(&self, pattern: Option<Pattern>, times: u32, fault: Fault) {
        self.state().faults.plan(pattern, times, fault);
    }
}

/// Faults for requests to one path, returned by [`Sandbox::at`].
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::Method;
/// use genesys_cloud::sandbox::Sandbox;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// sandbox.at(Method::GET, "/api/v2/tokens/me").limit_next(1, Duration::ZERO);
/// sandbox.at(Method::DELETE, "/api/v2/tokens/{userId}").fail_next(1, 503);
///
/// let client = sandbox.client();
/// client.tokens().get_tokens_me().send()?;
/// client.tokens().delete_token(sandbox.user_id()).send()?;
/// let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
/// assert_eq!(statuses, [200, 429, 200, 503, 204]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PathFaults<'a> {
    sandbox: &'a Sandbox,
    method: Method,
    path: &'a str,
}

impl PathFaults<'_> {
    /// Responds with 429, as [`Sandbox::limit_next`] does.
    #[track_caller]
    pub fn limit_next(&self, times: u32, retry_after: Duration) {
        self.plan(times, limit(retry_after));
    }

    /// Responds with this status, as [`Sandbox::fail_next`] does.
    ///
    /// # Panics
    ///
    /// If `status` is not 400 to 599.
    #[track_caller]
    pub fn fail_next(&self, times: u32, status: u16) {
        self.plan(times, failure(status));
    }

    /// Closes the connection, as [`Sandbox::drop_next`] does.
    #[track_caller]
    pub fn drop_next(&self, times: u32) {
        self.plan(times, Fault::Drop);
    }

    /// Delays the responses, as [`Sandbox::stall_next`] does.
    #[track_caller]
    pub fn stall_next(&self, times: u32, delay: Duration) {
        self.plan(times, Fault::Stall(delay));
    }

    #[track_caller]
    fn plan(&self, times: u32, fault: Fault) {
        let pattern = Pattern::new(self.method.clone(), self.path);
        self.sandbox.plan(Some(pattern), times, fault);
    }
}

fn limit(retry_after: Duration) -> Fault {
    let has_fraction = retry_after.subsec_nanos() > 0;
    Fault::Limit(retry_after.as_secs().saturating_add(has_fraction.into()))
}

#[track_caller]
fn failure(status: u16) -> Fault {
    assert!(
        (400..600).contains(&status),
        "{status} is not the status of a failure: use 400 to 599"
    );
    Fault::Status(status)
}
