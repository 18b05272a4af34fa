//! `whoami`: the holder of the current token.

use genesys_cloud::jiff::Timestamp;
use genesys_cloud::models::{NamedEntity, TokenInfo};
use genesys_cloud::serde_json::{Value, json};

use crate::console::{note, print, print_json};
use crate::exit;
use crate::failure::Failure;
use crate::holder::{self, Holder, Who};
use crate::platform::Platform;

pub(crate) fn whoami(platform: &Platform, json: bool) -> Result<u8, Failure> {
    let client = platform.builder.clone().build()?;
    platform.say_if_sandbox();
    let holder = Holder::read(&client)?;
    warn(&holder);
    if json {
        print_json(&document(&holder))?;
    } else {
        print(text(&holder))?;
    }
    Ok(exit::SUCCESS)
}

/// Says what is missing.
pub(crate) fn warn(holder: &Holder) {
    if let Who::UnknownUser(error) = &holder.who {
        note(format_args!("The details of the user are not available: {error}"));
    }
}

/// Returns the holder as JSON. Everything that is not known is null.
pub(crate) fn document(holder: &Holder) -> Value {
    let Holder { token, who } = holder;
    let client = token.o_auth_client.as_ref();
    let (kind, user) = match who {
        Who::Client => ("client", Value::Null),
        Who::User(user) => ("user", json!({"id": user.id, "name": user.name, "email": user.email})),
        Who::UnknownUser(_) => ("user", Value::Null),
    };
    json!({
        "type": kind,
        "user": user,
        "client": client.map(|client| json!({"id": client.id, "name": client.name})),
        "organization": holder::entity_json(token.organization.as_ref()),
        "home_organization": holder::entity_json(token.home_organization.as_ref()),
        "grant": holder::grant(token),
        "scopes": token.authorized_scope.as_deref().unwrap_or_default(),
        "idles_at": token.date_token_idles.map(|idles| idles.to_string()),
    })
}

/// Returns a line for each thing that is known.
pub(crate) fn text(holder: &Holder) -> String {
    let Holder { token, who } = holder;
    let mut lines = Vec::new();
    match who {
        Who::Client => {}
        Who::User(user) => {
            lines.push(("User", holder::named(user.name.as_deref(), user.id.as_deref())));
            lines.extend(user.email.clone().map(|email| ("E-mail", email)));
        }
        Who::UnknownUser(_) => lines.push(("User", "unknown".to_owned())),
    }
    if let Some(client) = &token.o_auth_client {
        lines.push(("Client", holder::named(client.name.as_deref(), client.id.as_deref())));
    }
    lines.push(("Organization", organization(token.organization.as_ref())));
    lines.push(("Home organization", organization(token.home_organization.as_ref())));
    lines.push(("Grant", holder::grant(token).unwrap_or_else(|| "unknown".to_owned())));
    lines.push(("Scopes", scopes(token)));
    lines.push(("Idles", idles(token.date_token_idles, Timestamp::now())));
    let lines: Vec<_> = lines.iter().map(|(name, value)| format!("{name:<19}{value}")).collect();
    lines.join("\n")
}

fn organization(entity: Option<&NamedEntity>) -> String {
    holder::named(
        entity.and_then(|entity| entity.name.as_deref()),
        entity.and_then(|entity| entity.id.as_deref()),
    )
}

/// Returns the scopes, in lines that fit into a terminal of 80 columns.
fn scopes(token: &TokenInfo) -> String {
    let scopes = token.authorized_scope.as_deref().unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for scope in scopes {
        match lines.last_mut() {
            // The values begin in column 20, and a comma follows.
            Some(line) if line.len() + scope.len() < 58 => {
                line.push_str(", ");
                line.push_str(scope);
            }
            _ => lines.push(scope.clone()),
        }
    }
    if lines.is_empty() {
        return "none".to_owned();
    }
    lines.join(",\n                   ")
}

/// Returns when the token ends if it is not used.
fn idles(at: Option<Timestamp>, now: Timestamp) -> String {
    let Some(at) = at else {
        return "never: the token has no idle timeout".to_owned();
    };
    let minutes = at.duration_since(now).as_secs() / 60;
    match minutes {
        ..0 => format!("{at:.0}"),
        0..=120 => format!("{at:.0}, in {minutes} min"),
        _ => format!("{at:.0}, in {} h", minutes / 60),
    }
}
