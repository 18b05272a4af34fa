//! Operations without a fragment against rules, and faults as a client sees them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use genesys_cloud::sandbox::{Reply, Sandbox};
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{Error, Method, RetryPolicy};

use crate::Outcome;

fn statuses(sandbox: &Sandbox) -> Vec<u16> {
    let requests = sandbox.requests();
    let calls = requests.iter().filter(|request| request.path != "/oauth/token");
    calls.map(|request| request.status).collect()
}

#[test]
fn any_operation_can_be_mocked() -> Outcome {
    let sandbox = Sandbox::start()?;
    let created = AtomicUsize::new(0);
    sandbox.on(Method::POST, "/api/v2/groups/{groupId}/members", move |request| {
        let body: Value = request.json().unwrap();
        let number = created.fetch_add(1, Ordering::SeqCst);
        Reply::json(
            202,
            json!({"group": request.parameter("groupId"), "members": body["memberIds"], "number": number}),
        )
    });
    let client = sandbox.client();
    for number in 0..2 {
        let response = client
            .request(Method::POST, "/api/v2/groups/{groupId}/members")
            .path("groupId", "a/b")
            .body_json(&json!({"memberIds": ["1"]}))
            .send_json::<Value>()?;
        assert_eq!(response.status(), 202);
        assert_eq!(
            response.into_body(),
            json!({"group": "a/b", "members": ["1"], "number": number})
        );
    }
    Ok(())
}

#[test]
fn a_path_without_a_rule_is_an_error_that_names_the_rule_to_add() -> Outcome {
    let sandbox = Sandbox::start()?;
    let error = sandbox
        .client()
        .request(Method::GET, "/api/v2/groups")
        .send_empty()
        .unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(501), 1));
    assert_eq!(
        error.to_string(),
        "GET /api/v2/groups: 501 not.implemented: The sandbox has no rule for GET /api/v2/groups. Add one with \
         `sandbox.respond(Method::GET, \"/api/v2/groups\", status, json)` or `sandbox.on` (correlation id "
            .to_owned()
            + error.correlation_id().unwrap()
            + ")"
    );
    Ok(())
}

/// Covers a new connection, and a connection that was used before.
#[test]
fn a_lost_response_is_retried_if_the_request_is_idempotent() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    sandbox.drop_next(1);
    client.tokens().delete_token(sandbox.user_id()).send()?;
    assert!(sandbox.is_revoked(sandbox.user_id()));
    sandbox.drop_next(2);
    client.tokens().get_tokens_me().send()?;
    assert_eq!(statuses(&sandbox), [204, 204, 200, 200, 200]);

    sandbox.drop_next(4);
    let error = client.tokens().get_tokens_me().send().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.attempts(), 4);
    Ok(())
}

#[test]
fn a_lost_response_to_a_post_is_an_error_although_the_request_was_processed() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox.respond(Method::POST, "/api/v2/groups", 201, json!({"id": "1"}));
    let client = sandbox.client();
    client.tokens().head_tokens_me().send()?;
    sandbox.at(Method::POST, "/api/v2/groups").drop_next(1);
    let request = client.request(Method::POST, "/api/v2/groups").body_json(&json!({}));
    let error = request.send_empty().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!((error.attempts(), statuses(&sandbox)), (1, vec![200, 201]));
    Ok(())
}

#[test]
fn a_revocation_whose_response_is_lost_succeeds() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox.client();
    sandbox.drop_next(1);
    let response = client.tokens().delete_tokens_me().send_with_response()?;
    assert_eq!(response.status(), 401);
    assert_eq!(statuses(&sandbox), [200, 401]);
    Ok(())
}

#[test]
fn a_stalled_response_is_a_timeout() -> Outcome {
    let sandbox = Sandbox::start()?;
    let client = sandbox
        .client_builder()
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::none())
        .build()?;
    client.tokens().head_tokens_me().send()?;
    sandbox.stall_next(1, Duration::from_secs(60));
    let error = client.tokens().get_tokens_me().send().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    client.tokens().get_tokens_me().send()?;
    assert_eq!(statuses(&sandbox), [200, 200, 200]);
    Ok(())
}

#[test]
fn two_hundred_users_are_revoked_despite_faults() -> Outcome {
    let sandbox = Sandbox::start()?;
    let users = sandbox.add_users(200);
    let client = sandbox.client();
    sandbox.limit_next(1, Duration::ZERO);
    sandbox.fail_next(1, 503);
    sandbox.drop_next(1);
    for (number, user) in users.iter().enumerate() {
        if number == 100 {
            sandbox.advance(Duration::from_secs(24 * 60 * 60));
        }
        client.tokens().delete_token(user).send()?;
    }
    assert!(users.iter().all(|user| sandbox.is_revoked(user)));
    // Three more for the faults, all of which are in the first call, and one for the expired token.
    assert_eq!(statuses(&sandbox).len(), 204);
    Ok(())
}
