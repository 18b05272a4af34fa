//! The configuration of a client.

mod build;

use std::fmt;
use std::time::Duration;

use super::proxy::ProxySetting;
use super::tls;
use crate::named::Named;
use crate::secret::Secret;
use crate::transport::{Attempt, CallSettings, Observer};
use crate::{Credentials, Error, Region, RetryPolicy};

/// The configuration of a [`Client`](crate::Client), returned by [`Client::builder`](crate::Client::builder).
///
/// Setters accept any value; [`build`](Self::build) checks them all. Only credentials are required.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::{Client, Region};
///
/// let client = Client::builder()
///     .region(Region::EuWest1)
///     .client_credentials("id", "secret")
///     .timeout(Duration::from_secs(30))
///     .user_agent("nightly-report/2.1")
///     .build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
///
/// Two things outside of the client affect it as well:
///
/// - The system clock. TLS checks the validity of certificates against it, and a date in `Retry-After` is compared with it if the
///   response has no `Date`. Token lifetimes and timeouts use the monotonic clock, which is never set back.
/// - Features of ureq that another crate of the program enables, since cargo unifies features. With `cookies`, the client stores
///   the cookies of each host and sends them back to it; ureq has no setting to disable that. With `gzip` or `brotli`, responses
///   may be compressed; [`max_response_bytes`](Self::max_response_bytes) counts decompressed bytes.
#[derive(Clone)]
#[must_use = "a builder does nothing until build is called"]
pub struct ClientBuilder {
    region: Option<Region>,
    /// The error for settings from outside of the program that name no host.
    pub(super) missing_region: Option<Error>,
    pub(super) base_url: Option<Named<String>>,
    pub(super) login_url: Option<Named<String>>,
    allow_plain_http: bool,
    /// The credentials, or the error for a client without any.
    pub(super) credentials: Result<Credentials, Error>,
    settings: CallSettings,
    requests_per_minute: Option<u32>,
    max_idle_connections: usize,
    user_agent: Option<String>,
    headers: Vec<(String, Secret)>,
    pub(super) proxy: ProxySetting,
    tls: tls::Settings,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            region: None,
            missing_region: None,
            base_url: None,
            login_url: None,
            allow_plain_http: false,
            credentials: Err(Error::config(
                "credentials",
                "not set; call access_token, client_credentials, credentials or without_credentials",
            )),
            settings: CallSettings::default(),
            requests_per_minute: None,
            max_idle_connections: 16,
            user_agent: None,
            headers: Vec::new(),
            proxy: ProxySetting::Environment,
            tls: tls::Settings::default(),
        }
    }
}

/// Hosts.
impl ClientBuilder {
    /// Sets the region of the organization. Default: `us-east-1`.
    ///
    /// ```
    /// use genesys_cloud::{Client, Region};
    ///
    /// let client = Client::builder().region(Region::EuWest1).access_token("token").build()?;
    /// // The region from a configuration file:
    /// let client = Client::builder().region("eu-west-1".parse()?).access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the base URL of the API, for example that of a gateway or a mock server. Default: `https://api.<domain>` of the region.
    ///
    /// The URL may have a path, which is put before the path of each request. It must be `https`, except on loopback or with
    /// [`allow_plain_http`](Self::allow_plain_http).
    ///
    /// With credentials that fetch a token, [`login_url`](Self::login_url) or [`region`](Self::region) must be set too: the client
    /// never sends a secret to a host that you did not name. See [Networks](crate::docs::networks#gateways).
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com/genesys/api")
    ///     .login_url("https://gateway.example.com/genesys/login")
    ///     .client_credentials("id", "secret")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Named::new("base_url", url.into()));
        self
    }

    /// Sets the base URL of the token endpoint, to which the client adds `/oauth/token`. Default: `https://login.<domain>` of the
    /// region. The rules are those of [`base_url`](Self::base_url).
    pub fn login_url(mut self, url: impl Into<String>) -> Self {
        self.login_url = Some(Named::new("login_url", url.into()));
        self
    }

    /// Allows `http` for hosts other than loopback. Anyone on the network path can then read the token. Default: `false`.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// // A mock server in another container.
    /// let client = Client::builder()
    ///     .base_url("http://mock:8080")
    ///     .allow_plain_http(true)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }
}

/// Credentials. If several are set, the last one applies.
impl ClientBuilder {
    /// Uses an access token that the program already has. See [`Credentials::access_token`].
    pub fn access_token(self, token: impl Into<String>) -> Self {
        self.credentials(Credentials::access_token(token))
    }

    /// Fetches tokens with client credentials. See [`Credentials::client_credentials`].
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::client_credentials(id, secret))
    }

    /// Sets the credentials, for a program that chooses their kind at run time.
    ///
    /// ```
    /// use genesys_cloud::{Client, Credentials};
    ///
    /// # let (token, id, secret) = (None::<String>, "id", "secret");
    /// let credentials = match token {
    ///     Some(token) => Credentials::access_token(token),
    ///     None => Credentials::client_credentials(id, secret),
    /// };
    /// let client = Client::builder().credentials(credentials).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Ok(credentials);
        self
    }

    /// Uses no credentials, for a client that only calls operations without a token.
    ///
    /// Any other request is an [`Error::Config`](crate::Error::Config), and is not sent.
    ///
    /// ```
    /// use genesys_cloud::{Client, Region};
    ///
    /// let client = Client::builder().region(Region::EuWest1).without_credentials().build()?;
    /// assert!(client.tokens().get_tokens_me().send().is_err());
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn without_credentials(self) -> Self {
        self.credentials(Credentials::none())
    }
}

/// Time limits, retries and sizes.
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
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Spaces the requests of this client: at most so many a minute, evenly. Default: requests are not spaced.
    ///
    /// The rate is shared by all clones, threads, and derived clients with the same token; the request for a token does not count. After
    /// a 429, no request is sent with the token until the wait of the server is over. A request whose turn does not come within
    /// [`timeout`](Self::timeout) is sent at once, and the server decides. From 1 to 60,000.
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

/// The program, its network and its certificates.
impl ClientBuilder {
    /// Sets the name of the program, which is put before that of this crate in the header `User-Agent`, for example `nightly-report/2.1`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Adds a header to each request, including the request for a token: for example the key of a gateway. It replaces a header of the
    /// same name, and a header of a single request replaces it. The value is masked in errors like a secret.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com")
    ///     .header("X-Gateway-Key", "the key")
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value.into())));
        self
    }

    /// Sets a function that is called after each attempt and before each wait, for metrics and progress. If several are set, the last
    /// one applies.
    ///
    /// It is called in the thread of the call. A panic in it ends the call, and nothing else.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder()
    ///     .access_token("token")
    ///     .on_attempt(|attempt| {
    ///         if let Some(wait) = attempt.wait() {
    ///             eprintln!("waiting {} s before the next attempt", wait.as_secs());
    ///         }
    ///     })
    ///     .build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn on_attempt(mut self, observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.settings.observer = Some(Observer::new(observe));
        self
    }

    /// Sets the proxy for all hosts: `http://user:password@host:port`, user and password percent-encoded. The scheme may also be
    /// `https` or `socks5`.
    ///
    /// Default: the proxy of the environment variables `https_proxy`, `all_proxy` and `no_proxy`, read when the client is built.
    /// See [Networks](crate::docs::networks).
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().proxy("http://user:p%40ss@proxy.example.com:3128").access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxySetting::Url(Secret::new(url.into()));
        self
    }

    /// Disables proxies, including that of the environment.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxySetting::None;
        self
    }

    /// Sets the root certificates (PEM) that the client trusts, in place of those of Mozilla, which are built in.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // For a network whose gateway inspects TLS.
    /// let client = Client::builder()
    ///     .root_certificates_pem(std::fs::read("/etc/ssl/company.pem")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.set_roots(pem.into());
        self
    }

    /// Adds root certificates (PEM) to those that the client trusts: to Mozilla's, or to those of
    /// [`root_certificates_pem`](Self::root_certificates_pem). Each call adds more.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // For a network whose proxy inspects the connections to some hosts.
    /// let client = Client::builder()
    ///     .add_root_certificates_pem(std::fs::read("company.pem")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.add_roots(pem.into());
        self
    }

    /// Trusts the certificates that the operating system trusts, in place of those of Mozilla. Needs the feature `platform-verifier`.
    ///
    /// For networks that inspect TLS and have installed their root certificate on each computer. On Linux, the certificates are those of
    /// the distribution, or of the environment variables `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    /// [`add_root_certificates_pem`](Self::add_root_certificates_pem) adds others. With
    /// [`root_certificates_pem`](Self::root_certificates_pem), `build` returns an error.
    ///
    /// ```
    /// use genesys_cloud::Client;
    ///
    /// let client = Client::builder().system_certificates().access_token("token").build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    #[cfg(feature = "platform-verifier")]
    #[cfg_attr(docsrs, doc(cfg(feature = "platform-verifier")))]
    pub fn system_certificates(mut self) -> Self {
        self.tls.set_system();
        self
    }

    /// Sets the client certificate, for servers that require one: the chain, beginning with the certificate of the client, and
    /// its private key, both PEM.
    ///
    /// ```no_run
    /// use genesys_cloud::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example.com")
    ///     .client_certificate_pem(std::fs::read("client.pem")?, std::fs::read("client.key")?)
    ///     .access_token("token")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate_pem(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls.set_identity(chain.into(), key.into());
        self
    }
}

impl fmt::Debug for ClientBuilder {
    /// Only what has no secret. `build` checks the URLs, so that until then they may have one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("credentials", &self.credentials)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
