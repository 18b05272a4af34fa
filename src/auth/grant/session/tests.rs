//! What an outcome means for the next request. Calls over sockets are tested in `tests/faults/grants/`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use ureq::http::{Method, StatusCode};

use super::{Session, Start};
use crate::Error;
use crate::auth::TOKEN_PATH;
use crate::auth::token::Token;
use crate::auth::token_response::TokenResponse;
use crate::error::{AuthError, CallContext};
use crate::retry::Repeat;
use crate::secret::Secret;

fn code() -> Session {
    Session::new(Start::Code {
        code: "s3cr3t-code".into(),
        verifier: Some("s3cr3t-verifier".into()),
        redirect_uri: Some("http://localhost:1/".to_owned()),
    })
}

fn assertion() -> Session {
    Session::new(Start::Saml2 {
        org_name: "org".to_owned(),
        assertion: "s3cr3t-assertion".into(),
    })
}

fn refresh() -> Session {
    Session::with_refresh_token("s3cr3t-first".into())
}

/// Returns the fields of the next request, and how often it may be sent.
fn next(session: &Session) -> (String, Repeat) {
    let fields = |fields: &[(&str, &str)], repeat| {
        let values: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (values.join("&"), repeat)
    };
    session.with_next_request(fields).unwrap()
}

/// Returns the error of a session without a next request.
fn ended(session: &Session) -> String {
    let error = session.with_next_request(|_, _| ()).unwrap_err();
    assert!(error.is_sign_in_required() && !error.is_retryable(), "{error:?}");
    error.to_string()
}

fn response(refresh_token: Option<&str>) -> TokenResponse {
    TokenResponse {
        token: Token::new(&"access".into(), None).unwrap(),
        refresh_token: refresh_token.map(Secret::from),
    }
}

/// Returns an error of the token endpoint with this status and code.
fn error(status: u16, code: Option<&str>) -> Error {
    let mut context = CallContext::new(&Method::POST, TOKEN_PATH, 1);
    context.status = Some(StatusCode::from_u16(status).unwrap());
    let error = AuthError::new(context, "refused").with_code(code.map(str::to_owned), None);
    Error::Auth(error)
}

fn secrets(session: &Session) -> Vec<String> {
    let secrets = session.secrets();
    secrets.iter().map(|secret| secret.expose_secret().to_owned()).collect()
}

#[test]
fn a_code_and_an_assertion_are_sent_once() {
    let fields =
        "grant_type=authorization_code&code=s3cr3t-code&code_verifier=s3cr3t-verifier&redirect_uri=http://localhost:1/";
    assert_eq!(next(&code()), (fields.to_owned(), Repeat::Unsent));
    let fields = "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&orgName=org&assertion=s3cr3t-assertion";
    assert_eq!(next(&assertion()), (fields.to_owned(), Repeat::Unsent));
    for session in [code(), assertion()] {
        session.settle(Ok(response(None)), false).unwrap();
        let text = ended(&session);
        assert!(text.contains("no refresh token; sign in again"), "{text}");
        assert_eq!(secrets(&session), [""; 0]);
    }
}

#[test]
fn a_refresh_token_follows_a_code_an_assertion_and_a_refresh_token() {
    for session in [code(), assertion(), refresh()] {
        session.settle(Ok(response(Some("s3cr3t-next"))), false).unwrap();
        let fields = "grant_type=refresh_token&refresh_token=s3cr3t-next".to_owned();
        assert_eq!(next(&session), (fields, Repeat::Once));
    }
}

#[test]
fn a_refresh_token_that_is_not_replaced_is_used_again() {
    for received in [None, Some("s3cr3t-first")] {
        let session = refresh();
        let stored = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&stored);
        session.set_on_refresh(Arc::new(move |_| *counter.lock().unwrap() += 1));
        session.settle(Ok(response(received)), false).unwrap();
        assert_eq!(next(&session).0, "grant_type=refresh_token&refresh_token=s3cr3t-first");
        assert_eq!(*stored.lock().unwrap(), 0);
    }
}

#[test]
fn the_current_and_the_previous_refresh_token_are_masked() {
    let session = refresh();
    assert_eq!(secrets(&session), ["s3cr3t-first"]);
    session.settle(Ok(response(Some("s3cr3t-second"))), false).unwrap();
    assert_eq!(secrets(&session), ["s3cr3t-first", "s3cr3t-second"]);
    session.settle(Ok(response(Some("s3cr3t-third"))), false).unwrap();
    assert_eq!(secrets(&session), ["s3cr3t-second", "s3cr3t-third"]);
    session
        .settle(Err(error(400, Some("invalid_grant"))), false)
        .unwrap_err();
    assert_eq!(secrets(&session), ["s3cr3t-third"]);
    assert_eq!(secrets(&code()), ["s3cr3t-code", "s3cr3t-verifier"]);
    assert_eq!(secrets(&assertion()), ["s3cr3t-assertion"]);
}

#[test]
fn a_refusal_ends_the_session() {
    for (session, subject) in [
        (code(), "authorization code"),
        (assertion(), "SAML2 assertion"),
        (refresh(), "refresh token"),
    ] {
        let refusal = session
            .settle(Err(error(400, Some("invalid_grant"))), false)
            .unwrap_err();
        assert!(refusal.is_sign_in_required(), "{refusal}");
        assert_eq!((refusal.status(), refusal.code()), (Some(400), Some("invalid_grant")));
        let text = refusal.to_string();
        assert!(text.contains(subject) && text.contains("sign in again"), "{text}");
        assert_eq!(ended(&session), text);
    }
}

#[test]
fn a_refusal_of_the_client_or_by_a_proxy_does_not_end_the_session() {
    for (status, code) in [
        (400, Some("invalid_client")),
        (401, Some("invalid_client")),
        (400, Some("unauthorized_client")),
        (400, Some("unsupported_grant_type")),
        (403, None),
        (407, None),
        (404, Some("invalid_grant")),
        (500, Some("server_error")),
        (503, None),
    ] {
        for session in [self::code(), assertion(), refresh()] {
            let before = next(&session);
            let error = session.settle(Err(error(status, code)), false).unwrap_err();
            assert!(!error.is_sign_in_required(), "{error}");
            assert_eq!(next(&session), before, "{status} {code:?}");
        }
    }
}

#[test]
fn a_rate_limit_does_not_end_the_session() {
    let mut context = CallContext::new(&Method::POST, TOKEN_PATH, 1);
    context.status = Some(StatusCode::BAD_REQUEST);
    let limited = AuthError::for_rate_limit(context).with_code(Some("invalid_request".to_owned()), None);
    for session in [code(), assertion(), refresh()] {
        let before = next(&session);
        let error = session.settle(Err(Error::Auth(limited.clone())), false).unwrap_err();
        assert!(error.is_retryable() && !error.is_sign_in_required(), "{error}");
        assert_eq!(next(&session), before);
    }
}

#[test]
fn a_code_whose_response_was_lost_is_not_sent_again() {
    for (session, subject) in [(code(), "authorization code"), (assertion(), "SAML2 assertion")] {
        let error = session.settle(Err(error(504, None)), true).unwrap_err();
        assert!(!error.is_sign_in_required(), "{error}");
        let text = ended(&session);
        assert!(text.contains(subject) && text.contains("response was lost"), "{text}");
    }
    let session = code();
    session.settle(Err(error(200, None)), false).unwrap_err();
    assert!(ended(&session).contains("response was lost"));
}

#[test]
fn a_refresh_token_whose_response_was_lost_is_sent_again_and_its_refusal_says_so() {
    for (lost, is_lost) in [(error(504, None), true), (error(200, None), false)] {
        let session = refresh();
        session.settle(Err(lost), is_lost).unwrap_err();
        assert_eq!(next(&session).1, Repeat::Once);
        let refusal = session
            .settle(Err(error(400, Some("invalid_grant"))), false)
            .unwrap_err();
        assert!(refusal.to_string().contains("response that was lost"), "{refusal}");
    }
    let session = refresh();
    let refusal = session
        .settle(Err(error(400, Some("invalid_grant"))), true)
        .unwrap_err();
    assert!(refusal.to_string().contains("response that was lost"), "{refusal}");
    // A success in between means that nothing was lost.
    let session = refresh();
    session.settle(Err(error(504, None)), true).unwrap_err();
    session.settle(Ok(response(None)), false).unwrap();
    let refusal = session
        .settle(Err(error(400, Some("invalid_grant"))), false)
        .unwrap_err();
    assert!(!refusal.to_string().contains("response that was lost"), "{refusal}");
}

#[test]
fn a_panic_of_the_function_that_stores_refresh_tokens_loses_none() {
    let session = refresh();
    session.set_on_refresh(Arc::new(|_| panic!("the disk is full")));
    let settled = catch_unwind(AssertUnwindSafe(|| {
        session.settle(Ok(response(Some("s3cr3t-next"))), false)
    }));
    assert!(settled.is_err());
    assert_eq!(next(&session).0, "grant_type=refresh_token&refresh_token=s3cr3t-next");
}

#[test]
fn debug_shows_what_is_sent_next_and_no_secret() {
    for (session, shown) in [
        (code(), "authorization code"),
        (assertion(), "SAML2 assertion"),
        (refresh(), "refresh token"),
    ] {
        let debug = format!("{session:?} {session:#?}");
        assert!(debug.contains(shown) && !debug.contains("s3cr3t"), "{debug}");
    }
}
