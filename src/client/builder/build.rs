//! Builds a `Client` from the settings. Checks everything and sends nothing.

use std::sync::Arc;

use ureq::http::HeaderValue;

use super::{BASE_URL, ClientBuilder, LOGIN_URL, REGION};
use crate::base_url::BaseUrl;
use crate::client::Inner;
use crate::host::HostSource;
use crate::named::Named;
use crate::route::Route;
use crate::transport::{ConnectionSettings, Pacer, Proxies, Transport};
use crate::{Client, Error, Region, header};

/// The name of this crate in `User-Agent`.
const USER_AGENT: &str = concat!("genesys-cloud-rust/", env!("CARGO_PKG_VERSION"));

/// # Building
impl ClientBuilder {
    /// Checks the settings and builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the setting that is missing or invalid. It never quotes a secret.
    ///
    /// ```
    /// use std::time::Duration;
    /// use genesys_cloud::Client;
    ///
    /// let error = Client::builder().access_token("token").timeout(Duration::ZERO).build().unwrap_err();
    /// assert_eq!(error.to_string(), "timeout: is 0, so that every call would fail; set a longer time");
    /// ```
    pub fn build(self) -> Result<Client, Error> {
        self.settings.check()?;
        let credentials = self.credentials.clone()?;
        let (base_url, login_url) = self.base_urls()?;
        let user_agent = self.user_agent_value()?;
        let mut proxies = Proxies::default();
        let base_url = self.routed(base_url, &mut proxies)?;
        let login_url = login_url.map(|url| self.routed(url, &mut proxies)).transpose()?;
        let has_http = !base_url.is_https() || login_url.as_ref().is_some_and(|url| !url.is_https());
        let has_https = base_url.is_https() || login_url.as_ref().is_some_and(BaseUrl::is_https);
        let is_tls_used = has_https || proxies.is_tls_used();
        let connections = ConnectionSettings {
            hosts: self.host_sources(&base_url, login_url.as_ref()),
            proxies,
            https_only: !has_http,
            localhost_is_loopback: !self.allow_plain_http,
            tls: self.tls.to_config(is_tls_used)?,
            max_idle_connections: self.max_idle_connections,
        };
        let transport = Transport::new(&connections, user_agent);
        let pacer = match self.requests_per_minute {
            Some(requests @ 1..=60_000) => Some(Arc::new(Pacer::per_minute(requests, transport.clock.now()))),
            Some(_) => {
                return Err(Error::config(
                    "requests_per_minute",
                    "is not from 1 to 60000; set a rate in this range",
                ));
            }
            None => None,
        };
        let mut settings = self.settings;
        for (name, value) in &self.headers {
            settings.headers = settings.headers.with("header", name, value.expose_secret())?;
        }
        Ok(Client {
            inner: Arc::new(Inner {
                base_url,
                tokens: Arc::new(credentials.into_source(login_url)?),
                transport: Arc::new(transport),
                settings,
                pacer,
            }),
        })
    }

    /// Returns the base URLs of the API and of the token endpoint. The latter is `None` if no setting names its host.
    fn base_urls(&self) -> Result<(BaseUrl, Option<BaseUrl>), Error> {
        let parse = |url: &Named<String>| BaseUrl::parse(url, self.allow_plain_http);
        let region = match (&self.region, &self.missing_region) {
            (Some(region), _) => region.value.clone(),
            (None, Some(missing)) if self.base_url.is_none() => return Err(missing.clone()),
            (None, _) => Region::default(),
        };
        let of_region = |url: String| parse(&Named::new(REGION, url));
        let base_url = match &self.base_url {
            Some(url) => parse(url)?,
            None => of_region(region.api_url())?,
        };
        let login_url = match &self.login_url {
            Some(url) => Some(parse(url)?),
            None if self.base_url.is_some() && self.region.is_none() => None,
            None => Some(of_region(region.login_url())?),
        };
        Ok((base_url, login_url))
    }

    /// Returns where the names of both hosts come from, for errors. A URL that the program set itself needs no explanation.
    fn host_sources(&self, base_url: &BaseUrl, login_url: Option<&BaseUrl>) -> Vec<HostSource> {
        let of_urls = [(base_url, &self.base_url)]
            .into_iter()
            .chain(login_url.map(|url| (url, &self.login_url)));
        of_urls
            .filter_map(|(url, setting)| {
                let text = match setting {
                    Some(Named { name, .. }) if [BASE_URL, LOGIN_URL].contains(&&**name) => return None,
                    Some(Named { name, .. }) => format!("from {name}"),
                    None => self.source_of_region(),
                };
                let (host, _) = url.host_and_port();
                Some(HostSource {
                    host: host.to_owned(),
                    text,
                    is_default: setting.is_none() && self.region.is_none(),
                })
            })
            .collect()
    }

    fn source_of_region(&self) -> String {
        let Some(Named { name, value: region }) = &self.region else {
            return format!("region {} by default", Region::default());
        };
        let text = match region {
            Region::Other(_) => "not a known region".to_owned(),
            known => format!("region {known}"),
        };
        if name == REGION {
            text
        } else {
            format!("{text} from {name}")
        }
    }

    /// Sets the route of a URL, and adds its proxy to `proxies` if it has one.
    fn routed(&self, url: BaseUrl, proxies: &mut Proxies) -> Result<BaseUrl, Error> {
        let Some(proxy) = self.proxy.proxy_for(&url, self.allow_plain_http)? else {
            return Ok(url);
        };
        if url.is_https() {
            proxies.for_https = Some(Arc::new(proxy));
        } else {
            proxies.for_http = Some(Arc::new(proxy));
        }
        Ok(url.with_route(Route::Proxy))
    }

    pub(in crate::client) fn user_agent_value(&self) -> Result<HeaderValue, Error> {
        let name = self.user_agent.as_deref().unwrap_or_default().trim();
        if !name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return Err(Error::config(
                "user_agent",
                "has characters other than visible ASCII; use a name such as report/2.1",
            ));
        }
        let separator = if name.is_empty() { "" } else { " " };
        HeaderValue::try_from(format!("{name}{separator}{USER_AGENT}"))
            .ok()
            .filter(|value| header::fits("user-agent".len(), value))
            .ok_or_else(|| {
                Error::config(
                    "user_agent",
                    "is too long for a header (160 KiB); use a name such as report/2.1",
                )
            })
    }
}
