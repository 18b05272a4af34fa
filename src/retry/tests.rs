//! Which requests are retried, and how long the client waits before each retry.

use ureq::http::{Method, StatusCode};

use super::is_idempotent;

mod header;
mod policy;
mod table;
mod wait;

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
