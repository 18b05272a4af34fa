//! Calls that revoke their own token, and their success.

use std::sync::Arc;

use ureq::http::{HeaderMap, Method, StatusCode};

use super::{finish, revokes_own_token};
use crate::auth::Token;
use crate::error::{CallContext, Problem, Stage, TransportError};
use crate::secret::Secret;
use crate::transport::{LostResponse, RawResponse};
use crate::{Client, Error};

/// The body of an error response of the platform.
const ERROR_BODY: &str = r#"{"code":"bad.credentials","message":"Invalid login credentials."}"#;

fn received(status: u16, body: &str) -> RawResponse {
    RawResponse {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.into(),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the parameter of `finish` is an `Option`")]
fn lost(sent_in_full: bool) -> Option<LostResponse> {
    let context = CallContext::new(&Method::DELETE, "/api/v2/tokens/me", 1);
    let error = Error::Transport(TransportError::new(context, Stage::Response, Problem::Io, None));
    Some(LostResponse { error, sent_in_full })
}

/// Returns a client with a token in its cache, so that nothing is sent.
fn client() -> Client {
    let client = Client::builder()
        .client_credentials("id", "secret")
        .no_proxy()
        .build()
        .unwrap();
    let token = Token::new(&Secret::new("the-token".to_owned())).unwrap();
    client.inner.tokens.put(token);
    client
}

fn token(client: &Client) -> Arc<Token> {
    client.inner.tokens.token(client.inner.begin_call()).unwrap()
}

/// Returns whether the call succeeded.
fn outcome(received: &RawResponse, lost: Option<LostResponse>) -> Result<bool, Error> {
    let client = client();
    finish(received, &token(&client), &client.inner.tokens, lost)
}

#[test]
fn a_call_revokes_its_own_token_in_any_spelling_of_the_path() {
    for path in [
        "/api/v2/tokens/me",
        "/api/v2/tokens/me/",
        "/api/v2/tokens/me%2F",
        "/api/v2/tokens/%6De",
        "/api/v2/tokens/ME",
        "/api/v2/tokens//me",
        "/api/v2/tokens/me;x",
        "/api/v2/tokens%2Fme",
        "/api/v2/tokens/me%20",
    ] {
        assert!(revokes_own_token(&Method::DELETE, path, ""), "{path}");
        let below = format!("/gateway{path}");
        assert!(revokes_own_token(&Method::DELETE, &below, "/gateway"), "{below}");
    }
    assert!(!revokes_own_token(&Method::GET, "/api/v2/tokens/me", ""));
    for path in [
        "/api/v2/tokens/7f0c",
        "/api/v2/tokens",
        "/api/v2/tokens/me/x",
        "/other/api/v2/tokens/me",
        "/tokens/me",
    ] {
        assert!(!revokes_own_token(&Method::DELETE, path, ""), "{path}");
    }
}

#[test]
fn the_base_url_may_have_the_beginning_of_the_path() {
    for base_url in ["", "/api", "/api/v2", "/gateway", "/gateway/api/v2/", "/a%2Fb/api"] {
        for path in ["/api/v2/tokens/me", "/v2/tokens/me", "/tokens/me"] {
            let path = format!("{base_url}{path}");
            let expected = path.ends_with("/api/v2/tokens/me") || path.ends_with("/api/v2//tokens/me");
            assert_eq!(revokes_own_token(&Method::DELETE, &path, base_url), expected, "{path}");
        }
    }
}

#[test]
fn only_2xx_is_a_success_without_a_lost_response() {
    for status in [200, 204, 299] {
        assert!(outcome(&received(status, ""), None).unwrap(), "{status}");
    }
    for status in [199, 302, 400, 401, 404, 429, 503] {
        assert!(!outcome(&received(status, ERROR_BODY), None).unwrap(), "{status}");
    }
}

#[test]
fn a_401_of_the_platform_after_a_lost_response_is_a_success() {
    assert!(outcome(&received(401, ERROR_BODY), lost(true)).unwrap());
}

#[test]
fn the_lost_response_is_the_error_if_the_request_was_not_sent_in_full() {
    let error = outcome(&received(401, ERROR_BODY), lost(false)).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn the_lost_response_is_the_error_if_the_401_is_not_from_the_platform() {
    for body in ["", "{}", "<html>401</html>"] {
        let error = outcome(&received(401, body), lost(true)).unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{body}: {error:?}");
    }
}

#[test]
fn another_status_after_a_lost_response_decides() {
    assert!(outcome(&received(204, ""), lost(true)).unwrap());
    for status in [403, 404, 429, 503] {
        assert!(!outcome(&received(status, ERROR_BODY), lost(true)).unwrap(), "{status}");
    }
}

/// Returns whether the cache still has the token.
fn is_kept(received: &RawResponse, lost: Option<LostResponse>) -> bool {
    let client = client();
    let sent = token(&client);
    let tokens = &client.inner.tokens;
    let _ = finish(received, &sent, tokens, lost);
    tokens.cached().is_some_and(|cached| Arc::ptr_eq(&cached, &sent))
}

#[test]
fn a_revoked_token_is_forgotten() {
    for status in [200, 204, 401] {
        assert!(!is_kept(&received(status, ERROR_BODY), None), "{status}");
        assert!(!is_kept(&received(status, ERROR_BODY), lost(true)), "{status}");
    }
    assert!(!is_kept(&received(401, ""), lost(false)));
}

#[test]
fn a_token_that_was_not_revoked_is_kept() {
    for status in [302, 400, 403, 404, 429, 503] {
        assert!(is_kept(&received(status, ERROR_BODY), None), "{status}");
        assert!(is_kept(&received(status, ERROR_BODY), lost(true)), "{status}");
    }
}

#[test]
fn an_access_token_of_the_caller_is_not_forgotten() {
    let client = Client::builder().access_token("the-token").no_proxy().build().unwrap();
    let sent = token(&client);
    let tokens = &client.inner.tokens;
    assert!(finish(&received(204, ""), &sent, tokens, None).unwrap());
    assert!(tokens.cached().is_some_and(|cached| Arc::ptr_eq(&cached, &sent)));
}
