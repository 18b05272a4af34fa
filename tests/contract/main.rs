//! The contract with the specification: Prism, a mock server started from `spec/tokens.json`, judges what the client
//! sends, and the client reads what Prism makes up from the schemas.
//!
//! `.ci/run` starts Prism, names it in `PRISM_URL`, and reads in its log that all six operations were judged. Without
//! that variable there is nothing to ask, and the test only says so.

use std::env;
use std::io::{self, Write as _};

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Error, Response, RetryPolicy};

#[test]
fn all_six_operations_keep_to_the_specification() -> Result<(), Error> {
    let Ok(url) = env::var("PRISM_URL") else {
        // Not eprintln!, which a passing test keeps to itself.
        let _ = writeln!(io::stderr(), "skipped: PRISM_URL is not set");
        return Ok(());
    };
    // What Prism refuses is wrong, not unlucky.
    let client = Client::builder()
        .base_url(url)
        .access_token("any-token-will-do")
        .retry(RetryPolicy::none())
        .build()?;
    let tokens = client.tokens();

    let me = tokens.get_tokens_me().preserve_idle_ttl(true);
    let me = approved(200, me.send_with_response()?);
    let organization = me.organization.expect("an organisation");
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

    approved(200, tokens.get_tokens_me().send_with_response()?);
    approved(200, tokens.head_tokens_me().send_with_response()?);
    approved(200, tokens.delete_tokens_me().send_with_response()?);
    let user = tokens.delete_token("7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f");
    approved(204, user.send_with_response()?);

    let settings = approved(200, tokens.get_tokens_timeout().send_with_response()?);
    plausible(&settings);
    // What was read goes back as it is: nothing that the client writes may break a schema either.
    let changed = settings.with_idle_token_timeout_seconds(900);
    let put = tokens.put_tokens_timeout().body(changed);
    plausible(&approved(200, put.send_with_response()?));
    let built = IdleTokenTimeout::default()
        .with_idle_token_timeout_seconds(900)
        .with_enable_idle_token_timeout(true);
    let put = tokens.put_tokens_timeout().body(built);
    plausible(&approved(200, put.send_with_response()?));
    // The body is optional.
    approved(200, tokens.put_tokens_timeout().send_with_response()?);
    Ok(())
}

/// The body of an answer that has the status of the specification and names no violation.
fn approved<T>(status: u16, response: Response<T>) -> T {
    assert_eq!(response.header("sl-violations"), None);
    assert_eq!(response.status(), status);
    response.into_body()
}

fn plausible(settings: &IdleTokenTimeout) {
    // Prism answers with the minimum.
    assert_eq!(settings.idle_token_timeout_seconds, Some(300));
    assert_eq!(settings.enable_idle_token_timeout, Some(true));
    let bundles = settings.inactivity_timeout_group_bundles.as_deref().unwrap_or_default();
    assert_eq!(bundles.len(), 1);
    assert_eq!(bundles[0].priority, Some(1));
    let unit = bundles[0].inactivity_timeout_unit.as_ref();
    assert!(unit.is_some_and(|unit| unit.as_str() == "Minutes"));
}
