//! The proxy of a client: which one, and for which hosts.

use std::env;

use crate::Error;
use crate::base_url::{self, BaseUrl, Route};
use crate::secret::Secret;

/// What a user set.
#[derive(Clone)]
pub(super) enum ProxySetting {
    Environment,
    None,
    /// May hold a password.
    Url(Secret),
}

/// The proxy of a client that has one.
#[derive(Debug)]
pub(super) struct Proxy {
    pub(super) ureq: ureq::Proxy,
    /// Plain HTTP goes through the proxy as well. Otherwise only loopback is plain HTTP, and the proxy has another loopback.
    for_plain_http: bool,
}

impl ProxySetting {
    pub(super) fn proxy(&self, allow_plain_http: bool) -> Result<Option<Proxy>, Error> {
        let (ureq, for_plain_http) = match self {
            Self::Environment => (of_environment(|name| env::var(name).ok())?, allow_plain_http),
            Self::None => (None, false),
            Self::Url(url) => (Some(parse("proxy", url)?), true),
        };
        Ok(ureq.map(|ureq| Proxy { ureq, for_plain_http }))
    }
}

impl Proxy {
    /// How connections reach the host of this URL.
    pub(super) fn route_to(&self, url: &BaseUrl) -> Route {
        if url.is_https() || self.for_plain_http {
            Route::Proxy
        } else {
            Route::Direct
        }
    }
}

/// The variables that name a proxy, as ureq reads them.
const VARIABLES: [&str; 6] = [
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
];

/// The proxy of the environment. ureq ignores one that it cannot use and connects directly; whoever set it did so for a
/// reason, so here it is an error.
pub(super) fn of_environment(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<ureq::Proxy>, Error> {
    for variable in VARIABLES {
        if let Some(url) = lookup(variable).filter(|url| !url.is_empty()) {
            parse(variable, &Secret::new(url))?;
            return Ok(ureq::Proxy::try_from_env());
        }
    }
    Ok(None)
}

pub(super) fn parse(setting: &'static str, url: &Secret) -> Result<ureq::Proxy, Error> {
    use ureq::ProxyProtocol::{Http, Https};
    let refused = |problem| Error::config(setting, problem);
    let proxy = ureq::Proxy::new(url.expose_secret()).map_err(|_| {
        refused("is not a URL such as http://user:password@host:port, user and password percent-encoded")
    })?;
    if !matches!(proxy.protocol(), Http | Https) {
        return Err(refused("is neither an http nor an https proxy"));
    }
    if !proxy.uri().authority().is_some_and(base_url::has_host_and_port) {
        return Err(refused("has no valid host and port"));
    }
    Ok(proxy)
}

#[cfg(test)]
mod tests;
