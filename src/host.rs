//! The syntax of host names.

use std::net::{Ipv4Addr, Ipv6Addr};

use ureq::http::uri::Authority;

/// A host that the client sends requests to, and where its name comes from.
#[derive(Debug, Clone)]
pub(crate) struct HostSource {
    pub(crate) host: String,
    /// The text that errors show: `region eu-west-1 from GENESYSCLOUD_REGION`.
    pub(crate) text: String,
    /// Whether no region is set, so that this is a host of the default region.
    pub(crate) is_default: bool,
}

/// Returns whether host and port are valid. A [`Uri`](ureq::http::Uri) accepts a port of any size, and a colon without a port.
pub(crate) fn has_host_and_port(authority: &Authority) -> bool {
    let text = authority.as_str();
    let text = text.rsplit_once('@').map_or(text, |(_, host_and_port)| host_and_port);
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

/// Returns whether this is the name of a host or of a domain, and not a part of an address: the last label of a domain has a letter.
pub(crate) fn is_name(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    is_host(name) && !name.starts_with('[') && !last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Returns whether this is a label of a host name: letters, digits and inner hyphens (RFC 1123, section 2.1).
pub(crate) fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Returns the host of a URL without the brackets that an IPv6 address has there.
pub(crate) fn unbracketed(host: &str) -> &str {
    host.strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host)
}

/// Returns the port of a URL that has none.
pub(crate) fn default_port(scheme: &str) -> u16 {
    if scheme == "http" { 80 } else { 443 }
}

/// Returns whether the host is this machine, so that nothing crosses a network.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = unbracketed(host);
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}
