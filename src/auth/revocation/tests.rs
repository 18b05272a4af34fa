//! Which calls revoke the token they are sent with, and when such a call succeeded.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::{HeaderMap, Method, StatusCode};

use super::{revokes_own_token, succeeded};
use crate::auth::Token;
use crate::error::{CallContext, TransportError, TransportKind};
use crate::secret::Secret;
use crate::transport::{Loss, Received};
use crate::{Client, Error};

/// The body of the platform's own errors.
const ERROR_BODY: &str = r#"{"code":"bad.credentials","message":"Invalid login credentials."}"#;

fn received(status: u16, body: &str) -> Received {
    Received {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.into(),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "it is what `succeeded` takes")]
fn loss(sent_in_full: bool) -> Option<Loss> {
    let context = CallContext::new(&Method::DELETE, "/api/v2/tokens/me", 1);
    let error = Error::Transport(TransportError::new(context, TransportKind::Lost, "lost", None));
    Some(Loss { error, sent_in_full })
}

/// A client whose token is not fetched: nothing is sent.
fn client() -> Client {
    let client = Client::builder()
        .client_credentials("id", "secret")
        .no_proxy()
        .build()
        .unwrap();
    let token = Token::new(&Secret::new("the-token".to_owned()), Some(Duration::from_secs(3600))).unwrap();
    client.inner.tokens.put(token);
    client
}

fn token(client: &Client) -> Arc<Token> {
    let transport = &client.inner.transport;
    client.inner.tokens.token(transport, transport.new_deadline()).unwrap()
}

/// Whether the call succeeded.
fn outcome(received: &Received, loss: Option<Loss>) -> Result<bool, Error> {
    let client = client();
    succeeded(received, &token(&client), &client.inner.tokens, loss)
}

#[test]
fn a_call_revokes_its_own_token_however_the_path_was_written() {
    for path in [
        "/api/v2/tokens/me",
        "/api/v2/tokens/me/",
        "/api/v2/tokens/%6De",
        "/api/v2/tokens/ME",
    ] {
        assert!(revokes_own_token(&Method::DELETE, path), "{path}");
    }
    assert!(!revokes_own_token(&Method::GET, "/api/v2/tokens/me"));
    for path in [
        "/api/v2/tokens/7f0c",
        "/api/v2/tokens",
        "/api/v2/tokens/me/x",
        "/other/api/v2/tokens/me",
    ] {
        assert!(!revokes_own_token(&Method::DELETE, path), "{path}");
    }
}

#[test]
fn without_a_lost_response_only_2xx_is_a_success() {
    for status in [200, 204, 299] {
        assert!(outcome(&received(status, ""), None).unwrap(), "{status}");
    }
    for status in [199, 302, 400, 401, 404, 429, 503] {
        assert!(!outcome(&received(status, ERROR_BODY), None).unwrap(), "{status}");
    }
}

#[test]
fn a_401_of_the_platform_after_a_lost_response_is_a_success() {
    assert!(outcome(&received(401, ERROR_BODY), loss(true)).unwrap());
}

#[test]
fn a_401_is_the_lost_response_if_the_request_was_not_sent_in_full() {
    let error = outcome(&received(401, ERROR_BODY), loss(false)).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn a_401_is_the_lost_response_if_it_is_not_from_the_platform() {
    for body in ["", "{}", "<html>401</html>"] {
        let error = outcome(&received(401, body), loss(true)).unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{body}: {error:?}");
    }
}

#[test]
fn another_status_after_a_lost_response_is_what_it_is() {
    assert!(outcome(&received(204, ""), loss(true)).unwrap());
    for status in [403, 404, 429, 503] {
        assert!(!outcome(&received(status, ERROR_BODY), loss(true)).unwrap(), "{status}");
    }
}

/// Whether the next call uses the same token.
fn is_kept(received: &Received, loss: Option<Loss>) -> bool {
    let client = client();
    let sent = token(&client);
    let tokens = &client.inner.tokens;
    let _ = succeeded(received, &sent, tokens, loss);
    tokens.cached().is_some_and(|cached| Arc::ptr_eq(&cached, &sent))
}

#[test]
fn a_token_that_is_gone_is_forgotten() {
    for status in [200, 204, 401] {
        assert!(!is_kept(&received(status, ERROR_BODY), None), "{status}");
        assert!(!is_kept(&received(status, ERROR_BODY), loss(true)), "{status}");
    }
    assert!(!is_kept(&received(401, ""), loss(false)));
}

#[test]
fn a_token_that_was_not_revoked_is_kept() {
    for status in [302, 400, 403, 404, 429, 503] {
        assert!(is_kept(&received(status, ERROR_BODY), None), "{status}");
        assert!(is_kept(&received(status, ERROR_BODY), loss(true)), "{status}");
    }
}

#[test]
fn an_access_token_of_the_caller_is_not_forgotten() {
    let client = Client::builder().access_token("the-token").no_proxy().build().unwrap();
    let sent = token(&client);
    let tokens = &client.inner.tokens;
    assert!(succeeded(&received(204, ""), &sent, tokens, None).unwrap());
    assert!(tokens.cached().is_some_and(|cached| Arc::ptr_eq(&cached, &sent)));
}
