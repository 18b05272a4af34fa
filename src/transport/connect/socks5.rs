//! SOCKS5 (RFC 1928), with user name and password (RFC 1929). The proxy looks up the host.

use std::io::{self, Read, Write};
use std::net::IpAddr;

use zeroize::Zeroizing;

use super::Target;
use super::stream::Stream;
use crate::error::ProxyRefusal;
use crate::proxy::{Proxy, ProxyCredentials};

const VERSION: u8 = 5;
const NO_AUTHENTICATION: u8 = 0;
const USER_AND_PASSWORD: u8 = 2;
const CONNECT: u8 = 1;
const IPV4: u8 = 1;
const DOMAIN: u8 = 3;
const IPV6: u8 = 4;
const SUCCEEDED: u8 = 0;

/// Asks the proxy to connect to a host.
pub(super) fn open(mut stream: Stream, proxy: &Proxy, target: &Target<'_>) -> io::Result<Stream> {
    let methods: &[u8] = match proxy.credentials {
        Some(_) => &[VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD],
        None => &[VERSION, 1, NO_AUTHENTICATION],
    };
    stream.write_all(methods)?;
    match (read(&mut stream)?, &proxy.credentials) {
        ([VERSION, NO_AUTHENTICATION], _) => {}
        ([VERSION, USER_AND_PASSWORD], Some(credentials)) => authenticate(&mut stream, credentials)?,
        ([VERSION, _], Some(_)) => return refused(ProxyRefusal::CredentialsRefused),
        ([VERSION, _], None) => return refused(ProxyRefusal::CredentialsRequired(Vec::new())),
        _ => return refused(ProxyRefusal::NotSocks5),
    }
    stream.write_all(&request(target))?;
    match read(&mut stream)? {
        [VERSION, SUCCEEDED, _, kind] => skip_address(&mut stream, kind)?,
        [VERSION, code, ..] => return refused(ProxyRefusal::SocksReply(code)),
        _ => return refused(ProxyRefusal::NotSocks5),
    }
    Ok(stream)
}

/// Sends user name and password (RFC 1929).
fn authenticate(stream: &mut Stream, credentials: &ProxyCredentials) -> io::Result<()> {
    let mut request = Zeroizing::new(Vec::with_capacity(1 + 2 * 256));
    request.push(1);
    for text in [&credentials.user, &credentials.password] {
        push_with_length(&mut request, text.expose_secret());
    }
    stream.write_all(&request)?;
    match read(stream)? {
        [_, SUCCEEDED] => Ok(()),
        [_, _] => refused(ProxyRefusal::CredentialsRefused),
    }
}

fn request(target: &Target<'_>) -> Vec<u8> {
    let host = target.host.trim_start_matches('[').trim_end_matches(']');
    let mut request = vec![VERSION, CONNECT, 0];
    match host.parse() {
        Ok(IpAddr::V4(address)) => {
            request.push(IPV4);
            request.extend_from_slice(&address.octets());
        }
        Ok(IpAddr::V6(address)) => {
            request.push(IPV6);
            request.extend_from_slice(&address.octets());
        }
        Err(_) => {
            request.push(DOMAIN);
            push_with_length(&mut request, host);
        }
    }
    request.extend_from_slice(&target.port.to_be_bytes());
    request
}

/// Appends a text after its length. A host has 254 bytes at most, and `ClientBuilder::build` refuses longer credentials.
fn push_with_length(request: &mut Vec<u8>, text: &str) {
    let text = &text.as_bytes()[..text.len().min(255)];
    request.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    request.extend_from_slice(text);
}

/// Skips the address and the port from which the proxy has connected.
fn skip_address(stream: &mut Stream, kind: u8) -> io::Result<()> {
    let length = match kind {
        IPV4 => 4,
        IPV6 => 16,
        DOMAIN => {
            let [length] = read(stream)?;
            usize::from(length)
        }
        _ => return refused(ProxyRefusal::NotSocks5),
    };
    // The next bytes belong to the host, so this reads no more than the address.
    stream.read_exact(&mut [0; u8::MAX as usize + 2][..length + 2])
}

fn read<const N: usize>(stream: &mut Stream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn refused<T>(refusal: ProxyRefusal) -> io::Result<T> {
    Err(io::Error::other(refusal))
}
