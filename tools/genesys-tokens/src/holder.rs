//! The holder of a token: an OAuth client, or a user.

use genesys_cloud::models::{NamedEntity, TokenInfo};
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{Client, Error};

use crate::users::Apis as _;
use crate::users::models::User;

/// What is known of a token.
pub(crate) struct Holder {
    pub(crate) token: TokenInfo,
    pub(crate) who: Who,
}

pub(crate) enum Who {
    /// The OAuth client itself, without a user.
    Client,
    User(Box<User>),
    /// A user whose details are not available, and why.
    UnknownUser(Error),
}

impl Holder {
    /// Requests the holder of the token of a client. The idle timer of the token goes on.
    pub(crate) fn read(client: &Client) -> Result<Self, Error> {
        let token = client.tokens().get_tokens_me().preserve_idle_ttl(true).send()?;
        let grant = grant(&token);
        let who = if grant.as_deref().is_some_and(is_client_grant) {
            Who::Client
        } else {
            match client.users().get_users_me().send() {
                Ok(user) => Who::User(Box::new(user)),
                // The response to client credentials: "This request requires a user context."
                Err(error) if error.status() == Some(400) => Who::Client,
                Err(error) if grant.is_some() => Who::UnknownUser(error),
                Err(error) => return Err(error),
            }
        };
        Ok(Self { token, who })
    }
}

/// Returns the grant by which the token was issued, as the API spells it.
pub(crate) fn grant(token: &TokenInfo) -> Option<String> {
    let client = token.o_auth_client.as_ref()?;
    client.authorized_grant_type.as_ref().map(ToString::to_string)
}

/// Returns whether the token of this grant has no user. The API has spelled the grant in two ways.
fn is_client_grant(grant: &str) -> bool {
    grant.replace('_', "-").eq_ignore_ascii_case("CLIENT-CREDENTIALS")
}

/// Returns id and name, or null.
pub(crate) fn entity_json(entity: Option<&NamedEntity>) -> Value {
    entity.map_or(Value::Null, |entity| json!({"id": entity.id, "name": entity.name}))
}

/// Returns name and id in one line.
pub(crate) fn named(name: Option<&str>, id: Option<&str>) -> String {
    match (name, id) {
        (Some(name), Some(id)) => format!("{name} ({id})"),
        (Some(text), None) | (None, Some(text)) => text.to_owned(),
        (None, None) => "unknown".to_owned(),
    }
}
