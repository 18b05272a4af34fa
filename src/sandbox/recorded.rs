//! What the sandbox saw, without the secrets in it.

use super::http::{Head, decode};

/// What stands for a secret.
const MASK: &str = "***";
/// The parts of forms and queries that may be shown. Everything else in a form is a secret until somebody adds it here.
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
/// The query parameters that are secrets. A query of the API has names of any kind, and these are none of them.
const HIDDEN_IN_QUERY: [&str; 5] = ["access_token", "client_secret", "code", "refresh_token", "assertion"];
/// How much of a body is kept.
const MAX_KEPT: usize = 64 * 1024;

/// A request that reached the sandbox, as it was sent, except that secrets are replaced by `***`.
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
    /// The query without its `?`, still percent-encoded.
    pub query: Option<String>,
    /// The headers in the order in which they came, their names in lower case. What follows the scheme in
    /// `authorization` is masked.
    pub headers: Vec<(String, String)>,
    /// The body as text, its first 64 KiB. The fields of a form are masked unless they are known to be harmless; a body
    /// for the token endpoint that is no form is masked as a whole.
    pub body: String,
    /// The status of the answer.
    pub status: u16,
}

impl RecordedRequest {
    pub(super) fn new(head: &Head, body: &[u8], status: u16) -> Self {
        let headers = head.headers.iter();
        Self {
            method: head.method.clone(),
            path: head.path.clone(),
            query: head.query.as_deref().map(|query| mask_parts(query, hidden_in_query)),
            headers: headers
                .map(|(name, value)| (name.clone(), mask_header(name, value)))
                .collect(),
            body: mask_body(head, body),
            status,
        }
    }

    /// The first header of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }
}

fn mask_header(name: &str, value: &str) -> String {
    match name {
        "authorization" | "proxy-authorization" => match value.split_once(' ') {
            Some((scheme, _)) if is_known_scheme(scheme) => format!("{scheme} {MASK}"),
            // Without a scheme that is known, any part of it may be the secret.
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
    let kept = body.get(..MAX_KEPT).unwrap_or(body);
    let text = String::from_utf8_lossy(kept);
    if head.media_type().as_deref() == Some("application/x-www-form-urlencoded") {
        mask_parts(&text, |name| !SHOWN.contains(&name))
    } else if !text.is_empty() && decode(&head.path).is_none_or(|path| path.contains("oauth")) {
        MASK.to_owned()
    } else {
        text.into_owned()
    }
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
