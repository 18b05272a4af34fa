//! The configuration of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::HeaderValue;

use super::proxy::ProxySetting;
use super::{Client, Inner, tls};
use crate::base_url::{BaseUrl, Route};
use crate::secret::Secret;
use crate::transport::{ConnectionSettings, Limits, Proxies, Transport};
use crate::{Credentials, Error, Region, RetryPolicy, header};

/// What the client calls itself.
const USER_AGENT: &str = concat!("genesys-cloud-rust/", env!("CARGO_PKG_VERSION"));

/// The configuration of a [`Client`], setting by setting.
///
/// Setters never fail; [`build`](Self::build) checks everything and names what is wrong. Credentials are needed, all
/// else has a default.
///
/// Two things are not settings of the client, and change it all the same:
///
/// - The clock of the system. TLS checks the validity of certificates against it, and a date in `Retry-After` if the response has
///   no `Date`. If it is before 1970, rustls panics at the first connection over `https`. Token lifetimes and timeouts use the
///   monotonic clock, which is never set back.
/// - Features of ureq that another crate of the program enables, since cargo unifies them. With `cookies`, the client stores the
///   cookies of each host and sends them back to it; ureq has no setting to disable that. With `gzip` or `brotli`, responses may be
///   compressed; [`max_response_bytes`](Self::max_response_bytes) counts decompressed bytes.
#[derive(Clone)]
#[must_use = "a builder does nothing until build is called"]
pub struct ClientBuilder {
    region: Option<Region>,
    base_url: Option<String>,
    login_url: Option<String>,
    allow_plain_http: bool,
    credentials: Option<Credentials>,
    limits: Limits,
    max_idle_connections: usize,
    user_agent: Option<String>,
    proxy: ProxySetting,
    tls: tls::Settings,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            region: None,
            base_url: None,
            login_url: None,
            allow_plain_http: false,
            credentials: None,
            limits: Limits {
                timeout: Duration::from_secs(120),
                attempt_timeout: Duration::from_secs(15),
                connect_timeout: Duration::from_secs(5),
                max_response_bytes: 16 * 1024 * 1024,
                retry: RetryPolicy::default(),
            },
            max_idle_connections: 16,
            user_agent: None,
            proxy: ProxySetting::Environment,
            tls: tls::Settings::default(),
        }
    }
}

impl ClientBuilder {
    /// Where the organisation lives. Default: `us-east-1`.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Another base URL for the API than `https://api.<domain>` of the region: a gateway, a stand-in. It may have a
    /// path. `https` only, except on loopback.
    ///
    /// Credentials that fetch a token then need [`login_url`](Self::login_url) or [`region`](Self::region) too: a secret
    /// goes to no host that was not named.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Another base URL for the token endpoint than `https://login.<domain>` of the region; `/oauth/token` is added.
    pub fn login_url(mut self, url: impl Into<String>) -> Self {
        self.login_url = Some(url.into());
        self
    }

    /// Allows `http` for hosts other than loopback. Everybody on the way can then read the token. Default: not allowed.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// Uses this access token as it is. See [`Credentials::access_token`].
    pub fn access_token(self, token: impl Into<String>) -> Self {
        self.credentials(Credentials::access_token(token))
    }

    /// Fetches tokens with these client credentials. See [`Credentials::client_credentials`].
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::client_credentials(id, secret))
    }

    /// How the client proves who it is.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Builds a client without credentials, for operations that need none. A request that needs a token is then refused with
    /// [`Error::Config`] before anything is sent. Credentials that were set before are forgotten; those that are set later count.
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

    /// The time of a whole call: the token, all requests and all waits. Default 120 s, since the platform's rate limits
    /// count by the minute.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// The time of one request, from looking up the host to the last byte of the answer. Default 15 s.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// Time limit for opening a connection: DNS lookup, TCP, proxy and TLS together. Default 5 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect_timeout = timeout;
        self
    }

    /// What is sent again, and when. See [`RetryPolicy`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.limits.retry = policy;
        self
    }

    /// The largest body that is accepted, in bytes, after any decompression. Default 16 MiB.
    pub fn max_response_bytes(mut self, bytes: u64) -> Self {
        self.limits.max_response_bytes = bytes;
        self
    }

    /// How many idle connections to one host are kept for the next call. Default 16.
    pub fn max_idle_connections(mut self, connections: usize) -> Self {
        self.max_idle_connections = connections;
        self
    }

    /// What the program calls itself, put before the name of this crate in `User-Agent`: `"nightly-report/2.1"`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Connects through this HTTP proxy: `http://user:password@host:port`, user and password percent-encoded.
    ///
    /// Without it, the environment decides: `https_proxy`, `all_proxy` and `no_proxy`, read when the client is built. See
    /// [Networks](crate::docs::networks). A proxy that is set here is used for every host.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxySetting::Url(Secret::new(url.into()));
        self
    }

    /// Connects directly, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxySetting::None;
        self
    }

    /// Trusts these root certificates (PEM) in place of those of Mozilla, which are built in.
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.set_roots(pem.into());
        self
    }

    /// Shows this certificate to servers that ask for one: the chain, the client's own first, and its key, both PEM.
    pub fn client_certificate_pem(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls.set_identity(chain.into(), key.into());
        self
    }

    /// Checks the configuration and makes the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the setting that is missing or cannot be used, never a secret.
    pub fn build(self) -> Result<Client, Error> {
        self.check_limits()?;
        let (api, login) = self.base_urls()?;
        let user_agent = self.user_agent_value()?;
        let mut proxies = Proxies::default();
        let api = self.routed(api, &mut proxies)?;
        let login = login.map(|login| self.routed(login, &mut proxies)).transpose()?;
        let settings = ConnectionSettings {
            proxies,
            https_only: api.is_https() && login.as_ref().is_none_or(BaseUrl::is_https),
            localhost_is_loopback: !self.allow_plain_http,
            tls: self.tls.to_ureq()?,
            max_idle_connections: self.max_idle_connections,
        };
        let credentials = self.credentials.ok_or_else(|| {
            Error::config(
                "credentials",
                "not set; call access_token, client_credentials, credentials or without_credentials",
            )
        })?;
        Ok(Client {
            inner: Arc::new(Inner {
                api,
                tokens: credentials.into_source(login)?,
                transport: Transport::new(&settings, self.limits, user_agent),
            }),
        })
    }

    fn check_limits(&self) -> Result<(), Error> {
        let Limits {
            timeout,
            attempt_timeout,
            connect_timeout,
            max_response_bytes,
            ..
        } = &self.limits;
        let times = [
            ("timeout", timeout),
            ("attempt_timeout", attempt_timeout),
            ("connect_timeout", connect_timeout),
        ];
        if let Some((setting, _)) = times.into_iter().find(|(_, time)| time.is_zero()) {
            return Err(Error::config(
                setting,
                "0 leaves no time for anything; set a longer one",
            ));
        }
        if *max_response_bytes == 0 {
            return Err(Error::config(
                "max_response_bytes",
                "0 leaves no room for any answer; set a higher one",
            ));
        }
        Ok(())
    }

    /// Where API calls go, and where secrets may go, if that is known.
    fn base_urls(&self) -> Result<(BaseUrl, Option<BaseUrl>), Error> {
        let parse = |setting, url: &str| BaseUrl::parse(setting, url, self.allow_plain_http);
        let region = self.region.clone().unwrap_or_default();
        let api = match &self.base_url {
            Some(url) => parse("base_url", url)?,
            None => parse("region", &region.api_url())?,
        };
        let login = match &self.login_url {
            Some(url) => Some(parse("login_url", url)?),
            None if self.base_url.is_some() && self.region.is_none() => None,
            None => Some(parse("region", &region.login_url())?),
        };
        Ok((api, login))
    }

    /// The same URL with its route: direct, or through a proxy, which then is among `proxies`.
    fn routed(&self, url: BaseUrl, proxies: &mut Proxies) -> Result<BaseUrl, Error> {
        let Some(proxy) = self.proxy.proxy_for(&url, self.allow_plain_http)? else {
            return Ok(url);
        };
        if url.is_https() {
            proxies.for_https = Some(proxy);
        } else {
            proxies.for_http = Some(proxy);
        }
        Ok(url.by(Route::Proxy))
    }

    pub(super) fn user_agent_value(&self) -> Result<HeaderValue, Error> {
        let name = self.user_agent.as_deref().unwrap_or_default().trim();
        if !name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return Err(Error::config(
                "user_agent",
                "has characters other than visible ASCII; use name/version",
            ));
        }
        let separator = if name.is_empty() { "" } else { " " };
        HeaderValue::try_from(format!("{name}{separator}{USER_AGENT}"))
            .ok()
            .filter(|value| header::fits("user-agent".len(), value))
            .ok_or_else(|| Error::config("user_agent", "does not fit into a header; use name/version"))
    }
}

impl fmt::Debug for ClientBuilder {
    /// What holds no secret. URLs are only checked by `build`, so until then they may hold one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("credentials", &self.credentials)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
