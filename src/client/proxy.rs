//! The proxy of a client: which one, and for which hosts.

use std::env::{self, VarError};

use super::no_proxy::NoProxy;
use crate::Error;
use crate::base_url::BaseUrl;
use crate::host;
use crate::secret::Secret;

/// The proxy setting of a client.
#[derive(Clone)]
pub(super) enum ProxySetting {
    Environment,
    None,
    /// The URL of `ClientBuilder::proxy`, which may have a password.
    Url(Secret),
    /// The URL of `GENESYSCLOUD_PROXY_HOST` and the variables that belong to it.
    Variables(Secret),
}

impl ProxySetting {
    /// Returns the proxy for the host of this URL. `None` for direct connections.
    pub(super) fn proxy_for(&self, url: &BaseUrl, allow_plain_http: bool) -> Result<Option<ureq::Proxy>, Error> {
        match self {
            // This URL is on loopback, and the proxy would connect to its own loopback interface.
            Self::Environment | Self::Variables(_) if !url.is_https() && !allow_plain_http => Ok(None),
            Self::Environment => of_environment(url, |name| env::var(name)),
            Self::None => Ok(None),
            Self::Url(setting) | Self::Variables(setting) => parse("proxy", setting).map(Some),
        }
    }
}

/// The variables for a proxy, in the order of curl. The first one that is set counts, and an empty one counts as not set.
const FOR_HTTPS: [&str; 4] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
const FOR_HTTP: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
const EXCEPTIONS: [&str; 2] = ["no_proxy", "NO_PROXY"];

/// Returns the proxy of the environment. An invalid one is an error rather than ignored, since it was set for a reason.
pub(super) fn of_environment(
    url: &BaseUrl,
    variable: impl Fn(&str) -> Result<String, VarError>,
) -> Result<Option<ureq::Proxy>, Error> {
    // In a CGI program, HTTP_PROXY is the header `Proxy` of the request (httpoxy, CVE-2016-5385).
    let is_cgi = !matches!(variable("REQUEST_METHOD"), Err(VarError::NotPresent));
    let is_forged = |name: &str| is_cgi && (name == "HTTP_PROXY" || (cfg!(windows) && name == "http_proxy"));
    let names = if url.is_https() { FOR_HTTPS } else { FOR_HTTP };
    let Some((name, proxy)) = first_of(names.into_iter().filter(|name| !is_forged(name)), &variable)? else {
        return Ok(None);
    };
    if let Some((_, exceptions)) = first_of(EXCEPTIONS.into_iter(), &variable)? {
        let (host, port) = url.host_and_port();
        if NoProxy::parse(&exceptions).matches(host, port) {
            return Ok(None);
        }
    }
    parse(name, &Secret::new(proxy)).map(Some)
}

/// Returns the first variable that is set, and its value.
fn first_of(
    mut names: impl Iterator<Item = &'static str>,
    variable: &impl Fn(&str) -> Result<String, VarError>,
) -> Result<Option<(&'static str, String)>, Error> {
    names
        .find_map(|name| match variable(name) {
            Ok(value) if value.is_empty() => None,
            Ok(value) => Some(Ok((name, value))),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => Some(Err(Error::config(name, "is not valid Unicode; set it again"))),
        })
        .transpose()
}

pub(super) fn parse(setting: &'static str, url: &Secret) -> Result<ureq::Proxy, Error> {
    use ureq::ProxyProtocol::{Http, Https};
    let refused = |problem| Error::config(setting, problem);
    let proxy = ureq::Proxy::new(url.expose_secret()).map_err(|_| {
        refused("is not a URL such as http://user:password@host:port, user and password percent-encoded")
    })?;
    if !matches!(proxy.protocol(), Http | Https) {
        return Err(refused(
            "is neither an http nor an https proxy; other kinds are not supported",
        ));
    }
    if !proxy.uri().authority().is_some_and(host::has_host_and_port) {
        return Err(refused("has no valid host and port; use http://host:port"));
    }
    Ok(proxy)
}

#[cfg(test)]
mod tests;
