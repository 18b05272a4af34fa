//! Users that sign in at the sandbox, with each grant.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use genesys_cloud::serde_json::Value;
use genesys_cloud::{Credentials, Login, Method};

use super::*;

fn who_am_i(client: &Client) -> Result<String, Error> {
    let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
    Ok(me["id"].as_str().unwrap_or_default().to_owned())
}

fn signed_in(sandbox: &Sandbox, login: Login) -> Result<Credentials, Error> {
    let login = login.login_url(sandbox.login_url()).start()?;
    login.finish(&sandbox.sign_in(login.url()))
}

#[test]
fn a_user_signs_in_and_stays_signed_in() -> Outcome {
    let sandbox = Sandbox::start()?;
    for login in [
        Login::pkce(sandbox.client_id()),
        Login::authorization_code(sandbox.client_id(), sandbox.client_secret()),
    ] {
        let stored = Arc::new(Mutex::new(Vec::new()));
        let store = Arc::clone(&stored);
        let credentials =
            signed_in(&sandbox, login)?.on_refresh(move |token| store.lock().unwrap().push(token.to_owned()));
        let client = sandbox.client_builder().credentials(credentials).build()?;
        assert_eq!(who_am_i(&client)?, sandbox.user_id());
        for _ in 0..2 {
            sandbox.advance(Duration::from_secs(86_400));
            assert_eq!(who_am_i(&client)?, sandbox.user_id());
        }
        assert_eq!(stored.lock().unwrap().len(), 3);
    }
    Ok(())
}

/// The program is started again, with the refresh token that it has stored.
#[test]
fn a_stored_refresh_token_signs_in_once() -> Outcome {
    let sandbox = Sandbox::start()?;
    let stored = Arc::new(Mutex::new(String::new()));
    let store = |credentials: Credentials| {
        let stored = Arc::clone(&stored);
        credentials.on_refresh(move |token| token.clone_into(&mut stored.lock().unwrap()))
    };
    let credentials = store(signed_in(&sandbox, Login::pkce(sandbox.client_id()))?);
    who_am_i(&sandbox.client_builder().credentials(credentials).build()?)?;

    let first = stored.lock().unwrap().clone();
    let again = store(Credentials::refresh_token(sandbox.client_id(), None, first.as_str()));
    let client = sandbox.client_builder().credentials(again).build()?;
    assert_eq!(who_am_i(&client)?, sandbox.user_id());
    assert_ne!(*stored.lock().unwrap(), first);

    // Another program has a copy of the old refresh token: both are signed out.
    let copy = Credentials::refresh_token(sandbox.client_id(), None, first);
    let error = who_am_i(&sandbox.client_builder().credentials(copy).build()?).unwrap_err();
    assert!(
        error.is_sign_in_required() && error.code() == Some("invalid_grant"),
        "{error}"
    );
    let error = who_am_i(&client).unwrap_err();
    assert!(error.is_sign_in_required(), "{error}");
    Ok(())
}

#[test]
fn an_assertion_signs_in_until_its_token_expires() -> Outcome {
    let sandbox = Sandbox::start()?;
    let assertion = "PHNhbWxwOlJlc3BvbnNlLz4=";
    let credentials = Credentials::saml2_bearer(sandbox.client_id(), sandbox.client_secret(), "acme", assertion);
    let client = sandbox.client_builder().credentials(credentials).build()?;
    assert_eq!(who_am_i(&client)?, sandbox.user_id());
    sandbox.advance(Duration::from_secs(86_400));
    let error = who_am_i(&client).unwrap_err();
    assert!(error.is_sign_in_required(), "{error}");
    Ok(())
}

#[test]
fn a_lost_response_of_the_token_endpoint_ends_the_sign_in_if_the_token_was_replaced() -> Outcome {
    let sandbox = Sandbox::start()?;
    let credentials = signed_in(&sandbox, Login::pkce(sandbox.client_id()))?;
    let client = sandbox.client_builder().credentials(credentials).build()?;
    who_am_i(&client)?;
    sandbox.expire_tokens();
    sandbox.at(Method::POST, "/oauth/token").drop_next(1);
    let error = who_am_i(&client).unwrap_err();
    assert!(error.is_sign_in_required(), "{error}");
    assert!(
        error
            .to_string()
            .contains("may have replaced in a response that was lost"),
        "{error}"
    );
    Ok(())
}

#[test]
fn a_wrong_code_or_verifier_is_refused() -> Outcome {
    let sandbox = Sandbox::start()?;
    let login = Login::pkce(sandbox.client_id())
        .login_url(sandbox.login_url())
        .start()?;
    let other = Login::pkce(sandbox.client_id())
        .login_url(sandbox.login_url())
        .start()?;
    // The code of another sign-in, as if an attacker had put it into the callback.
    let callback = sandbox.sign_in(other.url());
    let error = login.finish(&callback).unwrap_err();
    assert!(
        error.to_string().contains("is not the callback of this sign-in"),
        "{error}"
    );

    let code = callback
        .split(['?', '&'])
        .find_map(|field| field.strip_prefix("code="))
        .unwrap();
    let own = sandbox.sign_in(login.url());
    let forged = own.replace(
        own.split(['?', '&'])
            .find_map(|field| field.strip_prefix("code="))
            .unwrap(),
        code,
    );
    let credentials = login.finish(&forged)?;
    let client = sandbox.client_builder().credentials(credentials).build()?;
    let error = who_am_i(&client).unwrap_err();
    assert!(
        error.is_sign_in_required() && error.code() == Some("invalid_grant"),
        "{error}"
    );
    Ok(())
}

#[test]
fn a_client_has_no_user() -> Outcome {
    let sandbox = Sandbox::start()?;
    let error = who_am_i(&sandbox.client()).unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("requires a user context"), "{error}");
    Ok(())
}
