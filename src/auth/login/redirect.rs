//! The redirect URI of a sign-in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

use crate::Error;
use crate::host::{is_loopback, unbracketed};

/// A redirect URI.
#[derive(Debug)]
pub(super) struct RedirectUri {
    pub(super) text: String,
    /// Set if the program can receive the redirect itself.
    pub(super) loopback: Option<Loopback>,
}

/// A redirect URI to this machine.
#[derive(Debug)]
pub(super) struct Loopback {
    /// The host as the program has written it: a name, or an address with its brackets.
    pub(super) host: String,
    /// The port. `None` for a free one.
    pub(super) port: Option<u16>,
    /// The path, without a query.
    pub(super) path: String,
    /// The text after the port.
    rest: String,
}

impl RedirectUri {
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let refused = |problem| Err(Error::config("redirect_uri", problem));
        if !text.contains(':') || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return refused("is not a URI such as http://localhost:8080/callback");
        }
        if text.contains('#') {
            return refused("has a fragment, which a redirect URI must not have; remove it");
        }
        let loopback = match loopback(text) {
            Some(Ok(loopback)) => Some(loopback),
            Some(Err(problem)) => return refused(problem),
            None => None,
        };
        Ok(Self {
            text: text.to_owned(),
            loopback,
        })
    }
}

/// Returns a redirect URI to this machine, or why it cannot be used. `None` for any other URI.
fn loopback(text: &str) -> Option<Result<Loopback, &'static str>> {
    let after_scheme = text.strip_prefix("http://")?;
    let uri: Uri = text.parse().ok()?;
    let authority = uri.authority()?;
    if !is_loopback(authority.host()) {
        return None;
    }
    if authority.as_str().contains('@') {
        return Some(Err("has a user name in it; remove it"));
    }
    let port = match authority.as_str().strip_prefix(authority.host()) {
        Some("") => None,
        Some(port) => match port[1..].parse::<u16>() {
            Ok(0) => None,
            Ok(port) => Some(port),
            Err(_) => return Some(Err("has no valid port; use 1 to 65535, or none for a free one")),
        },
        None => return Some(Err("is not a URI such as http://localhost:8080/callback")),
    };
    let rest = after_scheme.strip_prefix(authority.as_str()).unwrap_or_default();
    Some(Ok(Loopback {
        host: authority.host().to_owned(),
        port,
        path: uri.path().to_owned(),
        rest: rest.to_owned(),
    }))
}

impl Loopback {
    /// Returns the URI with this port.
    pub(super) fn uri(&self, port: u16) -> String {
        format!("http://{}:{port}{}", self.host, self.rest)
    }

    /// Returns the addresses to listen on. A browser may use either address of `localhost`.
    pub(super) fn addresses(&self) -> Vec<IpAddr> {
        match unbracketed(&self.host).parse() {
            Ok(address) => vec![address],
            Err(_) => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        }
    }
}
