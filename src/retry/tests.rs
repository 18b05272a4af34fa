//! Which requests are retried, and how long the client waits before each retry.

use ureq::http::{Method, StatusCode};

use super::{is_idempotent, is_retried, is_transient};

mod header;
mod policy;

#[test]
fn only_429_is_retried_if_the_request_is_not_idempotent() {
    for code in 100..1000 {
        let status = StatusCode::from_u16(code).unwrap();
        let transient = matches!(code, 429 | 502 | 503 | 504);
        assert_eq!(is_transient(status), transient, "{code}");
        assert_eq!(is_retried(status, true), transient, "{code}");
        assert_eq!(is_retried(status, false), code == 429, "{code}");
    }
}

#[test]
fn idempotent_methods_are_those_of_the_rfc_that_the_client_sends() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        assert!(is_idempotent(&method), "{method}");
    }
    for method in [
        Method::POST,
        Method::PATCH,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ] {
        assert!(!is_idempotent(&method), "{method}");
    }
}
