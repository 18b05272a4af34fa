//! A base URL: where requests go.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use ureq::http::Uri;
use ureq::http::uri::{Authority, Parts, PathAndQuery, Scheme};

use crate::Error;

/// A base URL, checked: scheme, host, port, and the path prefix of a gateway where there is one.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or `/` and more, without a `/` at the end.
    prefix: String,
    route: Route,
}

/// How connections reach a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Direct,
    Proxy,
}

impl BaseUrl {
    /// Reads what a user set. An error names `setting`, and never the value: it may hold a secret until it is checked.
    pub(crate) fn parse(setting: &'static str, url: &str, allow_plain_http: bool) -> Result<Self, Error> {
        let refused = |problem: &str| Error::config(setting, problem);
        // A Uri drops the fragment without a word.
        if url.contains('#') {
            return Err(refused("has a fragment; give the URL up to the path only"));
        }
        let parts = url
            .parse::<Uri>()
            .map_err(|_| refused("is not a URL such as https://host/prefix"))?
            .into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(refused("is not an absolute URL such as https://host/prefix"));
        };
        if authority.as_str().contains('@') {
            return Err(refused("has a user name or password in it; remove it"));
        }
        let host = authority.host();
        if !has_host_and_port(&authority) {
            return Err(refused("has no valid host and port"));
        }
        match scheme.as_str() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(host) => {}
            "http" => {
                let problem = "is http, which would send the token in the clear; \
                               use https, or allow_plain_http(true) if you must";
                return Err(refused(problem));
            }
            _ => return Err(refused("has another scheme than https")),
        }
        let path = parts.path_and_query.as_ref();
        if path.is_some_and(|path| path.query().is_some()) {
            return Err(refused("has a query; give the URL up to the path only"));
        }
        let prefix = path.map_or("", PathAndQuery::path).trim_end_matches('/');
        if !is_path(prefix) {
            return Err(refused(
                "has a path with characters that a URL cannot have; percent-encode them",
            ));
        }
        if prefix.split('/').any(is_dot_segment) {
            return Err(refused("has a dot segment in its path"));
        }
        let prefix = prefix.to_owned();
        Ok(Self {
            scheme,
            authority,
            prefix,
            route: Route::Direct,
        })
    }

    /// The same URL, reached by this route.
    pub(crate) fn by(mut self, route: Route) -> Self {
        self.route = route;
        self
    }

    pub(crate) fn route(&self) -> Route {
        self.route
    }

    /// The path of a URI below this base, as the specification has it: without the prefix of a gateway.
    pub(crate) fn relative<'u>(&self, uri: &'u Uri) -> &'u str {
        uri.path().strip_prefix(self.prefix.as_str()).unwrap_or(uri.path())
    }

    /// The URI of a path and query below this base, or why there is none.
    pub(crate) fn uri(&self, target: Cow<'static, str>) -> Result<Uri, &'static str> {
        let path = match target {
            Cow::Borrowed(target) if self.prefix.is_empty() => Bytes::from_static(target.as_bytes()),
            Cow::Owned(target) if self.prefix.is_empty() => Bytes::from(target),
            target => Bytes::from(format!("{}{target}", self.prefix)),
        };
        let too_long = "path and query are too long for a URL (64 KiB)";
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(path).map_err(|_| too_long)?);
        Uri::from_parts(parts).map_err(|_| too_long)
    }

    /// The host, an IPv6 address in brackets, and the port, also if it is the usual one.
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let usual = if self.is_https() { 443 } else { 80 };
        (self.authority.host(), self.authority.port_u16().unwrap_or(usual))
    }

    /// Whether all that goes there is encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }
}

/// Whether host and port are valid. A Uri takes a port of any size, and none behind the colon.
pub(crate) fn has_host_and_port(authority: &Authority) -> bool {
    let text = authority.as_str();
    let text = text.rsplit_once('@').map_or(text, |(_, behind)| behind);
    let is_valid = match authority.port_u16() {
        Some(port) => port > 0,
        None => text == authority.host(),
    };
    is_valid && is_host(authority.host())
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| is_label(&label.replace('_', "-"));
    host.len() <= 254 && host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

/// A part of a host name: letters, digits and inner hyphens (RFC 1123, section 2.1).
pub(crate) fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// RFC 3986, section 3.3. A Uri takes more, `{prefix}` for example.
fn is_path(path: &str) -> bool {
    let is_encoded = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    path.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte))
        && path.split('%').skip(1).all(is_encoded)
}

/// A server may decode a segment before it looks for dots.
fn is_dot_segment(segment: &str) -> bool {
    let is = |dots: &str| percent_decode_str(segment).eq(dots.bytes());
    is(".") || is("..")
}

/// This machine: what is sent there does not cross a network.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
