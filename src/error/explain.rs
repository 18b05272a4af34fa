//! What the message of an API error adds to the text of the server: fields and permissions.

use super::text::without_stop;
use super::{Detail, ErrorBody, one_line};

/// How many bytes of the fields are shown.
const FIELDS_LIMIT: usize = 140;

/// How many fields, and how many errors, are considered.
const SHOWN: usize = 8;

/// Returns the permissions that are missing, and the fields that are not valid, if the message does not name them.
pub(super) fn fields(body: &ErrorBody) -> Option<String> {
    let message = body.message.as_deref().unwrap_or_default();
    let permissions = missing_permissions(body).map(|permissions| format!("missing permissions {permissions}"));
    let details = body.details.iter().flatten().take(SHOWN).filter_map(detail);
    let errors = body.errors.iter().flatten().take(SHOWN).filter_map(error);
    // The platform repeats some texts.
    let mut parts: Vec<String> = Vec::new();
    for part in permissions.into_iter().chain(details).chain(errors) {
        if !message.contains(&part) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    (!parts.is_empty()).then(|| one_line(&parts.join("; "), FIELDS_LIMIT).to_string())
}

/// Returns the list of missing permissions, unless the message has it.
fn missing_permissions(body: &ErrorBody) -> Option<&str> {
    if !matches!(
        body.code.as_deref(),
        Some("missing.permissions" | "missing.any.permissions")
    ) {
        return None;
    }
    let permissions = body.message_params.as_ref()?.get("permissions")?;
    let names = permissions.trim_matches(['[', ']']);
    let is_shown = body.message.as_ref().is_some_and(|message| message.contains(names));
    (!is_shown && !names.is_empty()).then_some(permissions)
}

/// Returns the name of the field, or else of the entity, and what is wrong with it.
fn detail(detail: &Detail) -> Option<String> {
    let place = detail.field_name.as_ref().or(detail.entity_name.as_ref());
    match (place, &detail.error_code) {
        (Some(place), Some(code)) => Some(format!("{place}: {code}")),
        (Some(text), None) | (None, Some(text)) => Some(text.clone()),
        (None, None) => None,
    }
}

/// Returns the text of an error within an error, with the fields that it concerns.
fn error(error: &ErrorBody) -> Option<String> {
    let text = error.message.as_deref().or(error.code.as_deref()).map(without_stop);
    let mut fields = error.details.iter().flatten().filter_map(detail);
    match (fields.next(), text) {
        (Some(field), Some(text)) => Some(format!("{text} ({field})")),
        (Some(field), None) => Some(field),
        (None, text) => text.map(str::to_owned),
    }
}
