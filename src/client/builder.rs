//! The configuration of a client.

use std::time::Duration;
use std::{env, fmt};

use ureq::http::HeaderValue;

use super::{Client, Inner, tls};
use crate::auth::Secret;
use crate::call::{Connections, Limits, Lookup, Wire};
use crate::origin::{self, Origin};
use crate::{Credentials, Error, Region, RetryPolicy, config};

/// What the client calls itself.
const USER_AGENT: &str = concat!("genesys-cloud-rust/", env!("CARGO_PKG_VERSION"));

/// The configuration of a [`Client`], setting by setting.
///
/// Setters never fail; [`build`](Self::build) checks everything and names what is wrong. Credentials are needed, all
/// else has a default.
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
    proxy: Proxy,
    tls: tls::Settings,
}

/// Where connections go through.
#[derive(Clone)]
enum Proxy {
    Environment,
    None,
    /// May hold a password.
    Url(Secret),
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
            proxy: Proxy::Environment,
            tls: tls::Settings::default(),
        }
    }
}

impl ClientBuilder {
    /// A configuration from the environment, with the variables of the official `gc` command and Terraform provider.
    ///
    /// | variable | what it sets |
    /// |---|---|
    /// | `GENESYSCLOUD_REGION` | [`region`](Self::region): an AWS region or a domain |
    /// | `GENESYSCLOUD_ACCESS_TOKEN` | [`access_token`](Self::access_token); it comes before the client credentials |
    /// | `GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET` | [`client_credentials`](Self::client_credentials) |
    /// | `GENESYSCLOUD_GATEWAY_HOST`, `…_PORT`, `…_PROTOCOL` | [`base_url`](Self::base_url) and [`login_url`](Self::login_url); the protocol is `https` unless set |
    /// | `GENESYSCLOUD_PROXY_HOST`, `…_PORT`, `…_PROTOCOL`, `GENESYSCLOUD_PROXY_AUTH_USERNAME`, `…_PASSWORD` | [`proxy`](Self::proxy); the protocol is `http` unless set |
    ///
    /// White space around a value is cut off, and an empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the variable that is missing, incomplete or wrong. What a variable fills is checked by
    /// [`build`](Self::build), which names the setting.
    pub fn from_env() -> Result<Self, Error> {
        config::from_env()
    }

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

    /// The time to connect, TLS and a proxy included. Default 5 s.
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
    /// Without it the environment decides: `ALL_PROXY`, `HTTPS_PROXY` and `HTTP_PROXY` in this order, less the hosts of
    /// `NO_PROXY`. For `http` on loopback that proxy is not used unless [`allow_plain_http`](Self::allow_plain_http)
    /// says so: it has a loopback of its own, and would read the token. A proxy that is set here is used for every
    /// host.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Proxy::Url(Secret::new(url.into()));
        self
    }

    /// Connects directly, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
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
        let (api, login) = self.origins()?;
        let https_only = api.is_https() && login.as_ref().is_none_or(Origin::is_https);
        let user_agent = self.user_agent_value()?;
        let agent = self.agent(https_only, &user_agent)?;
        let credentials = self.credentials.ok_or_else(|| {
            Error::config(
                "credentials",
                "not set; call access_token, client_credentials or credentials",
            )
        })?;
        let authority = credentials.into_authority(login)?;
        Ok(Client::new(Inner {
            api,
            authority,
            wire: Wire::new(agent, user_agent, self.limits),
        }))
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
    fn origins(&self) -> Result<(Origin, Option<Origin>), Error> {
        let parse = |setting, url: &str| Origin::parse(setting, url, self.allow_plain_http);
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
            .map_err(|_| Error::config("user_agent", "does not fit into a header; use name/version"))
    }

    fn agent(&self, https_only: bool, user_agent: &HeaderValue) -> Result<ureq::Agent, Error> {
        let attempt = self.limits.attempt();
        let config = ureq::Agent::config_builder()
            // An error would not bring the body, and a redirect could take the token to another host.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .https_only(https_only)
            .timeout_global(Some(attempt))
            .timeout_connect(Some(self.limits.connect_timeout.min(attempt)))
            .max_idle_connections_per_host(self.max_idle_connections)
            // The API and the token endpoint are two hosts.
            .max_idle_connections(self.max_idle_connections.saturating_mul(2))
            // For a proxy. Requests carry their own.
            .user_agent(user_agent.to_str().unwrap_or(USER_AGENT))
            .tls_config(self.tls.to_ureq()?);
        let config = match &self.proxy {
            Proxy::Environment => config.proxy(environment_proxy(|name| env::var(name).ok())?),
            Proxy::None => config.proxy(None),
            Proxy::Url(url) => config.proxy(Some(proxy("proxy", url)?)),
        };
        let config = config.build();
        let proxies_plain_http = self.allow_plain_http || matches!(self.proxy, Proxy::Url(_));
        let connections = Connections::new(&config, proxies_plain_http);
        Ok(ureq::Agent::with_parts(config, connections, Lookup::default()))
    }
}

/// The variables that name a proxy, as ureq reads them.
const PROXY_VARIABLES: [&str; 6] = [
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
];

/// The proxy of the environment. ureq passes over one that it cannot use, and would then connect directly: whoever set
/// it did so for a reason.
fn environment_proxy(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<ureq::Proxy>, Error> {
    for variable in PROXY_VARIABLES {
        if let Some(url) = lookup(variable).filter(|url| !url.is_empty()) {
            proxy(variable, &Secret::new(url))?;
            return Ok(ureq::Proxy::try_from_env());
        }
    }
    Ok(None)
}

fn proxy(setting: &'static str, url: &Secret) -> Result<ureq::Proxy, Error> {
    use ureq::ProxyProtocol::{Http, Https};
    let refused = |problem| Error::config(setting, problem);
    let proxy = ureq::Proxy::new(url.expose_secret()).map_err(|_| {
        refused("is not a URL such as http://user:password@host:port, user and password percent-encoded")
    })?;
    if !matches!(proxy.protocol(), Http | Https) {
        return Err(refused("is neither an http nor an https proxy"));
    }
    if !proxy.uri().authority().is_some_and(origin::has_host_and_port) {
        return Err(refused("has no valid host and port"));
    }
    Ok(proxy)
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
