//! Tunnels through an HTTP proxy: CONNECT (RFC 9110, section 9.3.6).

use std::io::{self, Read, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::http::StatusCode;
use ureq::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::Target;
use super::stream::Stream;
use crate::error::ProxyRefusal;
use crate::proxy::{Proxy, ProxyCredentials};
use crate::retry;

/// The limits for the response to CONNECT, the same as for other responses.
const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADERS: usize = 128;

/// Asks the proxy to connect to a host.
pub(super) fn open(
    mut stream: Stream,
    proxy: &Proxy,
    target: &Target<'_>,
    user_agent: &HeaderValue,
) -> io::Result<Stream> {
    stream.write_all(&request(proxy, target, user_agent))?;
    let (status, headers) = read_response(&mut stream)?;
    if status.is_success() {
        Ok(stream)
    } else {
        Err(io::Error::other(refusal(status, &headers, proxy)))
    }
}

fn request(proxy: &Proxy, target: &Target<'_>, user_agent: &HeaderValue) -> Zeroizing<Vec<u8>> {
    let Target { host, port, .. } = target;
    let authorization = proxy.credentials.as_ref().map(basic);
    let mut request = Zeroizing::new(Vec::with_capacity(2048));
    for part in [
        format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\nUser-Agent: ").as_bytes(),
        user_agent.as_bytes(),
        b"\r\nProxy-Connection: Keep-Alive\r\n",
    ] {
        request.extend_from_slice(part);
    }
    if let Some(authorization) = authorization {
        request.extend_from_slice(b"Proxy-Authorization: Basic ");
        request.extend_from_slice(authorization.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    request
}

/// Returns the credentials of the scheme Basic (RFC 7617).
fn basic(credentials: &ProxyCredentials) -> Zeroizing<String> {
    let (user, password) = (credentials.user.expose_secret(), credentials.password.expose_secret());
    let pair = Zeroizing::new(format!("{user}:{password}"));
    Zeroizing::new(BASE64_STANDARD.encode(pair.as_bytes()))
}

/// Reads the final response. Responses with a status of 1xx come before that (RFC 9110, section 15.2).
fn read_response(stream: &mut Stream) -> io::Result<(StatusCode, HeaderMap)> {
    let mut received = Vec::new();
    loop {
        let mut part = [0; 1024];
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        received.extend_from_slice(&part[..count]);
        while let Some((length, status, headers)) = parse(&received)? {
            if status.is_informational() {
                received.drain(..length);
                continue;
            }
            // TLS and HTTP servers send nothing before the client does, and a tunnel has no body.
            if status.is_success() && length < received.len() {
                return Err(io::Error::other(ProxyRefusal::UnexpectedBytes));
            }
            return Ok((status, headers));
        }
        if received.len() > MAX_HEAD {
            return Err(io::Error::other(ProxyRefusal::HeadTooLarge));
        }
    }
}

/// Parses the head of a response. `None` if it is not complete.
fn parse(received: &[u8]) -> io::Result<Option<(usize, StatusCode, HeaderMap)>> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let length = match response.parse(received) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(io::Error::other(ProxyRefusal::HeadTooLarge)),
        Err(_) => return Err(io::Error::other(ProxyRefusal::NotHttp)),
    };
    let status = response.code.and_then(|code| StatusCode::from_u16(code).ok());
    let status = status.ok_or_else(|| io::Error::other(ProxyRefusal::NotHttp))?;
    let mut map = HeaderMap::new();
    for field in response.headers.iter() {
        let name = HeaderName::from_bytes(field.name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(field.value)) {
            map.append(name, value);
        }
    }
    Ok(Some((length, status, map)))
}

fn refusal(status: StatusCode, headers: &HeaderMap, proxy: &Proxy) -> ProxyRefusal {
    match (status, &proxy.credentials) {
        (StatusCode::PROXY_AUTHENTICATION_REQUIRED, Some(_)) => ProxyRefusal::CredentialsRefused,
        (StatusCode::PROXY_AUTHENTICATION_REQUIRED, None) => ProxyRefusal::CredentialsRequired(schemes(headers)),
        _ => ProxyRefusal::Status(status, retry::retry_after(headers)),
    }
}

/// Returns the schemes that the proxy offers, of those that are in use. The rest of the header may quote a secret.
fn schemes(headers: &HeaderMap) -> Vec<&'static str> {
    const KNOWN: [&str; 5] = ["Basic", "Digest", "NTLM", "Negotiate", "Bearer"];
    let challenges = headers.get_all(header::PROXY_AUTHENTICATE).iter();
    let words: Vec<_> = challenges
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split([',', ' ']))
        .collect();
    let is_offered = |scheme: &&str| words.iter().any(|word| word.eq_ignore_ascii_case(scheme));
    KNOWN.into_iter().filter(is_offered).collect()
}
