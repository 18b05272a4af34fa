//! Time limits, retries, rates and sizes.

use std::time::Duration;

use super::ClientBuilder;
use crate::RetryPolicy;

/// # Limits and retries
impl ClientBuilder {
    /// Sets the time limit for a whole call, including the token request, every attempt and the waits in between. Default: 120 s,
    /// so that a call can wait for the next minute of the platform's rate limits.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::Client;
    ///
    /// // For a web server: its own clients do not wait longer than 10 s.
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .timeout(Duration::from_secs(10))
    ///     .attempt_timeout(Duration::from_secs(4))
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the time limit for the first attempt, from the DNS lookup to the last byte of the response. Default: 15 s.
    ///
    /// After an attempt whose response was late, the next one may take twice as long, within [`timeout`](Self::timeout): an operation that
    /// takes longer than the limit would otherwise be started again with each retry, and never succeed. For such an operation, set a
    /// longer limit with [`Client::with_attempt_timeout`](crate::Client::with_attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = timeout;
        self
    }

    /// Sets the time limit for opening a connection: DNS lookup, TCP, proxy and TLS together. Default: 5 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Sets how often requests are retried, and how long the client waits before each retry. Default: [`RetryPolicy::default`].
    ///
    /// ```
    /// use genesys_cloud::{Client, RetryPolicy};
    ///
    /// // A person waits, and can start the command again.
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .retry(RetryPolicy::default().with_max_retries(1))
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Spaces the requests of this client: at most so many a minute, evenly. Default: requests are not spaced.
    ///
    /// The rate is shared by all clones, threads, and derived clients with the same token; the request for a token does not count. After
    /// a 429, no request is sent with the token until the wait of the server is over. A request whose turn does not come within
    /// [`timeout`](Self::timeout) is sent at once, and the server decides. From 1 to 60,000; [Batch
    /// jobs](crate::docs::batch_jobs#rate-limits) has the limits of the platform.
    ///
    /// ```
    /// use genesys_cloud::{Client, RetryPolicy};
    ///
    /// // The platform allows 300 requests a minute for each token. The rest is for other programs.
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .requests_per_minute(240)
    ///     .retry(RetryPolicy::for_jobs())
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn requests_per_minute(mut self, requests: u32) -> Self {
        self.requests_per_minute = Some(requests);
        self
    }

    /// Sets the limit for the body of a response, in bytes and after any decompression. Default: 16 MiB.
    ///
    /// A larger body is an [`Error::TooLarge`](crate::Error::TooLarge).
    ///
    /// The limit counts bytes of the body. Decoded, a body can use 90 times as much memory: `{"a":1}` in a `serde_json::Value` uses
    /// 700 bytes, and each `{}` in a list of models the size of a model. The unknown fields that models keep use at most 64 MiB in each
    /// response, see [Reliability](crate::docs::reliability#what-is-not-promised).
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// // For exports of up to 256 MiB.
    /// let client = Client::builder().access_token("token").max_response_bytes(256 << 20).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn max_response_bytes(mut self, bytes: u64) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Sets how many idle connections to one host are kept for later calls. Default: 16.
    ///
    /// A program whose threads make more calls than that at the same time opens and closes connections for the others. See
    /// [Batch jobs](crate::docs::batch_jobs#settings-for-a-job).
    pub fn max_idle_connections(mut self, connections: usize) -> Self {
        self.max_idle_connections = connections;
        self
    }
}
