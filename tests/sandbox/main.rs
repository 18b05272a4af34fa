//! Each operation of the Tokens API against the sandbox, with the public interface and over real sockets.
#![cfg(feature = "sandbox")]

mod lists;
mod pacing;
mod rules;
mod sign_in;

use std::collections::HashSet;
use std::error::Error as StdError;
use std::thread;

use genesys_cloud::models::{IdleTokenTimeout, OrgOAuthClientAuthorizedGrantType};
use genesys_cloud::sandbox::{RecordedRequest, Sandbox};
use genesys_cloud::{Client, Error};

type Outcome = Result<(), Box<dyn StdError>>;

/// Returns method, path and query of the recorded requests, without token requests.
fn calls(sandbox: &Sandbox) -> Vec<String> {
    let line = |request: RecordedRequest| match request.query {
        Some(query) => format!("{} {}?{query}", request.method, request.path),
        None => format!("{} {}", request.method, request.path),
    };
    sandbox
        .requests()
        .into_iter()
        .filter(|request| request.path != "/oauth/token")
        .map(line)
        .collect()
}

fn limited(sandbox: &Sandbox) -> Result<Client, Error> {
    Client::builder()
        .base_url(sandbox.base_url())
        .login_url(sandbox.login_url())
        .client_credentials(sandbox.limited_client_id(), sandbox.limited_client_secret())
        .no_proxy()
        .build()
}

fn with_token(sandbox: &Sandbox, token: &str) -> Result<Client, Error> {
    Client::builder()
        .base_url(sandbox.base_url())
        .access_token(token)
        .no_proxy()
        .build()
}

#[test]
fn get_tokens_me_returns_the_holder_of_the_token() -> Outcome {
    let sandbox = Sandbox::start()?;
    let me = sandbox.client().tokens().get_tokens_me().send()?;

    assert!(me.organization.and_then(|organization| organization.name).is_some());
    assert!(me.date_token_idles.is_some());
    let client = me.o_auth_client.ok_or("no OAuth client")?;
    assert_eq!(
        client.authorized_grant_type,
        Some(OrgOAuthClientAuthorizedGrantType::ClientCredentials)
    );
    assert_eq!(calls(&sandbox), ["GET /api/v2/tokens/me"]);
    Ok(())
}

#[test]
fn preserve_idle_ttl_is_sent_only_when_it_is_set() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    client.tokens().get_tokens_me().preserve_idle_ttl(true).send()?;
    client.tokens().get_tokens_me().preserve_idle_ttl(false).send()?;

    let expected = [
        "GET /api/v2/tokens/me?preserveIdleTTL=true",
        "GET /api/v2/tokens/me?preserveIdleTTL=false",
    ];
    assert_eq!(calls(&sandbox), expected);
    Ok(())
}

#[test]
fn head_tokens_me_succeeds_for_a_valid_token_and_fails_with_status_and_id_for_another() -> Outcome {
    let sandbox = Sandbox::start()?;
    let response = sandbox.client().tokens().head_tokens_me().send_with_response()?;
    assert_eq!(response.status(), 200);
    assert!(response.correlation_id().is_some());

    let error = with_token(&sandbox, "unknown")?
        .tokens()
        .head_tokens_me()
        .send()
        .unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(error.code(), None, "HEAD has no body");
    assert!(error.correlation_id().is_some());
    Ok(())
}

#[test]
fn delete_tokens_me_revokes_the_token_and_the_client_requests_another_one() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    client.tokens().delete_tokens_me().send()?;
    client.tokens().head_tokens_me().send()?;

    let tokens = sandbox
        .requests()
        .iter()
        .filter(|request| request.path == "/oauth/token")
        .count();
    assert_eq!(tokens, 2, "a new token for the call after the revocation");
    assert_eq!(calls(&sandbox), ["DELETE /api/v2/tokens/me", "HEAD /api/v2/tokens/me"]);
    Ok(())
}

#[test]
fn a_static_token_that_was_revoked_is_refused_and_not_replaced() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = with_token(&sandbox, &sandbox.issue_token())?;
    client.tokens().delete_tokens_me().send()?;

    let error = client.tokens().get_tokens_me().send().unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    assert_eq!(calls(&sandbox).len(), 2);
    Ok(())
}

#[test]
fn delete_token_revokes_the_tokens_of_a_user() -> Outcome {
    let sandbox = Sandbox::start()?;
    let user = with_token(&sandbox, &sandbox.issue_user_token())?;
    user.tokens().head_tokens_me().send()?;

    let response = sandbox
        .client()
        .tokens()
        .delete_token(sandbox.user_id())
        .send_with_response()?;
    assert_eq!(response.status(), 204);
    assert_eq!(user.tokens().head_tokens_me().send().unwrap_err().status(), Some(401));
    Ok(())
}

#[test]
fn an_unknown_user_is_a_typed_404_with_a_correlation_id() -> Outcome {
    let sandbox = Sandbox::start()?;
    let error = sandbox
        .client()
        .tokens()
        .delete_token("no/body at all")
        .send()
        .unwrap_err();

    assert_eq!((error.status(), error.code()), (Some(404), Some("not.found")));
    let Error::Api(error) = error else {
        return Err("not an Api error".into());
    };
    let body = error.body().ok_or("no ErrorBody")?;
    assert_eq!(body.status, Some(404));
    assert_eq!(body.context_id.as_deref(), error.correlation_id());
    assert_eq!(calls(&sandbox), ["DELETE /api/v2/tokens/no%2Fbody%20at%20all"]);
    Ok(())
}

#[test]
fn a_missing_permission_is_a_typed_403() -> Outcome {
    let sandbox = Sandbox::start()?;
    let error = limited(&sandbox)?
        .tokens()
        .delete_token(sandbox.user_id())
        .send()
        .unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(403), Some("missing.any.permissions"))
    );
    assert!(error.to_string().contains("oauth:token:delete"), "{error}");
    Ok(())
}

#[test]
fn ids_that_would_name_another_operation_are_refused_before_anything_is_sent() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    for id in ["", ".", "..", "me", "ME", "timeout", "TimeOut", "a\nb", "\0", "a\u{7f}"] {
        let error = client.tokens().delete_token(id).send().unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{id:?}: {error}");
        assert!(error.to_string().contains("userId"), "{error}");
        assert_eq!(error.attempts(), 0);
    }
    assert_eq!(sandbox.requests().len(), 0, "not even a token was fetched");
    Ok(())
}

#[test]
fn the_timeout_is_read_changed_and_written_with_unknown_fields() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    let mut settings = client.tokens().get_tokens_timeout().send()?;
    settings
        .additional_properties
        .insert("ofTomorrow".to_owned(), serde_json::json!({"kept": [1, null]}));
    let settings = settings
        .with_idle_token_timeout_seconds(900)
        .with_enable_idle_token_timeout(true);

    let written = client.tokens().put_tokens_timeout().body(settings.clone()).send()?;
    assert_eq!(written, settings);
    assert_eq!(client.tokens().get_tokens_timeout().send()?, settings);
    Ok(())
}

#[test]
fn the_server_checks_the_timeout() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    for (seconds, accepted) in [(299, false), (300, true), (28_800, true), (28_801, false), (-1, false)] {
        let body = IdleTokenTimeout::default().with_idle_token_timeout_seconds(seconds);
        let outcome = client.tokens().put_tokens_timeout().body(body).send();
        assert_eq!(outcome.is_ok(), accepted, "{seconds}: {outcome:?}");
        if let Err(error) = outcome {
            assert_eq!(error.status(), Some(400));
        }
    }
    Ok(())
}

#[test]
fn an_optional_body_may_be_left_out() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    let before = client.tokens().get_tokens_timeout().send()?;
    assert_eq!(client.tokens().put_tokens_timeout().send()?, before);
    Ok(())
}

#[test]
fn an_expired_token_is_replaced_in_the_middle_of_a_batch() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    for round in 0..6 {
        if round == 3 {
            sandbox.expire_tokens();
        }
        client.tokens().get_tokens_me().send()?;
    }
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [200, 200, 200, 200, 401, 200, 200, 200, 200]);
    Ok(())
}

#[test]
fn a_client_waits_for_a_rate_limit() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    sandbox.limit_next(1, std::time::Duration::from_secs(1));
    let started = std::time::Instant::now();
    let response = client.tokens().get_tokens_me().send_with_response()?;
    assert_eq!(response.status(), 200);
    assert!(started.elapsed() >= std::time::Duration::from_secs(1));
    Ok(())
}

#[test]
fn a_502_with_html_is_retried_and_then_an_error() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    sandbox.fail_next(1, 502);
    client.tokens().head_tokens_me().send()?;

    sandbox.fail_next(4, 502);
    let error = client.tokens().get_tokens_me().send().unwrap_err();
    assert_eq!((error.status(), error.attempts(), error.code()), (Some(502), 4, None));
    assert!(error.to_string().contains("not an ErrorBody (text/html"), "{error}");
    Ok(())
}

#[test]
fn one_client_serves_many_threads_with_one_token() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| client.clone().tokens().get_tokens_me().send()))
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
    let ids: HashSet<_> = sandbox
        .requests()
        .iter()
        .filter(|request| request.path == "/oauth/token")
        .map(|request| request.status)
        .collect();
    assert_eq!(ids, HashSet::from([200]));
    assert_eq!(sandbox.requests().len(), 17, "sixteen calls and one token");
    Ok(())
}

#[test]
fn a_client_can_be_sent_shared_and_cloned() {
    fn check<T: Send + Sync + Clone>() {}
    check::<Client>();
    check::<Error>();
}

#[test]
fn the_sandbox_is_also_behind_the_prefixes_of_a_gateway() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = Client::builder()
        .base_url(format!("{}/api", sandbox.base_url()))
        .login_url(format!("{}/login/", sandbox.login_url()))
        .client_credentials(sandbox.client_id(), sandbox.client_secret())
        .no_proxy()
        .build()?;
    client.tokens().get_tokens_me().send()?;
    let paths: Vec<_> = sandbox.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/login/oauth/token", "/api/api/v2/tokens/me"]);
    Ok(())
}
