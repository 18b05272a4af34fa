//! `TokenInfo`: the holder and the scope of a token.

use serde_json::{Value, json};

use crate::sandbox::state::{Holder, State};

const ORGANIZATION_ID: &str = "5e0f6b1c-9d27-4c83-a1f4-2b7d80e6c953";
const USER_CLIENT_ID: &str = "b27e4d05-16fa-4c98-8c3d-f0a95e71d264";
const ADMIN_ID: &str = "91c3e8fa-4d70-4b25-9e6b-7fa20d5c18e4";
const ROLE_ID: &str = "2a6d90c7-e15b-4f38-b04c-d83f17a95e60";
const HOME_DIVISION_ID: &str = "f5b8127e-3c49-4da6-9170-68e2bd04a7cf";

/// Returns the body of `GET /api/v2/tokens/me`.
pub(super) fn for_token(state: &State, holder: &Holder, token: &str) -> Value {
    let organization = json!({"id": ORGANIZATION_ID, "name": "Sandbox organization"});
    let client = match holder {
        Holder::Client(index) => state
            .clients
            .get(*index)
            .map(|client| (client.id.as_str(), client.name, "CLIENT-CREDENTIALS")),
        Holder::User(_) => Some((USER_CLIENT_ID, "Agent desktop", "CODE")),
    };
    // The index is always valid.
    let (id, name, grant_type) = client.unwrap_or((USER_CLIENT_ID, "", "TOKEN"));
    let scope = json!(["authorization", "oauth", "organization", "users:readonly"]);
    let created_by = json!({"id": ADMIN_ID, "name": "Admin", "selfUri": format!("/api/v2/users/{ADMIN_ID}")});
    json!({
        "organization": organization,
        "homeOrganization": organization,
        "authorizedScope": scope,
        "OAuthClient": {
            "id": id,
            "name": name,
            "dateCreated": "2024-02-29T09:30:00.000Z",
            "dateModified": "2025-01-31T16:45:12.345Z",
            "createdBy": created_by,
            "modifiedBy": created_by,
            "authorizedGrantType": grant_type,
            "scope": scope,
            "roleDivisions": [{"roleId": ROLE_ID, "divisionId": HOME_DIVISION_ID}],
            "state": "active",
            "dateToDelete": "2035-01-01T00:00:00.000Z",
            "organization": organization,
        },
        "dateTokenIdles": state.idles(token).map(|idles| format!("{idles:.3}")),
    })
}
