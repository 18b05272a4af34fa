//! Decoding of the responses of the token endpoint (RFC 6749, sections 5.1 and 5.2).

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::json;
use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::Outcome;
use crate::Error;
use crate::auth::{TOKEN_PATH, Token};
use crate::clock::Clock;
use crate::error::Redactor;
use crate::host::HostSource;
use crate::transport::RawResponse;

mod outcome;

const SECRET: &str = "s3cr3t\"/ü";
const BASIC: &str = "aWQ6czNjcjN0Ii/DvA==";

/// Decodes a response after this many attempts, as the endpoint does.
fn outcome_after(attempts: u32, received: RawResponse) -> Outcome {
    let redactor = Redactor::new([SECRET, BASIC]);
    let context = received.context(&Method::POST, TOKEN_PATH, attempts, &redactor);
    super::read(received, &context, &redactor, &Clock::default())
}

fn read_after(attempts: u32, received: RawResponse) -> Result<Token, Error> {
    let response = outcome_after(attempts, received).into_result()?;
    Ok(response.token)
}

fn read(status: u16, body: impl Into<Vec<u8>>) -> Result<Token, Error> {
    let response = read_outcome(status, body).into_result()?;
    Ok(response.token)
}

fn read_outcome(status: u16, body: impl Into<Vec<u8>>) -> Outcome {
    let mut headers = HeaderMap::new();
    headers.insert("inin-correlation-id", HeaderValue::from_static("4f3c"));
    headers.insert("retry-after", HeaderValue::from_static("7"));
    let received = RawResponse {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: body.into(),
    };
    outcome_after(2, received)
}

fn response(expires_in: &str) -> String {
    format!(r#"{{"access_token":"t0k3n","token_type":"bearer","expires_in":{expires_in}}}"#)
}

/// Returns the text of the error for a response without a valid token. The text does not contain the token.
fn refusal(status: u16, body: &str) -> String {
    let error = read(status, body).expect_err(body);
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("t0k3n"), "{error:?}");
    error.to_string()
}

#[test]
fn a_token_is_read() {
    let body = r#"{"access_token":"t0k3n","token_type":"bearer","expires_in":86399,"refresh_token":"r","more":[1]}"#;
    let token = read(200, body).unwrap();
    assert_eq!(token.header(), "Bearer t0k3n");
    assert!(token.is_fresh(Instant::now() + Duration::from_secs(86_000)));
    assert!(!token.is_valid(Instant::now() + Duration::from_secs(86_400)));
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let token = read(200, format!("\u{feff}{}", response("1"))).unwrap();
    assert_eq!(token.header(), "Bearer t0k3n");
}

#[test]
fn a_token_of_more_than_16_kib_is_refused() {
    let refusal = refusal(200, &format!(r#"{{"access_token":"{}"}}"#, "a".repeat((16 << 10) + 1)));
    assert!(refusal.contains("longer than 16 KiB"), "{refusal}");
}

#[test]
fn any_2xx_may_contain_a_token() {
    for status in [200, 201, 203, 299] {
        assert!(read(status, response("1")).is_ok(), "{status}");
    }
}

#[test]
fn the_token_type_is_bearer_in_any_case_or_missing() {
    for kind in [r#""bearer""#, r#""Bearer""#, r#""BEARER""#, "null", "7"] {
        assert!(
            read(200, format!(r#"{{"access_token":"t0k3n","token_type":{kind}}}"#)).is_ok(),
            "{kind}"
        );
    }
    assert!(read(200, r#"{"access_token":"t0k3n"}"#).is_ok());
    let refusal = refusal(200, r#"{"access_token":"t0k3n","token_type":"mac"}"#);
    assert!(
        refusal.contains("token_type of the token endpoint is not bearer"),
        "{refusal}"
    );
}

#[test]
fn a_lifetime_may_be_a_fraction_or_a_string() {
    for (expires_in, seconds) in [
        ("100", 100),
        ("100.5", 100),
        ("\"100\"", 100),
        ("\" 100 \"", 100),
        ("1e2", 100),
        ("4294967296", 4_294_967_296),
    ] {
        let token = read(200, response(expires_in)).unwrap();
        assert!(
            token.is_valid(Instant::now() + Duration::from_secs(seconds - 1)),
            "{expires_in}"
        );
        assert!(
            !token.is_valid(Instant::now() + Duration::from_secs(seconds + 1)),
            "{expires_in}"
        );
    }
}

#[test]
fn a_lifetime_that_is_missing_or_huge_does_not_end() {
    let later = Instant::now() + Duration::from_secs(1_000_000_000);
    for expires_in in [
        "null",
        "18446744073709551615",
        "99999999999999999999999999",
        "1e300",
        "\"1e300\"",
    ] {
        assert!(read(200, response(expires_in)).unwrap().is_fresh(later), "{expires_in}");
    }
    assert!(read(200, r#"{"access_token":"t0k3n"}"#).unwrap().is_fresh(later));
}

#[test]
fn a_lifetime_of_zero_or_less_is_for_one_call() {
    for expires_in in ["0", "-1", "-86399", "\"0\"", "\"-1\"", "-0.0", "-1e300"] {
        let token = read(200, response(expires_in)).unwrap();
        assert!(!token.is_valid(Instant::now()), "{expires_in}");
    }
}

#[test]
fn a_lifetime_that_is_not_a_number_is_an_error() {
    for expires_in in [
        "\"soon\"", "\"\"", "\"NaN\"", "\"inf\"", "\"-inf\"", "true", "[]", "{}", "[86399]",
    ] {
        let refusal = refusal(200, &response(expires_in));
        assert!(refusal.contains("expires_in"), "{expires_in}: {refusal}");
    }
}

#[test]
fn an_invalid_access_token_is_an_error() {
    for token in ["null", "7", "true", "[]", "{}", "[\"t0k3n\"]"] {
        let refusal = refusal(200, &format!(r#"{{"access_token":{token}}}"#));
        assert!(refusal.contains("has no access_token"), "{token}: {refusal}");
    }
    for token in ["", " ", "t0k3n t0k3n", "t0k3n\\r\\nX: y", "t0k3n\\u0000", "t0k3nü"] {
        let refusal = refusal(200, &format!(r#"{{"access_token":"{token}"}}"#));
        assert!(refusal.contains("empty or not visible ASCII"), "{token}: {refusal}");
    }
}

#[test]
fn a_success_that_is_not_an_object_is_an_error_that_does_not_quote_it() {
    for body in [
        "",
        "null",
        "[]",
        "\"t0k3n\"",
        "t0k3n",
        "{\"access_token\":\"t0k3n\"",
        "{}",
        "[\"t0k3n\"]",
    ] {
        let refusal = refusal(200, body);
        assert!(refusal.contains("has no access_token"), "{body}: {refusal}");
    }
    let page = refusal(200, "<html>t0k3n</html>");
    assert!(page.contains("returned a web page, with status 200"), "{page}");
    assert!(
        page.ends_with("; sign in to the network, or check proxy, region and ClientBuilder::login_url"),
        "{page}"
    );
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refusal(200, &deep).contains("has no access_token"));
}

#[test]
fn an_error_with_status_200_is_an_error() {
    let body = r#"{"access_token":"t0k3n","error":"invalid_client"}"#;
    let error = read(200, body).unwrap_err();
    assert_eq!(error.code(), Some("invalid_client"));
    assert!(error.to_string().contains("returned an error"), "{error}");
}

#[test]
fn an_error_without_text_beside_a_token_is_ignored() {
    for error in ["null", "\"\"", "\" \"", "false", "0", "{}", "[]"] {
        let body = format!(r#"{{"access_token":"t0k3n","error":{error},"error_description":null}}"#);
        assert_eq!(read(200, body).unwrap().header(), "Bearer t0k3n", "{error}");
    }
}

#[test]
fn the_error_of_a_success_has_no_text_of_the_response() {
    for body in [
        r#"{"access_token":"t0k3n","error":"invalid_client","error_description":"issued t0k3n"}"#,
        r#"{"access_token":"t0k3n","error":"t0k3n","description":"t0k3n"}"#,
        r#"{"error":"a t0k3n","message":"t0k3n","code":"t0k3n"}"#,
        r#"{"access_token":"t0k3n t0k3n","error_description":"t0k3n"}"#,
        r#"{"access_token":"t0k3n","token_type":"t0k3n"}"#,
        r#"{"access_token":"t0k3n","expires_in":"t0k3n"}"#,
    ] {
        let Error::Auth(error) = read(200, body).expect_err(body) else {
            panic!("another variant: {body}");
        };
        assert_eq!(error.description(), None, "{body}");
        assert!(matches!(error.code(), None | Some("invalid_client")), "{body}");
        assert!(!format!("{error} {error:?} {error:#?}").contains("t0k3n"), "{body}");
    }
}

#[test]
fn a_refusal_has_the_code_and_the_description_of_the_endpoint() {
    let body = r#"{"error":"invalid_client","error_description":"client not found","description":"other"}"#;
    let error = read(401, body).unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(error.code(), Some("invalid_client"));
    assert_eq!(error.correlation_id(), Some("4f3c"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.attempts(), 2);
    let Error::Auth(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.description(), Some("client not found"));
    let Error::Auth(error) = read(401, r#"{"error":"e","description":"other"}"#).unwrap_err() else {
        panic!("another variant");
    };
    assert_eq!(error.description(), Some("other"));
}

/// Credentials are valid in one region only, so a region that is not set comes before them.
#[test]
fn rejected_credentials_of_the_default_region_say_that_no_region_is_set() {
    let received = RawResponse {
        status: StatusCode::UNAUTHORIZED,
        headers: HeaderMap::new(),
        body: br#"{"error":"invalid_client"}"#.to_vec(),
    };
    let redactor = Redactor::default();
    let source = HostSource {
        host: "login.mypurecloud.com".to_owned(),
        text: "region us-east-1 by default".to_owned(),
        is_default: true,
    };
    let context = received.context(&Method::POST, TOKEN_PATH, 1, &redactor).with_origin(
        &"https://login.mypurecloud.com/oauth/token".parse().unwrap(),
        Some(&source),
    );
    assert_eq!(
        super::read(received, &context, &redactor, &Clock::default())
            .into_result()
            .unwrap_err()
            .to_string(),
        "POST /oauth/token: 401 invalid_client; the token endpoint rejected the credentials (https://login.mypurecloud.com:443, \
         region us-east-1 by default); no region is set: set the region of your organization with ClientBuilder::region, then check \
         client ID and secret"
    );
}

#[test]
fn each_kind_of_status_has_its_own_message() {
    for (status, expected) in [
        (400, "rejected the request"),
        (401, "rejected the request"),
        (403, "rejected the request"),
        (302, "redirects"),
        (404, "returned no token"),
        (429, "returned no token"),
        (503, "returned no token"),
        (599, "returned no token"),
    ] {
        for body in ["", "<html>", r#"{"error":7,"error_description":[]}"#] {
            let refusal = refusal(status, body);
            assert!(refusal.contains(expected), "{status} {body}: {refusal}");
        }
    }
    for status in [400, 401, 403] {
        assert!(refusal(status, r#"{"error":"invalid_client"}"#).contains("rejected the credentials"));
    }
    // The status is not a success, so its token is not used.
    assert!(refusal(500, &response("1")).contains("returned no token"));
}

#[test]
fn the_error_for_a_rate_limit_does_not_blame_the_credentials() {
    let body = r#"{"error":"invalid_request","error_description":"Rate limit exceeded; try again in 30 seconds."}"#;
    let mut received = RawResponse {
        status: StatusCode::BAD_REQUEST,
        headers: HeaderMap::new(),
        body: body.into(),
    };
    let error = read_after(4, received.clone()).unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_request")));
    assert_eq!(
        error.to_string(),
        "POST /oauth/token: 400 invalid_request: Rate limit exceeded; try again in 30 seconds; the token endpoint returned no \
         token: its rate limit is exceeded, after 4 attempts; the response asks to wait 30 s; call again in 30 s, and share one \
         client: its clones and threads use one token"
    );
    received.body = br#"{"error":"invalid_request","error_description":"rate limit exceeded;"}"#.to_vec();
    let error = read_after(4, received).unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(error.retry_after(), None);
    let error = read(
        400,
        r#"{"error":"invalid_request","error_description":"grant_type is missing"}"#,
    )
    .unwrap_err();
    assert!(!error.is_retryable());
}

#[test]
fn a_429_of_the_endpoint_is_a_rate_limit() {
    assert!(refusal(429, "").contains("its rate limit is exceeded"));
    assert!(read(429, "").unwrap_err().is_retryable());
}

#[test]
fn a_secret_that_the_endpoint_quotes_is_masked() {
    for quoted in [SECRET, BASIC, &format!("Basic {BASIC}")] {
        let plain = json!({ "error": format!("e {quoted}"), "error_description": format!("d {quoted}") }).to_string();
        for body in [plain.clone(), plain.replace('/', "\\/"), plain.replace('ü', "\\u00fc")] {
            let error = read(401, body).unwrap_err();
            let shown = format!("{error} {error:?} {:?}", error.code());
            assert!(!shown.contains("s3cr3t") && !shown.contains("czNj"), "{shown}");
            assert!(shown.contains("d ***") || shown.contains("d Basic ***"), "{shown}");
        }
    }
}

#[test]
fn a_correlation_id_that_is_the_secret_is_not_shown() {
    let mut headers = HeaderMap::new();
    headers.insert("inin-correlation-id", HeaderValue::from_static(BASIC));
    let received = RawResponse {
        status: StatusCode::UNAUTHORIZED,
        headers,
        body: Vec::new(),
    };
    let error = read_after(1, received).unwrap_err();
    assert_eq!(error.correlation_id(), Some("***"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_response_is_a_token_or_an_auth_error(status in 100_u16..1000, body in prop::collection::vec(any::<u8>(), 0..128)) {
        if let Err(error) = read(status, body) {
            prop_assert!(matches!(error, Error::Auth(_)));
            prop_assert!(error.to_string().len() < 1024);
        }
    }

    #[test]
    fn any_lifetime_is_parsed_without_a_panic(text in "[-+0-9.eE]{0,24}") {
        let _ = read(200, response(&text));
        let _ = read(200, response(&format!("\"{text}\"")));
    }
}
