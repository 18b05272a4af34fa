//! The methods that work on every variant.

use std::error::Error as _;
use std::mem::size_of;
use std::time::Duration;

use super::{
    ApiError, AuthError, CallContext, DecodeError, Error, Method, PATH, PagingError, Phase, Problem, ProxyRefusal,
    Stage, StatusCode, TimeLimit, TimeoutError, TlsProblem, TooLargeError, TransportError, api, context, every_variant,
    io,
};

#[test]
fn an_error_can_be_cloned_and_sent_to_another_thread() {
    fn is<T: Clone + Send + Sync + std::error::Error + 'static>() {}
    is::<Error>();
    is::<ApiError>();
    is::<AuthError>();
    is::<DecodeError>();
    is::<PagingError>();
    is::<TimeoutError>();
    is::<TooLargeError>();
    is::<TransportError>();
}

#[test]
fn an_error_is_small_enough_to_be_returned() {
    const { assert!(size_of::<Error>() < 128) };
    const { assert!(size_of::<Result<(), Error>>() < 128) };
}

#[test]
fn every_variant_except_config_has_the_values_of_its_call() {
    for error in every_variant("text") {
        if matches!(error, Error::Config(_)) {
            assert_eq!(error.status(), None);
            assert_eq!(error.correlation_id(), None);
            assert_eq!(error.retry_after(), None);
            assert_eq!(error.attempts(), 0);
        } else {
            assert_eq!(error.status(), Some(503), "{error}");
            assert_eq!(error.correlation_id(), Some("text"), "{error}");
            assert_eq!(error.retry_after(), Some(Duration::from_secs(7)), "{error}");
            assert_eq!(error.attempts(), 4, "{error}");
        }
    }
}

#[test]
fn only_errors_of_the_platform_and_the_token_endpoint_have_a_code() {
    for error in every_variant("the.code") {
        let named = matches!(error, Error::Api(_) | Error::Auth(_));
        assert_eq!(error.code(), named.then_some("the.code"), "{error}");
    }
    assert_eq!(Error::Api(api(500, "")).code(), None);
}

#[test]
fn a_clone_displays_the_same() {
    for error in every_variant("text") {
        assert_eq!(error.clone().to_string(), error.to_string());
    }
}

#[test]
fn is_timeout_is_true_for_a_timeout_only() {
    for error in every_variant("text") {
        assert_eq!(error.is_timeout(), matches!(error, Error::Timeout(_)), "{error}");
    }
}

#[test]
fn only_statuses_of_passing_failures_are_retryable() {
    for status in 100..1000 {
        let busy = matches!(status, 408 | 421 | 425 | 429 | 502 | 503 | 504);
        assert_eq!(Error::Api(api(status, "")).is_retryable(), busy, "{status}");
        let mut context = context();
        context.status = Some(StatusCode::from_u16(status).unwrap());
        assert_eq!(
            Error::Auth(AuthError::new(context, "no")).is_retryable(),
            busy,
            "{status}"
        );
    }
}

#[test]
fn an_auth_error_without_a_status_is_not_retryable() {
    let error = Error::Auth(AuthError::new(CallContext::new(&Method::POST, PATH, 1), "no"));
    assert_eq!(error.status(), None);
    assert!(!error.is_retryable());
}

#[test]
fn config_decode_and_too_large_errors_are_not_retryable() {
    assert!(!Error::config("region", "is none").is_retryable());
    assert!(!Error::Decode(DecodeError::new(context(), String::new(), String::new(), Vec::new())).is_retryable());
    assert!(!Error::TooLarge(TooLargeError::body(context(), 1)).is_retryable());
    assert!(!Error::TooLarge(TooLargeError::headers(context(), 1)).is_retryable());
    assert!(!Error::Paging(PagingError::new(context(), 2, "repeats".to_owned())).is_retryable());
}

#[test]
fn accidents_of_connections_are_retryable_but_verdicts_are_not() {
    let forbidden = ProxyRefusal::Status(StatusCode::FORBIDDEN, None);
    let busy = ProxyRefusal::Status(StatusCode::SERVICE_UNAVAILABLE, None);
    let tls = Problem::Tls(TlsProblem::Protocol);
    for (at, problem, retryable, connect, tls, sent) in [
        (Stage::Lookup, Problem::Io, true, true, false, false),
        (Stage::Tcp, Problem::Io, true, true, false, false),
        (Stage::Proxy, Problem::Closed, true, true, false, false),
        (Stage::Proxy, Problem::Proxy(busy), true, true, false, false),
        (Stage::Proxy, Problem::Proxy(forbidden), false, true, false, false),
        (Stage::Proxy, tls.clone(), false, false, true, false),
        (Stage::Tls, Problem::Closed, true, true, false, false),
        (Stage::Tls, tls.clone(), false, false, true, false),
        (Stage::Send, Problem::Io, true, false, false, true),
        (Stage::Response, Problem::Closed, true, false, false, true),
        (Stage::Response, tls, false, false, true, true),
        (Stage::Body, Problem::InvalidResponse, false, false, false, true),
    ] {
        let row = format!("{at:?} {problem:?}");
        let error = TransportError::new(context(), at, problem, None);
        assert_eq!((error.is_connect(), error.is_tls()), (connect, tls), "{row}");
        assert_eq!(error.is_sent(), sent, "{row}");
        assert_eq!(Error::Transport(error).is_retryable(), retryable, "{row}");
    }
    let limit = TimeLimit::Attempt(Duration::from_secs(1));
    assert!(Error::Timeout(TimeoutError::new(context(), Phase::Connect, limit)).is_retryable());
}

#[test]
fn the_error_of_the_socket_is_accessible() {
    for error in every_variant("from the socket") {
        let Error::Transport(error) = error else { continue };
        let source = error.io_error().unwrap();
        assert_eq!(source.kind(), io::ErrorKind::ConnectionReset);
        assert_eq!(source.to_string(), "from the socket");
    }
    let error = TransportError::new(context(), Stage::Response, Problem::Io, None);
    assert!(error.io_error().is_none());
}

#[test]
fn the_chain_of_sources_has_no_text_twice() {
    for error in every_variant("from the socket") {
        // As `{:#}` of anyhow does.
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let text = cause.to_string();
            assert!(!chain.contains(&text), "`{text}` twice: {chain}");
            chain = format!("{chain}: {text}");
            source = cause.source();
        }
    }
}

#[test]
fn a_too_large_error_returns_its_limit() {
    assert_eq!(TooLargeError::body(context(), 16).limit(), 16);
    assert_eq!(TooLargeError::headers(context(), 17).limit(), 17);
}

#[test]
fn a_paging_error_returns_its_page() {
    assert_eq!(PagingError::new(context(), 3, "repeats".to_owned()).page(), 3);
}

#[test]
fn a_decode_error_keeps_path_and_body() {
    let error = DecodeError::new(context(), "groups[2].id".to_owned(), "no".to_owned(), b"{}".to_vec());
    assert_eq!(error.path(), "groups[2].id");
    assert_eq!(error.raw_body(), b"{}");
}

#[test]
fn a_config_error_names_its_setting() {
    let Error::Config(error) = Error::config("base_url", "has a query") else {
        panic!("another variant");
    };
    assert_eq!(error.setting(), "base_url");
}

#[test]
fn the_status_of_an_api_error_is_that_of_the_status_line() {
    let raw = br#"{"status":404,"code":"not.found"}"#.to_vec();
    let error = api(409, raw);
    assert_eq!(error.status(), 409);
    assert_eq!(error.body().unwrap().status, Some(404));
    assert_eq!(Error::Api(error).status(), Some(409));
}
