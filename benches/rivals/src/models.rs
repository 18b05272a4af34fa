//! Models as a program would write them by hand: serde's derives, all fields, closed enums.

#![allow(
    missing_docs,
    reason = "genesys_cloud::models has the same fields, with their documentation"
)]

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenInfo {
    pub organization: Option<NamedEntity>,
    pub home_organization: Option<NamedEntity>,
    pub authorized_scope: Option<Vec<String>>,
    pub cloned_user: Option<TokenInfoClonedUser>,
    pub date_token_idles: Option<Timestamp>,
    #[serde(rename = "OAuthClient")]
    pub o_auth_client: Option<OrgOAuthClient>,
}

#[derive(Debug, Deserialize)]
pub struct NamedEntity {
    pub id: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Entity {
    pub id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct TokenInfoClonedUser {
    pub id: Option<String>,
    pub organization: Option<Entity>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrgOAuthClient {
    pub id: Option<String>,
    pub name: Option<String>,
    pub date_created: Option<Timestamp>,
    pub date_modified: Option<Timestamp>,
    pub created_by: Option<DomainEntityRef>,
    pub modified_by: Option<DomainEntityRef>,
    pub authorized_grant_type: Option<GrantType>,
    pub scope: Option<Vec<String>>,
    pub role_divisions: Option<Vec<RoleDivision>>,
    pub state: Option<State>,
    pub date_to_delete: Option<Timestamp>,
    pub organization: Option<NamedEntity>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum GrantType {
    Code,
    Token,
    #[serde(rename = "SAML2-BEARER")]
    Saml2Bearer,
    Password,
    ClientCredentials,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Active,
    Disabled,
    Inactive,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainEntityRef {
    pub id: Option<String>,
    pub name: Option<String>,
    pub self_uri: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleDivision {
    pub role_id: Option<String>,
    pub division_id: Option<String>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdleTokenTimeout {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_token_timeout_seconds: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_idle_token_timeout: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactivity_timeout_unit: Option<Unit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactivity_timeout_groups_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactivity_timeout_group_bundles: Option<Vec<Bundle>>,
}

impl IdleTokenTimeout {
    /// Returns the value that the benchmarks send.
    #[must_use]
    pub fn from_seconds(seconds: i32) -> Self {
        Self {
            idle_token_timeout_seconds: Some(seconds),
            enable_idle_token_timeout: Some(true),
            ..Self::default()
        }
    }
}

#[derive(Debug, Deserialize, Serialize)]
pub enum Unit {
    Minutes,
    Hours,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactivity_timeout_unit: Option<Unit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<String>>,
}
