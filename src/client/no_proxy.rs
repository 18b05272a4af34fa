//! `NO_PROXY`: the hosts with direct connections.

use std::net::IpAddr;

use crate::error::one_line;
use crate::host::{self, unbracketed};

/// The entries of a value of `NO_PROXY`, read as curl, Go and Python do. An entry of another form matches no host.
#[derive(Debug)]
pub(super) struct NoProxy {
    entries: Vec<Entry>,
    unknown: Vec<String>,
}

#[derive(Debug)]
enum Entry {
    Everything,
    /// A domain and its subdomains, in lower case.
    Domain {
        name: String,
        port: Option<u16>,
    },
    Address {
        address: IpAddr,
        port: Option<u16>,
    },
    Network {
        address: IpAddr,
        prefix: u32,
    },
}

impl NoProxy {
    /// Parses a value. Entries are separated by commas, semicolons, white space or several of them.
    pub(super) fn parse(value: &str) -> Self {
        let texts = value.split(|char: char| matches!(char, ',' | ';') || char.is_whitespace());
        let (mut entries, mut unknown) = (Vec::new(), Vec::new());
        for (index, text) in texts.filter(|text| !text.is_empty()).enumerate() {
            match Entry::parse(text) {
                Some(entry) => entries.push(entry),
                // The entry may be a URL with a password, so only its number is logged.
                None if text.contains('@') => unknown.push(format!("entry {}", index + 1)),
                None => unknown.push(format!("{:?}", one_line(text, 80).to_string())),
            }
        }
        Self { entries, unknown }
    }

    /// Returns the entries of a form that is not known, for a log line.
    pub(super) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Returns whether connections to this host are direct. An IPv6 address is in brackets, as in a URL.
    pub(super) fn matches(&self, host: &str, port: u16) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let address = unbracketed(&host).parse().ok();
        self.entries.iter().any(|entry| entry.matches(&host, address, port))
    }
}

impl Entry {
    fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::Everything);
        }
        // The host of a URL. The scheme makes no difference.
        let text = match text.split_once("://") {
            Some((_, rest)) => rest.strip_suffix('/').unwrap_or(rest),
            None => text,
        };
        if let Some((address, prefix)) = text.split_once('/') {
            let address: IpAddr = unbracketed(address).parse().ok()?;
            let prefix = prefix.parse().ok()?;
            return (prefix <= bits(address).1).then_some(Self::Network { address, prefix });
        }
        // A bare IPv6 address has colons and no port.
        if let Ok(address) = unbracketed(text).parse() {
            return Some(Self::Address { address, port: None });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (text, None),
        };
        if let Ok(address) = unbracketed(host).parse() {
            return Some(Self::Address { address, port });
        }
        let name = host
            .strip_prefix('*')
            .filter(|rest| rest.starts_with('.'))
            .unwrap_or(host);
        let name = name.trim_matches('.').to_ascii_lowercase();
        host::is_name(&name).then_some(Self::Domain { name, port })
    }

    fn matches(&self, host: &str, host_address: Option<IpAddr>, host_port: u16) -> bool {
        let has_port = |port: &Option<u16>| port.is_none_or(|port| port == host_port);
        match (self, host_address) {
            (Self::Everything, _) => true,
            (Self::Domain { name, port }, None) => is_at_or_below(host, name) && has_port(port),
            (Self::Address { address, port }, Some(host)) => *address == host && has_port(port),
            (Self::Network { address, prefix }, Some(host)) => {
                let ((network, length), (host, host_length)) = (bits(*address), bits(host));
                // `>>` would panic or wrap if all bits were shifted out.
                let first_bits = |bits: u128| bits.checked_shr(length - prefix).unwrap_or(0);
                length == host_length && first_bits(network) == first_bits(host)
            }
            (Self::Domain { .. }, Some(_)) | (Self::Address { .. } | Self::Network { .. }, None) => false,
        }
    }
}

fn is_at_or_below(host: &str, domain: &str) -> bool {
    match host.strip_suffix(domain) {
        Some(rest) => rest.is_empty() || rest.ends_with('.'),
        None => false,
    }
}

/// Returns an address as a number, and its number of bits.
fn bits(address: IpAddr) -> (u128, u32) {
    match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    }
}

#[cfg(test)]
mod tests;
