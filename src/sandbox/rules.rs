//! Rules: responses for operations that are not built in.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::Sandbox;
use super::pattern::Pattern;
use super::recorded::RecordedRequest;
use super::reply::Reply;
use crate::Method;

/// The function of a rule.
pub(super) type Respond = Arc<dyn Fn(&RecordedRequest) -> Reply + Send + Sync>;

/// All rules, oldest first.
#[derive(Default)]
pub(super) struct Rules(Vec<Entry>);

struct Entry {
    pattern: Pattern,
    respond: Respond,
    needs_token: bool,
}

/// The rule that matches a request, and its parameters.
pub(super) struct Match {
    pub(super) respond: Respond,
    pub(super) needs_token: bool,
    pub(super) parameters: Vec<(String, String)>,
}

impl Rules {
    /// Returns the latest rule that matches the request.
    pub(super) fn find(&self, method: &str, path: &[String]) -> Option<Match> {
        self.0.iter().rev().find_map(|entry| {
            Some(Match {
                parameters: entry.pattern.parameters(method, path)?,
                respond: Arc::clone(&entry.respond),
                needs_token: entry.needs_token,
            })
        })
    }

    /// Adds a rule and returns its index.
    fn add(&mut self, pattern: Pattern, respond: Respond) -> usize {
        self.0.push(Entry {
            pattern,
            respond,
            needs_token: true,
        });
        self.0.len() - 1
    }

    fn without_token(&mut self, index: usize) {
        if let Some(entry) = self.0.get_mut(index) {
            entry.needs_token = false;
        }
    }
}

/// Rules: responses for any path of any specification.
///
/// In the path of a rule, `{name}` matches one segment. If several rules match a request, the latest one responds. Rules have
/// priority over the built-in operations. A request needs a valid token, unless the rule is [without one](Rule::without_token). The
/// response to a request without a rule is a 501 that names its method and path.
///
/// ```
/// use genesys_cloud::Method;
/// use genesys_cloud::sandbox::{Reply, Sandbox};
/// use genesys_cloud::serde_json::{Value, json};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// sandbox.respond(Method::GET, "/api/v2/users/me", 200, json!({"name": "Ada"}));
/// sandbox.on(Method::GET, "/api/v2/groups/{groupId}", |request| match request.parameter("groupId") {
///     Some("7f0c") => Reply::json(200, json!({"name": "Sales", "expanded": request.query("expand")})),
///     _ => Reply::json(404, json!({"code": "not.found"})),
/// });
///
/// let group: Value = sandbox
///     .client()
///     .request(Method::GET, "/api/v2/groups/{groupId}")
///     .path("groupId", "7f0c")
///     .query("expand", "members")
///     .send_json()?
///     .into_body();
/// assert_eq!(group, json!({"name": "Sales", "expanded": ["members"]}));
/// # Ok(())
/// # }
/// ```
impl Sandbox {
    /// Responds to requests with this method to this path with a status and a JSON body.
    ///
    /// # Panics
    ///
    /// In the same cases as [`on`](Self::on) and [`Reply::json`].
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::sandbox::Sandbox;
    /// use genesys_cloud::serde_json::json;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.respond(Method::DELETE, "/api/v2/groups/{groupId}", 409, json!({"code": "general.conflict"}));
    ///
    /// let client = sandbox.client();
    /// let request = client.request(Method::DELETE, "/api/v2/groups/{groupId}").path("groupId", "7f0c");
    /// assert_eq!(request.send_empty().unwrap_err().code(), Some("general.conflict"));
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn respond(&self, method: Method, path: &str, status: u16, body: impl Serialize) -> Rule<'_> {
        let reply = Reply::json(status, body);
        self.on(method, path, move |_| reply.clone())
    }

    /// Responds to requests with this method to this path with the reply that `respond` returns.
    ///
    /// `respond` runs in the threads of the sandbox, at the same time for requests that arrive at the same time. If it panics, the
    /// response is a 500 with the message of the panic. A function that holds the sandbox itself, in an `Arc`, keeps it from
    /// being dropped.
    ///
    /// # Panics
    ///
    /// If `path` does not begin with `/`, has a query, or has a `{name}` that is not a whole segment.
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::sandbox::{Reply, Sandbox};
    /// use genesys_cloud::serde_json::{Value, json};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.on(Method::PATCH, "/api/v2/users/{userId}", |request| {
    ///     let changes: Value = request.json().unwrap();
    ///     Reply::json(200, json!({"id": request.parameter("userId"), "title": changes["title"]}))
    /// });
    ///
    /// let user: Value = sandbox
    ///     .client()
    ///     .request(Method::PATCH, "/api/v2/users/{userId}")
    ///     .path("userId", "7f0c")
    ///     .body_json(&json!({"title": "Manager"}))
    ///     .send_json()?
    ///     .into_body();
    /// assert_eq!(user, json!({"id": "7f0c", "title": "Manager"}));
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn on(
        &self,
        method: Method,
        path: &str,
        respond: impl Fn(&RecordedRequest) -> Reply + Send + Sync + 'static,
    ) -> Rule<'_> {
        let pattern = Pattern::new(method, path);
        Rule {
            index: self.state().rules.add(pattern, Arc::new(respond)),
            sandbox: self,
        }
    }
}

/// A rule of a sandbox, returned by [`Sandbox::on`] and [`Sandbox::respond`]. Dropping this does not remove the rule.
///
/// ```
/// use genesys_cloud::Method;
/// use genesys_cloud::sandbox::{Rule, Sandbox};
/// use genesys_cloud::serde_json::json;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start()?;
/// let rule: Rule<'_> = sandbox.respond(Method::GET, "/api/v2/timezones", 200, json!({"entities": []}));
/// // For clients without credentials.
/// rule.without_token();
/// # Ok(())
/// # }
/// ```
pub struct Rule<'a> {
    sandbox: &'a Sandbox,
    index: usize,
}

impl Rule<'_> {
    /// Makes the rule also respond to requests without a valid token.
    ///
    /// ```
    /// use genesys_cloud::Method;
    /// use genesys_cloud::sandbox::Sandbox;
    /// use genesys_cloud::serde_json::json;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.respond(Method::GET, "/api/v2/timezones", 200, json!({"entities": []})).without_token();
    ///
    /// let client = sandbox.client_builder().without_credentials().build()?;
    /// client.request(Method::GET, "/api/v2/timezones").without_token().send_empty()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn without_token(self) {
        self.sandbox.state().rules.without_token(self.index);
    }
}

impl fmt::Debug for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").finish_non_exhaustive()
    }
}
