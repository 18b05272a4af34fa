//! What to do about a response with a status other than 2xx.

use std::borrow::Cow;

use ureq::http::{HeaderMap, StatusCode, Uri, header};

use super::{CallContext, one_line};

/// The facts that the advice depends on.
pub(super) struct Facts<'a> {
    pub(super) status: StatusCode,
    /// The code of the platform or of OAuth.
    pub(super) code: Option<&'a str>,
    /// The message of the platform.
    pub(super) message: Option<&'a str>,
    /// Whether the body is a web page.
    pub(super) is_page: bool,
    /// Whether the body is an `ErrorBody`, as the platform sends it.
    pub(super) is_platform: bool,
    pub(super) headers: &'a HeaderMap,
    pub(super) context: &'a CallContext,
}

/// Returns what to do, if the status or the code shows it.
pub(super) fn for_response(facts: &Facts<'_>) -> Option<Cow<'static, str>> {
    let status = facts.status;
    if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
        let target =
            redirect_target(facts.headers).map_or_else(String::new, |host| format!(" to {}", one_line(&host, 80)));
        return Some(Cow::Owned(format!(
            "a redirect{target}, which is not followed: check ClientBuilder::base_url, the region, and the sign-in page of the network"
        )));
    }
    if status.is_client_error() && facts.is_page {
        return Some(Cow::Borrowed(
            "check the region, ClientBuilder::base_url, and the proxy or gateway before the API: this is not its response",
        ));
    }
    let context = facts.context;
    match status.as_u16() {
        429 => Some(Cow::Owned(format!(
            "{}, and less often: ClientBuilder::requests_per_minute spaces the calls",
            context.advice_to_wait()
        ))),
        408 | 421 | 425 | 502..=504 => Some(context.advice_after_outage()),
        _ => for_final_status(facts).map(Cow::Borrowed),
    }
}

/// Returns the advice about a status that the same request has again.
fn for_final_status(facts: &Facts<'_>) -> Option<&'static str> {
    let is_known = |codes: &[&str]| facts.code.is_some_and(|code| codes.contains(&code));
    match facts.status.as_u16() {
        400 if needs_user(facts.message) => {
            Some("client credentials have no user; use the token of a user who has signed in")
        }
        401 if is_known(&["authentication.required"]) => {
            Some("it arrived without a token: check the credentials, and whether a gateway removes Authorization")
        }
        401 if facts.context.is_region_missing() => Some(
            "the token is expired, revoked or of another region: get a new one, or set the region with ClientBuilder::region",
        ),
        401 => Some("the token is expired, revoked or of another region: get a new one, or correct the region"),
        403 if is_known(&["missing.permissions", "missing.any.permissions"]) => {
            Some("add a role with the permission to the OAuth client, or to the user")
        }
        403 if facts.is_platform => Some("check the roles and divisions of the OAuth client, or of the user"),
        403 => Some("check the network, and the proxy or gateway before the API: they may have refused it"),
        404 if facts.is_platform && facts.context.has_values_in_path() => Some("check the ids of the call"),
        404 if facts.is_platform => None,
        404 | 405 => Some("check the path, the region and ClientBuilder::base_url"),
        409 => Some("read the current state before you send the change again"),
        413 => Some("send less at a time"),
        415 => Some("set Request::content_type"),
        // A 501 is no failure: the operation does not exist there.
        501 => None,
        500..=599 => Some(
            facts
                .context
                .advice_if_lost()
                .unwrap_or("report it to the support of Genesys with the correlation id"),
        ),
        _ => None,
    }
}

/// Returns whether the platform says that client credentials cannot call the operation.
fn needs_user(message: Option<&str>) -> bool {
    message.is_some_and(|message| message.to_ascii_lowercase().contains("requires a user context"))
}

/// Returns scheme and host of `Location`. Path and query may be confidential.
fn redirect_target(headers: &HeaderMap) -> Option<String> {
    let location: Uri = headers.get(header::LOCATION)?.to_str().ok()?.parse().ok()?;
    let port = location.port_u16().map_or(String::new(), |port| format!(":{port}"));
    Some(format!("{}://{}{port}", location.scheme_str()?, location.host()?))
}
