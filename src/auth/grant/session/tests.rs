//! What an outcome means for the next request. Calls over sockets are tested in `tests/faults/grants/`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use ureq::http::{Method, StatusCode};

use super::{Session, Start};
use crate::Error;
use crate::auth::TOKEN_PATH;
use crate::auth::token::Token;
use crate::auth::token_response::{Outcome, TokenResponse};
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

fn response(refresh_token: Option<&str>) -> Outcome {
    Outcome::Token(TokenResponse {
        token: Token::new(&"access".into()).unwrap(),
        refresh_token: refresh_token.map(Secret::from),
    })
}

fn error() -> AuthError {
    let mut context = CallContext::new(&Method::POST, TOKEN_PATH, 1);
    context.status = Some(StatusCode::BAD_REQUEST);
    AuthError::new(context, "an error").with_code(Some("invalid_grant".to_owned()), None)
}

fn refused() -> Outcome {
    Outcome::Refused {
        error: error(),
        after_loss: false,
    }
}

fn lost() -> Outcome {
    Outcome::Lost(Error::Auth(error()))
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
        session.settle(response(None)).unwrap();
        let text = ended(&session);
        assert!(text.contains("no refresh token; sign in again"), "{text}");
        assert_eq!(secrets(&session), [""; 0]);
    }
}

#[test]
fn a_refresh_token_follows_a_code_an_assertion_and_a_refresh_token() {
    for session in [code(), assertion(), refresh()] {
        session.settle(response(Some("s3cr3t-next"))).unwrap();
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
        session.settle(response(received)).unwrap();
        assert_eq!(next(&session).0, "grant_type=refresh_token&refresh_token=s3cr3t-first");
        assert_eq!(*stored.lock().unwrap(), 0);
    }
}

#[test]
fn the_current_and_the_previous_refresh_token_are_masked() {
    let session = refresh();
    assert_eq!(secrets(&session), ["s3cr3t-first"]);
    session.settle(response(Some("s3cr3t-second"))).unwrap();
    assert_eq!(secrets(&session), ["s3cr3t-first", "s3cr3t-second"]);
    session.settle(response(Some("s3cr3t-third"))).unwrap();
    assert_eq!(secrets(&session), ["s3cr3t-second", "s3cr3t-third"]);
    session.settle(refused()).unwrap_err();
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
        let refusal = session.settle(refused()).unwrap_err();
        assert!(refusal.is_sign_in_required(), "{refusal}");
        assert_eq!((refusal.status(), refusal.code()), (Some(400), Some("invalid_grant")));
        let text = refusal.to_string();
        assert!(text.contains(subject) && text.contains("sign in again"), "{text}");
        assert_eq!(ended(&session), text);
    }
}

#[test]
fn a_failure_does_not_end_the_session() {
    for session in [code(), assertion(), refresh()] {
        let before = next(&session);
        let error = session.settle(Outcome::Failed(Error::Auth(error()))).unwrap_err();
        assert!(!error.is_sign_in_required(), "{error}");
        assert_eq!(next(&session), before);
    }
}

#[test]
fn a_code_whose_response_was_lost_is_not_sent_again() {
    for (session, subject) in [(code(), "authorization code"), (assertion(), "SAML2 assertion")] {
        let error = session.settle(lost()).unwrap_err();
        assert!(!error.is_sign_in_required(), "{error}");
        let text = ended(&session);
        assert!(text.contains(subject) && text.contains("response was lost"), "{text}");
    }
}

#[test]
fn a_refresh_token_whose_response_was_lost_is_sent_again_and_its_refusal_says_so() {
    let session = refresh();
    session.settle(lost()).unwrap_err();
    assert_eq!(next(&session).1, Repeat::Once);
    let refusal = session.settle(refused()).unwrap_err();
    assert!(refusal.to_string().contains("response that was lost"), "{refusal}");
    let session = refresh();
    let refusal = session.settle(refused().after_loss()).unwrap_err();
    assert!(refusal.to_string().contains("response that was lost"), "{refusal}");
    // A success in between means that nothing was lost.
    let session = refresh();
    session.settle(lost()).unwrap_err();
    session.settle(response(None)).unwrap();
    let refusal = session.settle(refused()).unwrap_err();
    assert!(!refusal.to_string().contains("response that was lost"), "{refusal}");
}

#[test]
fn a_panic_of_the_function_that_stores_refresh_tokens_loses_none() {
    let session = refresh();
    session.set_on_refresh(Arc::new(|_| panic!("the disk is full")));
    let settled = catch_unwind(AssertUnwindSafe(|| session.settle(response(Some("s3cr3t-next")))));
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
