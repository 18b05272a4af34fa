//! Requests that the sandbox has received, without the secrets in them.

use serde::de::DeserializeOwned;

use super::encoding::{decode, form_parts};
use super::http::{Head, Request};

/// Replaces a secret.
const MASK: &str = "***";
/// The parts of forms that may be shown. All others count as secrets.
const SHOWN: [&str; 8] = [
    "grant_type",
    "client_id",
    "redirect_uri",
    "scope",
    "orgName",
    "provider",
    "code_challenge",
    "code_challenge_method",
];
/// The query parameters that are secrets. A query of the API has any other names.
const HIDDEN_IN_QUERY: [&str; 5] = ["access_token", "client_secret", "code", "refresh_token", "assertion"];
/// How much of a body is kept.
const MAX_KEPT: usize = 64 * 1024;

/// A request that the sandbox received, as it was sent, except that secrets are replaced by `***`.
///
/// ```no_run
/// # fn main() -> std::io::Result<()> {
/// let sandbox = genesys_cloud::sandbox::Sandbox::start()?;
/// // … the program under test …
/// for request in sandbox.requests() {
///     println!("{} {} → {}", request.method, request.path, request.status);
///     assert_ne!(request.header("user-agent"), None);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, `GET`.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The whole query without its `?`, still percent-encoded. The method [`query`](Self::query) decodes single parameters.
    pub query: Option<String>,
    /// The headers in the order in which they were sent, their names in lower case. What follows the scheme in
    /// `authorization` is masked.
    pub headers: Vec<(String, String)>,
    /// The body as text. The function of a rule sees all of it, [`Sandbox::requests`](super::Sandbox::requests) returns its
    /// first 64 KiB. The fields of a form are masked unless they are known to be harmless; another body for the token
    /// endpoint is masked as a whole.
    pub body: String,
    /// The status of the response, also if it was dropped. 0 in the function of a rule.
    pub status: u16,
    /// Of the path of a rule.
    pub(super) parameters: Vec<(String, String)>,
}

impl RecordedRequest {
    pub(super) fn new(request: &Request) -> Self {
        let head = &request.head;
        let headers = head.headers.iter();
        Self {
            method: head.method.clone(),
            path: head.path.clone(),
            query: head.query.as_deref().map(|query| mask_parts(query, hidden_in_query)),
            headers: headers
                .map(|(name, value)| (name.clone(), mask_header(name, value)))
                .collect(),
            body: mask_body(head, &request.body),
            status: 0,
            parameters: Vec::new(),
        }
    }

    /// The first header of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// The segment that `{name}` in the path of the rule matched, decoded. `None` if the path has no such parameter, and for
    /// a request that no rule responded to.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|(key, _)| key == name);
        parameter.map(|(_, value)| value.as_str())
    }

    /// All values of a query parameter, decoded. Empty if the parameter is missing.
    #[must_use]
    pub fn query(&self, name: &str) -> Vec<String> {
        let parts = self.query.as_deref().and_then(form_parts).unwrap_or_default();
        let named = parts.into_iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value).collect()
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or does not fit `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    pub(super) fn truncate_body(&mut self) {
        if let Some(kept) = self.body.as_bytes().get(..MAX_KEPT) {
            self.body = String::from_utf8_lossy(kept).into_owned();
        }
    }
}

fn mask_header(name: &str, value: &str) -> String {
    match name {
        "authorization" | "proxy-authorization" => match value.split_once(' ') {
            Some((scheme, _)) if is_known_scheme(scheme) => format!("{scheme} {MASK}"),
            // Without a known scheme, any part of it may be the secret.
            _ => MASK.to_owned(),
        },
        "cookie" => MASK.to_owned(),
        _ => value.to_owned(),
    }
}

fn is_known_scheme(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("basic")
}

fn mask_body(head: &Head, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if head.media_type().as_deref() == Some("application/x-www-form-urlencoded") {
        mask_parts(&text, |name| !SHOWN.contains(&name))
    } else if !text.is_empty() && may_be_for_token_endpoint(&head.path) {
        MASK.to_owned()
    } else {
        text.into_owned()
    }
}

/// Also for a misspelled path. The API has paths such as `/api/v2/oauth/clients`, which are not meant.
fn may_be_for_token_endpoint(path: &str) -> bool {
    decode(path).is_none_or(|path| path.contains("oauth") && !path.contains("/api/v2/"))
}

fn hidden_in_query(name: &str) -> bool {
    HIDDEN_IN_QUERY.contains(&name)
}

fn mask_parts(text: &str, hidden: impl Fn(&str) -> bool) -> String {
    let parts = text.split('&').map(|part| {
        let name = part.split('=').next().unwrap_or_default();
        // A name may be encoded too, and one that cannot be decoded may be anything.
        match decode(&name.replace('+', " ")) {
            Some(decoded) if !hidden(&decoded) => part.to_owned(),
            Some(_) if part.contains('=') => format!("{name}={MASK}"),
            Some(_) if part.is_empty() => String::new(),
            _ => MASK.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("&")
}
