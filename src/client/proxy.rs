//! The proxy of a client: which one, and for which hosts.

use std::env::{self, VarError};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use ureq::http::uri::Authority;

use super::no_proxy::NoProxy;
use crate::Error;
use crate::base_url::BaseUrl;
use crate::host;
use crate::named::Named;
use crate::proxy::{Proxy, ProxyCredentials, ProxyName, ProxyParts, ProxyProtocol};
use crate::secret::Secret;

/// The proxy setting of a client.
#[derive(Clone)]
pub(super) enum ProxySetting {
    Environment,
    None,
    /// The URL of `ClientBuilder::proxy`, which may have a password.
    Url(Secret),
    /// The URL of `GENESYSCLOUD_PROXY_HOST` and the variables that belong to it.
    Variables(Named<Secret>, ProxyParts),
}

impl ProxySetting {
    /// Returns the proxy for the host of this URL. `None` for direct connections.
    pub(super) fn proxy_for(&self, url: &BaseUrl, allow_plain_http: bool) -> Result<Option<Proxy>, Error> {
        match self {
            // This URL is on loopback, and the proxy would connect to its own loopback interface.
            Self::Environment | Self::Variables(..) if !url.is_https() && !allow_plain_http => Ok(None),
            Self::Environment => from_environment(url, |name| env::var(name)),
            Self::None => Ok(None),
            Self::Url(secret) => parse(&Named::new(PROXY, secret.clone()), false, None).map(Some),
            Self::Variables(setting, parts) => parse(setting, false, Some(parts.clone())).map(Some),
        }
    }
}

/// The setting of the builder.
const PROXY: &str = "proxy";

/// The variables for a proxy, in the order of curl. The first one that is set counts, and an empty one counts as not set.
const FOR_HTTPS: [&str; 4] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
const FOR_HTTP: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
const EXCEPTIONS: [&str; 2] = ["no_proxy", "NO_PROXY"];

/// Returns the proxy of the environment. An invalid one is an error rather than ignored, since it was set for a reason.
pub(super) fn from_environment(
    url: &BaseUrl,
    variable: impl Fn(&str) -> Result<String, VarError>,
) -> Result<Option<Proxy>, Error> {
    // In a CGI program, HTTP_PROXY is the header `Proxy` of the request (httpoxy, CVE-2016-5385).
    let is_cgi = !matches!(variable("REQUEST_METHOD"), Err(VarError::NotPresent));
    let is_forged = |name: &str| is_cgi && (name == "HTTP_PROXY" || (cfg!(windows) && name == "http_proxy"));
    let names = if url.is_https() { FOR_HTTPS } else { FOR_HTTP };
    let Some((name, proxy)) = first_of(names.into_iter().filter(|name| !is_forged(name)), &variable)? else {
        return Ok(None);
    };
    if let Some((name, value)) = first_of(EXCEPTIONS.into_iter(), &variable)? {
        let exceptions = NoProxy::parse(&value);
        for entry in exceptions.unknown() {
            log::warn!("{name}: {entry} is neither a host, a domain, an address nor a network, and matches no host");
        }
        let (host, port) = url.host_and_port();
        if exceptions.matches(host, port) {
            return Ok(None);
        }
    }
    parse(&Named::new(name, Secret::new(proxy)), true, None).map(Some)
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

/// Parses the URL of a proxy. Errors do not quote it, since it may have a password.
fn parse(setting: &Named<Secret>, has_exceptions: bool, parts: Option<ProxyParts>) -> Result<Proxy, Error> {
    let invalid =
        || setting.refused("is not a URL such as http://user:password@host:port, user and password percent-encoded");
    let text = setting.value.expose_secret();
    if text.eq_ignore_ascii_case("direct") {
        return Err(setting.refused("is not a proxy; remove it to connect directly"));
    }
    if text.contains(|char: char| char.is_whitespace() || char.is_control()) {
        return Err(invalid());
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let protocol = protocol(scheme).map_err(|problem| setting.refused(problem))?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    // In a URL, each of these ends the host, so a part of a password would become the name of a host.
    if rest.contains(['/', '?', '#']) {
        return Err(setting.refused(
            "has a path, a query or a fragment; write / ? # in user and password as %2F %3F %23, and name the proxy itself, \
             since PAC files are not supported",
        ));
    }
    let (user_info, authority) = match rest.rsplit_once('@') {
        Some((user_info, authority)) => (user_info, authority),
        None => ("", rest),
    };
    let authority: Authority = authority.parse().map_err(|_| invalid())?;
    if !host::has_host_and_port(&authority) {
        return Err(setting.refused("has no valid host and port; use http://host:port"));
    }
    let credentials = if user_info.is_empty() {
        None
    } else {
        Some(credentials(user_info, protocol).ok_or_else(invalid)?)
    };
    let (host, scheme) = (authority.host().to_owned(), protocol.scheme());
    let port = authority.port_u16().unwrap_or(protocol.default_port());
    let name = ProxyName {
        url: format!("{scheme}://{host}:{port}"),
        // Errors of calls name the setting of the builder with its type.
        setting: match &setting.name {
            name if name == PROXY => "ClientBuilder::proxy".into(),
            variable => variable.clone(),
        },
        has_exceptions,
        parts,
    };
    Ok(Proxy {
        protocol,
        host,
        port,
        credentials,
        name: Arc::new(name),
    })
}

/// Returns the protocol of a scheme, or why it is not supported.
fn protocol(scheme: &str) -> Result<ProxyProtocol, &'static str> {
    match scheme.to_ascii_lowercase().as_str() {
        "http" => Ok(ProxyProtocol::Http),
        "https" => Ok(ProxyProtocol::Https),
        // Desktops write `socks` for version 5.
        "socks5" | "socks5h" | "socks" => Ok(ProxyProtocol::Socks5),
        "socks4" | "socks4a" => Err("is a SOCKS4 proxy, which is not supported; use socks5:// or http://, or no proxy"),
        _ => Err("is neither an http, an https nor a socks5 proxy; other kinds are not supported"),
    }
}

/// Decodes user name and password. `None` if they are not valid text, or too long for SOCKS5 (RFC 1929).
fn credentials(user_info: &str, protocol: ProxyProtocol) -> Option<ProxyCredentials> {
    let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
    let decode = |text: &str| {
        let text = Secret::new(percent_decode_str(text).decode_utf8().ok()?.into_owned());
        let is_too_long = protocol == ProxyProtocol::Socks5 && text.expose_secret().len() > 255;
        let is_valid = !is_too_long && !text.expose_secret().contains(char::is_control);
        is_valid.then_some(text)
    };
    Some(ProxyCredentials {
        user: decode(user)?,
        password: decode(password)?,
    })
}

#[cfg(test)]
mod tests;
