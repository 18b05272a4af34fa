//! Calls all six operations and reads most fields of their results, as far as `07_sdk_173_1.json` has them.
#![deny(warnings)]

use genesys_cloud::models::{
    DomainEntityRef, IdleTokenTimeout, NamedEntity, OrgOAuthClient, OrgOAuthClientAuthorizedGrantType as Grant,
    OrgOAuthClientState, TokenInfo,
};
use genesys_cloud::{Client, Error, TokensApi};

fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let tokens: TokensApi<'_> = client.tokens();
    tokens.head_tokens_me().send()?;
    describe(tokens.get_tokens_me().send()?);
    match tokens.get_tokens_me().send_with_response() {
        Ok(response) => println!("{} {:?}", response.status(), response.correlation_id()),
        Err(Error::Api(error)) if error.status() == 401 => eprintln!("{error}"),
        Err(error) => return Err(error),
    }
    let timeout = tokens.get_tokens_timeout().send()?;
    println!(
        "{:?} {:?}",
        timeout.idle_token_timeout_seconds, timeout.enable_idle_token_timeout
    );
    let mut body = IdleTokenTimeout::default().with_idle_token_timeout_seconds(900);
    body.enable_idle_token_timeout = Some(true);
    let set: IdleTokenTimeout = tokens.put_tokens_timeout().body(body).send()?;
    assert_ne!(set, IdleTokenTimeout::default());
    tokens.delete_token("7f0c1d2e").send()?;
    tokens.delete_tokens_me().send()
}

fn describe(info: TokenInfo) {
    let organization: Option<NamedEntity> = info.organization;
    println!(
        "{:?} {:?}",
        organization.and_then(|it| it.name),
        info.home_organization.and_then(|it| it.id)
    );
    println!("{:?}", info.authorized_scope.unwrap_or_default().join(" "));
    println!(
        "{:?}",
        info.cloned_user.and_then(|user| user.organization).and_then(|it| it.id)
    );
    let Some(client) = info.o_auth_client else { return };
    if let Some(Grant::ClientCredentials) = client.authorized_grant_type {
        println!("a robot");
    }
    match &client.state {
        Some(OrgOAuthClientState::Active) => println!("works"),
        Some(other) => println!("{other} ({})", other.as_str()),
        None => {}
    }
    // The model of `created_by` has changed since, so the program does not name it.
    println!("{:?}", client.created_by.clone().and_then(|who| who.id));
    let modified: Option<DomainEntityRef> = client.modified_by.clone();
    println!(
        "{:?} {:?}",
        modified.and_then(|who| who.self_uri),
        client.scope.as_deref().map(<[_]>::len)
    );
    for role in client.role_divisions.iter().flatten() {
        println!("{:?} {:?}", role.role_id, role.division_id);
    }
    assert_ne!(client, OrgOAuthClient::default());
}
