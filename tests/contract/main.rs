//! The contract with the specification: Prism, a mock server started with `spec/tokens.json`, validates the requests of the
//! client, and the client decodes responses that Prism generates from the schemas.
//!
//! `.ci/run` starts Prism, sets `PRISM_URL`, and checks in its log that all six operations were validated. Without that variable
//! the test is skipped, with a line on standard error.

use std::env;
use std::io::{self, Write as _};

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Error, Response, RetryPolicy};

#[test]
fn all_six_operations_conform_to_the_specification() -> Result<(), Error> {
    let Ok(url) = env::var("PRISM_URL") else {
        // `eprintln!` would be captured, since the test passes.
        let _ = writeln!(io::stderr(), "skipped: PRISM_URL is not set");
        return Ok(());
    };
    // A retry would not help: Prism refuses what is invalid.
    let client = Client::builder()
        .base_url(url)
        .access_token("any-token")
        .retry(RetryPolicy::none())
        .build()?;
    let tokens = client.tokens();

    let me = tokens.get_tokens_me().preserve_idle_ttl(true);
    let me = validated(200, me.send_with_response()?);
    let organization = me.organization.expect("an organization");
    assert!(organization.id.is_some() && organization.name.is_some());
    assert!(me.home_organization.is_some());
    assert_eq!(me.authorized_scope.expect("scopes").len(), 1);
    assert!(me.cloned_user.expect("a cloned user").organization.is_some());
    assert!(me.date_token_idles.is_some());
    let oauth_client = me.o_auth_client.expect("an OAuth client");
    let grant = oauth_client.authorized_grant_type.expect("a grant type");
    assert_eq!(grant.as_str(), "CODE");
    assert_eq!(oauth_client.state.expect("a state").as_str(), "active");
    assert_eq!(oauth_client.role_divisions.expect("roles").len(), 1);
    assert!(oauth_client.created_by.expect("a creator").self_uri.is_some());

    validated(200, tokens.get_tokens_me().send_with_response()?);
    validated(200, tokens.head_tokens_me().send_with_response()?);
    validated(200, tokens.delete_tokens_me().send_with_response()?);
    let user = tokens.delete_token("7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f");
    validated(204, user.send_with_response()?);

    let settings = validated(200, tokens.get_tokens_timeout().send_with_response()?);
    assert_example(&settings);
    // The client writes back the settings that it has read, so that Prism also checks the body of a request.
    let changed = settings.with_idle_token_timeout_seconds(900);
    let put = tokens.put_tokens_timeout().body(changed);
    assert_example(&validated(200, put.send_with_response()?));
    let built = IdleTokenTimeout::default()
        .with_idle_token_timeout_seconds(900)
        .with_enable_idle_token_timeout(true);
    let put = tokens.put_tokens_timeout().body(built);
    assert_example(&validated(200, put.send_with_response()?));
    // The body is optional.
    validated(200, tokens.put_tokens_timeout().send_with_response()?);
    Ok(())
}

/// Returns the body of a response. Checks that it has this status and reports no violation.
fn validated<T>(status: u16, response: Response<T>) -> T {
    assert_eq!(response.header("sl-violations"), None);
    assert_eq!(response.status(), status);
    response.into_body()
}

fn assert_example(settings: &IdleTokenTimeout) {
    // Prism sends the minimum of the schema.
    assert_eq!(settings.idle_token_timeout_seconds, Some(300));
    assert_eq!(settings.enable_idle_token_timeout, Some(true));
    let bundles = settings.inactivity_timeout_group_bundles.as_deref().unwrap_or_default();
    assert_eq!(bundles.len(), 1);
    assert_eq!(bundles[0].priority, Some(1));
    let unit = bundles[0].inactivity_timeout_unit.as_ref();
    assert!(unit.is_some_and(|unit| unit.as_str() == "Minutes"));
}
