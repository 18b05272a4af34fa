//! What an error displays, keeps and masks.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{
    ApiError, AuthError, CallContext, DecodeError, Error, PagingError, Phase, Problem, ProxyRefusal, Redactor, Stage,
    TimeLimit, TimeoutError, TlsProblem, TooLargeError, TransportError,
};
use crate::host::HostSource;
use crate::proxy::ProxyName;

mod accessors;
mod api;
mod body;
mod display;
mod message;
mod page;
mod redactor;
mod structure;
mod transport;

const PATH: &str = "/api/v2/tokens/{userId}";

/// Returns the text of a hostile server: long, with line breaks, escape sequences and changes of the text direction.
fn hostile() -> String {
    "evil\r\nline\u{1b}[31m\u{0}\u{7f}\u{85}\u{2028}\u{202e}\u{2066}\u{200f}\u{61c} end ".repeat(20_000)
}

/// Returns a context with a value in every field.
fn context() -> CallContext {
    let mut context = CallContext::new(&Method::DELETE, PATH, 4);
    context.status = Some(StatusCode::SERVICE_UNAVAILABLE);
    context.correlation_id = Some("4f3c-11".to_owned());
    context.retry_after = Some(Duration::from_secs(7));
    context
}

/// Returns that a host comes from the setting with this text.
fn from(text: &str) -> HostSource {
    HostSource {
        host: String::new(),
        text: text.to_owned(),
        is_default: false,
    }
}

fn api(status: u16, body: impl Into<Vec<u8>>) -> ApiError {
    masked_api(status, body, &Redactor::default())
}

/// Returns an API error whose body has secrets, which are masked.
fn masked_api(status: u16, body: impl Into<Vec<u8>>, redactor: &Redactor) -> ApiError {
    let context = CallContext::new(&Method::GET, PATH, 1);
    let status = StatusCode::from_u16(status).unwrap();
    ApiError::new(context, status, HeaderMap::new(), body.into(), redactor)
}

/// Returns one error of each variant, with `text` in every place that a server or a user fills.
fn every_variant(text: &str) -> Vec<Error> {
    // The longest possible host name (RFC 1035, section 2.3.4).
    let host = format!("https://{}example.com:65535/", "a.".repeat(121));
    let mut context = context().with_origin(&host.parse().unwrap(), Some(&from(text)));
    context.longest_wait = Some(Duration::from_secs(1));
    context.correlation_id = Some(text.to_owned());
    let body =
        serde_json::json!({ "code": text, "message": text, "contextId": text, "details": [{ "fieldName": text }] });
    let mut headers = HeaderMap::new();
    headers.insert("x-name", HeaderValue::from_static("header-value"));
    let raw = serde_json::to_vec(&body).unwrap();
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let io = || io::Error::new(io::ErrorKind::ConnectionReset, text.to_owned());
    let transport = |at, problem| TransportError::new(context.clone(), at, problem, Some(io()));
    let proxy = Arc::new(ProxyName {
        url: host.clone(),
        setting: "GENESYSCLOUD_PROXY_HOST".into(),
        has_exceptions: true,
        parts: None,
    });
    let by_proxy = |at, problem| transport(at, problem).with_proxy(Some(Arc::clone(&proxy)));
    vec![
        Error::config("region", text),
        Error::Auth(
            AuthError::new(context.clone(), "no token").with_code(Some(text.to_owned()), Some(text.to_owned())),
        ),
        Error::Api(ApiError::new(
            context.clone(),
            status,
            headers,
            raw,
            &Redactor::default(),
        )),
        Error::Transport(transport(Stage::Lookup, Problem::Io)),
        Error::Transport(transport(Stage::Tls, Problem::Tls(TlsProblem::NotTrusted))),
        Error::Transport(transport(Stage::Response, Problem::Closed)),
        Error::Transport(by_proxy(Stage::Tcp, Problem::Io)),
        Error::Transport(by_proxy(
            Stage::Proxy,
            Problem::Proxy(ProxyRefusal::CredentialsRequired(vec!["Negotiate", "NTLM", "Digest"])),
        )),
        Error::Timeout(
            TimeoutError::new(context.clone(), Phase::Connect, TimeLimit::Connect(Duration::MAX))
                .with_proxy(Some(Arc::clone(&proxy))),
        ),
        Error::Timeout(TimeoutError::new(
            context.clone(),
            Phase::Body,
            TimeLimit::Call(Duration::MAX),
        )),
        Error::Decode(DecodeError::new(
            context.clone(),
            text.to_owned(),
            text.to_owned(),
            text.as_bytes().to_vec(),
        )),
        Error::TooLarge(TooLargeError::body(context.clone(), u64::MAX)),
        Error::TooLarge(TooLargeError::headers(context.clone(), u64::MAX)),
        Error::Paging(PagingError::new(context, i64::MAX, text.to_owned())),
    ]
}

fn is_one_clean_line(text: &str) -> bool {
    !text.chars().any(|character| {
        character.is_control()
            || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn display_is_one_short_line_for_any_text(text in "(?s).{0,40}") {
        for error in every_variant(&text) {
            let shown = error.to_string();
            prop_assert!(shown.len() < 1024, "{} bytes", shown.len());
            prop_assert!(is_one_clean_line(&shown), "{shown:?}");
        }
    }

    #[test]
    fn an_api_error_of_any_bytes_is_one_short_line(
        status in 100_u16..1000,
        bytes in prop::collection::vec(any::<u8>(), 0..512),
    ) {
        let error = api(status, bytes.clone());
        prop_assert_eq!(error.raw_body(), bytes);
        let shown = error.to_string();
        prop_assert!(shown.len() < 1024 && is_one_clean_line(&shown), "{shown:?}");
    }
}
