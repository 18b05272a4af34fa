//! Masking of the secrets in recorded requests.

use super::encoding::decode;
use super::http::Head;

/// Replaces a secret.
const MASK: &str = "***";
/// The fields of forms that are shown. All others may be secrets.
const SHOWN_IN_FORM: [&str; 8] = [
    "grant_type",
    "client_id",
    "redirect_uri",
    "scope",
    "orgName",
    "provider",
    "code_challenge",
    "code_challenge_method",
];
/// The query parameters that are masked. The names of all others depend on the API.
const HIDDEN_IN_QUERY: [&str; 5] = ["access_token", "client_secret", "code", "refresh_token", "assertion"];

/// Masks the credentials in the value of a header, whose name is in lower case.
pub(super) fn header(name: &str, value: &str) -> String {
    match name {
        "authorization" | "proxy-authorization" => match value.split_once(' ') {
            Some((scheme, _)) if is_known_scheme(scheme) => format!("{scheme} {MASK}"),
            // Without a known scheme, any part may be the secret.
            _ => MASK.to_owned(),
        },
        "cookie" => MASK.to_owned(),
        _ => value.to_owned(),
    }
}

fn is_known_scheme(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("basic")
}

pub(super) fn query(query: &str) -> String {
    parts(query, |name| HIDDEN_IN_QUERY.contains(&name))
}

/// Masks a form except for the fields that are known to be harmless, and any other body for the token endpoint as a whole.
pub(super) fn body(head: &Head, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if head.media_type().as_deref() == Some("application/x-www-form-urlencoded") {
        parts(&text, |name| !SHOWN_IN_FORM.contains(&name))
    } else if !text.is_empty() && may_be_token_endpoint(&head.path) {
        MASK.to_owned()
    } else {
        text.into_owned()
    }
}

/// Returns whether a path may be the token endpoint, also if it is misspelled. `/api/v2/oauth/clients` and others are not.
fn may_be_token_endpoint(path: &str) -> bool {
    decode(path).is_none_or(|path| path.contains("oauth") && !path.contains("/api/v2/"))
}

fn parts(text: &str, is_hidden: impl Fn(&str) -> bool) -> String {
    let parts = text.split('&').map(|part| {
        let name = part.split('=').next().unwrap_or_default();
        // The name may also be encoded. A name that cannot be decoded may be any of the hidden ones.
        match decode(&name.replace('+', " ")) {
            Some(decoded) if !is_hidden(&decoded) => part.to_owned(),
            Some(_) if part.contains('=') => format!("{name}={MASK}"),
            Some(_) if part.is_empty() => String::new(),
            _ => MASK.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("&")
}
