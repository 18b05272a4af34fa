//! The URL of a document.

use std::fmt;
use std::net::IpAddr;

use genesys_cloud::http::Uri;
use genesys_cloud::http::uri::{Authority, PathAndQuery, Scheme};

use crate::document::printable;

/// A URL with `https`, or with `http` on loopback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    scheme: Scheme,
    authority: Authority,
    path: PathAndQuery,
}

impl Url {
    /// Returns whether a text is meant to be a URL: it begins with a scheme and `://`.
    pub(crate) fn is_meant(text: &str) -> bool {
        text.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
    }

    /// Parses a URL, or returns what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        const INVALID: &str = "is not a valid URL: give one such as https://host/path";
        let (without_fragment, _) = text.split_once('#').unwrap_or((text, ""));
        let (scheme, _) = text.split_once("://").ok_or(INVALID)?;
        // `Uri` refuses other schemes or reads them differently.
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err("has a scheme other than https, which is the only one that is read");
        }
        let parts = without_fragment.parse::<Uri>().map_err(|_| INVALID)?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(INVALID);
        };
        if authority.as_str().contains('@') {
            return Err("has a user name or a password in it: remove it, since it would be sent and written");
        }
        if scheme == Scheme::HTTP && !is_loopback(authority.host()) {
            return Err("is http, so that anyone on the network path could change the document: use https");
        }
        Ok(Self {
            scheme,
            authority,
            path: parts.path_and_query.unwrap_or(PathAndQuery::from_static("/")),
        })
    }

    /// Returns the URL that a redirect leads to, or what is wrong with it.
    pub(crate) fn redirected(&self, location: &str) -> Result<Self, &'static str> {
        let next = Self::parse(&self.resolved(location))?;
        if self.scheme == Scheme::HTTPS && next.scheme != Scheme::HTTPS {
            return Err("is http, and the document was to be read with https");
        }
        Ok(next)
    }

    /// Returns the absolute URL of a reference (RFC 3986, section 5.2), with dot segments as they are: the client refuses them.
    fn resolved(&self, reference: &str) -> String {
        let origin = self.origin();
        let path = self.path.path();
        let has_scheme = reference.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
        if has_scheme {
            reference.to_owned()
        } else if reference.starts_with("//") {
            format!("{}:{reference}", self.scheme)
        } else if reference.starts_with('/') {
            format!("{origin}{reference}")
        } else if reference.starts_with('?') {
            format!("{origin}{path}{reference}")
        } else {
            let folder = path.rfind('/').map_or("", |end| &path[..end]);
            format!("{origin}{folder}/{reference}")
        }
    }

    /// Returns scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }

    pub(crate) fn path_and_query(&self) -> &str {
        self.path.as_str()
    }
}

/// Writes the URL without its query, which may have a signature that opens the document to anyone.
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), printable(self.path.path()))
    }
}

/// Returns a URL of any form for a message: without a password and a query, which may be secrets.
pub(crate) fn shown(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let url = &url[..end];
    let clean = url.split_once("//").and_then(|(scheme, rest)| {
        let (_, host) = rest.rsplit_once('@')?;
        Some(format!("{scheme}//{host}"))
    });
    printable(clean.as_deref().unwrap_or(url))
}

/// Returns whether a text is a scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
