//! The base URL of the API or of the token endpoint.

use std::borrow::Cow;

use bytes::Bytes;
use ureq::http::header::InvalidHeaderValue;
use ureq::http::uri::{Authority, Parts, PathAndQuery, Scheme};
use ureq::http::{HeaderValue, Uri};

use crate::Error;
use crate::host::{default_port, has_host_and_port, is_loopback};
use crate::named::Named;
use crate::path::NormalPath;
use crate::route::Route;

/// A valid base URL: scheme, host, port, the path prefix of a gateway if there is one, and the route of connections to it.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or begins with `/` and does not end with it.
    prefix: String,
    route: Route,
    /// The value of the header `Host`.
    host: HeaderValue,
}

/// The beginnings of the paths of requests. Requests below a base URL that ends with one would have it twice.
const APPENDED: [&str; 2] = ["/api/v2", "/oauth/token"];

impl BaseUrl {
    /// Parses a setting. An error names the setting and never the value, which may contain a secret until it is checked.
    pub(crate) fn parse(setting: &Named<String>, allow_plain_http: bool) -> Result<Self, Error> {
        let refused = |problem: &str| setting.refused(problem);
        let url = setting.value.as_str();
        // A Uri ignores the fragment.
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
        let invalid_host = "has no valid host and port; give a URL such as https://host:8443";
        if !has_host_and_port(&authority) {
            return Err(refused(invalid_host));
        }
        match scheme.as_str() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(host) => {}
            "http" => {
                let problem = "is http, which would send the token unencrypted; \
                               use https, or call allow_plain_http(true)";
                return Err(refused(problem));
            }
            _ => return Err(refused("has a scheme other than https; use https")),
        }
        let path = parts.path_and_query.as_ref();
        if path.is_some_and(|path| path.query().is_some()) {
            return Err(refused("has a query; give the URL up to the path only"));
        }
        let prefix = path.map_or("", PathAndQuery::path).trim_end_matches('/');
        if let Some(problem) = prefix_problem(prefix) {
            return Err(refused(problem));
        }
        if let Some(ending) = APPENDED.iter().find(|ending| ends_with(prefix, ending)) {
            return Err(refused(&format!(
                "ends with {ending}, which the client adds itself; remove it"
            )));
        }
        let prefix = prefix.to_owned();
        let host = host_header(&scheme, &authority).map_err(|_| refused(invalid_host))?;
        Ok(Self {
            scheme,
            authority,
            prefix,
            route: Route::Direct,
            host,
        })
    }

    /// Sets the route. Default: direct.
    pub(crate) fn with_route(mut self, route: Route) -> Self {
        self.route = route;
        self
    }

    pub(crate) fn route(&self) -> Route {
        self.route
    }

    /// Returns the value of the header `Host`.
    pub(crate) fn host_header(&self) -> &HeaderValue {
        &self.host
    }

    /// Returns the path prefix of the gateway, without a slash at its end.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the path and query of a URI below this URL: of a path that is joined to it, or of a URL that begins with it.
    pub(crate) fn path_of<'a>(&self, uri: &'a str) -> Option<&'a str> {
        if uri.starts_with('/') && !uri.starts_with("//") {
            return Some(uri);
        }
        let (scheme, rest) = uri.split_once("://")?;
        let authority_end = rest.find('/')?;
        let (authority, path) = rest.split_at(authority_end);
        let authority: Authority = authority.parse().ok()?;
        let port = authority.port_u16().unwrap_or_else(|| default_port(scheme));
        let (host, own_port) = self.host_and_port();
        let is_same = scheme.eq_ignore_ascii_case(self.scheme.as_str())
            && !authority.as_str().contains('@')
            && authority.host().eq_ignore_ascii_case(host)
            && port == own_port;
        let path = path
            .strip_prefix(self.prefix.as_str())
            .filter(|path| path.starts_with('/'));
        path.filter(|_| is_same)
    }

    /// Returns the URI of a path and query below this URL, or what is wrong with them.
    pub(crate) fn uri(&self, target: Cow<'static, str>) -> Result<Uri, &'static str> {
        let path = match target {
            Cow::Borrowed(target) if self.prefix.is_empty() => Bytes::from_static(target.as_bytes()),
            Cow::Owned(target) if self.prefix.is_empty() => Bytes::from(target),
            target => Bytes::from(format!("{}{target}", self.prefix)),
        };
        let too_long = "path and query are too long for a URL (64 KiB); send less at a time";
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(path).map_err(|_| too_long)?);
        Uri::from_parts(parts).map_err(|_| too_long)
    }

    /// Returns the host and the port. An IPv6 address is in brackets. Without a port in the URL, returns the default port of the scheme.
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let port = self.authority.port_u16();
        (
            self.authority.host(),
            port.unwrap_or_else(|| default_port(self.scheme.as_str())),
        )
    }

    /// Returns whether requests are encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }
}

/// Returns the host, with the port if it is not the default one of the scheme (RFC 9110, section 7.2).
fn host_header(scheme: &Scheme, authority: &Authority) -> Result<HeaderValue, InvalidHeaderValue> {
    let host = authority.host();
    match authority.port_u16() {
        Some(port) if port != default_port(scheme.as_str()) => HeaderValue::from_str(&format!("{host}:{port}")),
        _ => HeaderValue::from_str(host),
    }
}

/// Returns why the path of a gateway cannot be used, if it cannot.
pub(crate) fn prefix_problem(prefix: &str) -> Option<&'static str> {
    if !is_path(prefix) {
        Some("has a path with characters that are not valid in a URL; percent-encode them")
    } else if NormalPath::from_path(prefix).has_dot_segment() {
        Some("has a dot segment in its path; remove it")
    } else {
        None
    }
}

/// Returns whether the characters of a path are valid (RFC 3986, section 3.3). A Uri accepts others, such as the braces of `{prefix}`.
fn is_path(path: &str) -> bool {
    let is_encoded = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    path.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte))
        && path.split('%').skip(1).all(is_encoded)
}

fn ends_with(prefix: &str, ending: &str) -> bool {
    let start = prefix.len().checked_sub(ending.len());
    start
        .and_then(|start| prefix.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests;
