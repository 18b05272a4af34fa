//! A complete response. The input is a line with the status, lines with headers, an empty line, and the body.

#![no_main]

use std::sync::LazyLock;

use genesys_cloud::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use genesys_cloud::models::{IdleTokenTimeout, TokenInfo};
use genesys_cloud::{Client, fuzzing};
use genesys_cloud_fuzz::{TOKEN, check_error};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    Client::builder()
        .access_token(TOKEN)
        .build()
        .expect("a valid configuration")
});

fuzz_target!(|data: &[u8]| {
    if let Some((status, headers, body)) = parts(data) {
        check::<TokenInfo>(status, &headers, body);
        check::<IdleTokenTimeout>(status, &headers, body);
    }
});

fn check<T>(status: StatusCode, headers: &HeaderMap, body: &[u8])
where
    T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug,
{
    match fuzzing::decode::<T>(&CLIENT, status, headers.clone(), body.to_vec()) {
        Ok(response) => {
            assert!(status.is_success());
            let _ = (format!("{response:?}"), response.correlation_id());
            let read = response.into_body();
            let written = serde_json::to_vec(&read).expect("what was read can be written");
            let again: T = serde_json::from_slice(&written).expect("what was written can be read");
            assert_eq!(read, again, "{}", String::from_utf8_lossy(&written));
        }
        Err(error) => {
            assert_eq!(error.status(), Some(status.as_u16()));
            check_error(&error, &[TOKEN]);
        }
    }
}

fn parts(data: &[u8]) -> Option<(StatusCode, HeaderMap, &[u8])> {
    let (status, mut rest) = line(data)?;
    let status = StatusCode::from_bytes(status).ok()?;
    let mut headers = HeaderMap::new();
    loop {
        let (header, behind) = line(rest)?;
        rest = behind;
        if header.is_empty() {
            return Some((status, headers, rest));
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&header[..colon]).ok()?;
        headers.append(name, HeaderValue::from_bytes(header[colon + 1..].trim_ascii()).ok()?);
    }
}

fn line(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = data.iter().position(|byte| *byte == b'\n')?;
    Some((&data[..end], &data[end + 1..]))
}
