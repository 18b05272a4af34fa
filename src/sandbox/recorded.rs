//! Requests that the sandbox has received, with their secrets masked.

use serde::de::DeserializeOwned;

use super::encoding::form_parts;
use super::http::Request;
use super::masking;

/// Limit for the body of a recorded request, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// A request that the sandbox received, as it was sent, except that secrets are replaced by `***`.
/// [`Sandbox::requests`](super::Sandbox::requests) returns such requests, and the function of a rule receives one.
///
/// ```
/// use genesys_cloud::sandbox::Sandbox;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// sandbox.client().tokens().get_tokens_me().preserve_idle_ttl(true).send()?;
///
/// let requests = sandbox.requests();
/// let request = requests.last().unwrap();
/// assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/api/v2/tokens/me"));
/// assert_eq!(request.query.as_deref(), Some("preserveIdleTTL=true"));
/// assert_eq!(request.header("authorization"), Some("Bearer ***"));
/// assert_eq!(request.status, 200);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method: `GET`.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The whole query without its `?`, still percent-encoded. The method [`query`](Self::query) decodes single parameters.
    pub query: Option<String>,
    /// The headers in the order in which they were sent, with names in lower case. In `authorization`, everything after the
    /// scheme is masked.
    pub headers: Vec<(String, String)>,
    /// The body as text: all of it in the function of a rule, and the first 64 KiB in
    /// [`Sandbox::requests`](super::Sandbox::requests). The fields of a form are masked unless they are known to be harmless. Any
    /// other body for the token endpoint is masked as a whole.
    pub body: String,
    /// The status of the response, even if the response was dropped. 0 in the function of a rule.
    pub status: u16,
    /// The parameters of the rule's path, and their values.
    pub(super) parameters: Vec<(String, String)>,
}

impl RecordedRequest {
    pub(super) fn new(request: &Request) -> Self {
        let head = &request.head;
        let headers = head.headers.iter();
        Self {
            method: head.method.clone(),
            path: head.path.clone(),
            query: head.query.as_deref().map(masking::query),
            headers: headers
                .map(|(name, value)| (name.clone(), masking::header(name, value)))
                .collect(),
            body: masking::body(head, &request.body),
            status: 0,
            parameters: Vec::new(),
        }
    }

    /// Returns the first header of this name. Case does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// Returns the decoded segment that `{name}` in the path of the rule has matched. `None` if the path has no such parameter, or if
    /// no rule has responded to the request. See [`Sandbox::on`](super::Sandbox::on) for an example.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|(key, _)| key == name);
        parameter.map(|(_, value)| value.as_str())
    }

    /// Returns all values of a query parameter, decoded. The list is empty if the parameter is missing.
    ///
    /// ```
    /// use genesys_cloud::sandbox::Sandbox;
    /// use genesys_cloud::serde_json::json;
    /// use genesys_cloud::{ListStyle, Method};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.respond(Method::GET, "/api/v2/users", 200, json!({"entities": []}));
    /// let client = sandbox.client();
    /// client.request(Method::GET, "/api/v2/users").query_list("id", ["1", "a b"], ListStyle::Repeated).send_empty()?;
    ///
    /// assert_eq!(sandbox.requests().last().unwrap().query("id"), ["1", "a b"]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn query(&self, name: &str) -> Vec<String> {
        let parts = self.query.as_deref().and_then(form_parts).unwrap_or_default();
        let named = parts.into_iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value).collect()
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or does not match `T`.
    ///
    /// ```
    /// use genesys_cloud::models::IdleTokenTimeout;
    /// use genesys_cloud::sandbox::Sandbox;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// let timeout = IdleTokenTimeout::default().with_idle_token_timeout_seconds(900);
    /// sandbox.client().tokens().put_tokens_timeout().body(timeout.clone()).send()?;
    ///
    /// assert_eq!(sandbox.requests().last().unwrap().json::<IdleTokenTimeout>()?, timeout);
    /// # Ok(())
    /// # }
    /// ```
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    pub(super) fn truncate_body(&mut self) {
        if let Some(kept) = self.body.as_bytes().get(..MAX_BODY) {
            self.body = String::from_utf8_lossy(kept).into_owned();
        }
    }
}
