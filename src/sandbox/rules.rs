//! Responses for paths that the sandbox does not know.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::Sandbox;
use super::recorded::RecordedRequest;
use super::reply::Reply;
use super::route::Route;
use crate::Method;

/// The function of a rule.
pub(super) type Respond = Arc<dyn Fn(&RecordedRequest) -> Reply + Send + Sync>;

/// All rules, oldest first.
#[derive(Default)]
pub(super) struct Rules(Vec<Entry>);

struct Entry {
    route: Route,
    respond: Respond,
    needs_token: bool,
}

/// The rule of a request.
pub(super) struct Match {
    pub(super) respond: Respond,
    pub(super) needs_token: bool,
    pub(super) parameters: Vec<(String, String)>,
}

impl Rules {
    /// The latest rule for this request.
    pub(super) fn find(&self, method: &str, path: &[String]) -> Option<Match> {
        self.0.iter().rev().find_map(|entry| {
            Some(Match {
                parameters: entry.route.parameters(method, path)?,
                respond: Arc::clone(&entry.respond),
                needs_token: entry.needs_token,
            })
        })
    }

    /// Returns the index of the new rule.
    fn add(&mut self, route: Route, respond: Respond) -> usize {
        self.0.push(Entry {
            route,
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
/// In the path of a rule, `{name}` matches one segment. The latest rule for a request wins, and each of them wins over the
/// built-in operations. A request needs a valid token, unless the rule is [without one](Rule::without_token). A request to
/// a path without a rule gets a 501 that names its method and path.
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
    /// Responds to each request with this method to this path with a status and a JSON body.
    ///
    /// # Panics
    ///
    /// As [`on`](Self::on), and as [`Reply::json`].
    #[track_caller]
    pub fn respond(&self, method: Method, path: &str, status: u16, body: impl Serialize) -> Rule<'_> {
        let reply = Reply::json(status, body);
        self.on(method, path, move |_| reply.clone())
    }

    /// Responds to each request with this method to this path with what `respond` returns.
    ///
    /// `respond` runs in a thread of the sandbox, for several requests at once if they arrive at once. If it panics, the
    /// response is a 500 with the message of the panic. A function that holds the sandbox itself, in an `Arc`, keeps it from
    /// being dropped.
    ///
    /// # Panics
    ///
    /// If `path` does not begin with `/`, has a query, or has a `{name}` that is not a whole segment.
    #[track_caller]
    pub fn on(
        &self,
        method: Method,
        path: &str,
        respond: impl Fn(&RecordedRequest) -> Reply + Send + Sync + 'static,
    ) -> Rule<'_> {
        let route = Route::new(method, path);
        Rule {
            index: self.state().rules.add(route, Arc::new(respond)),
            sandbox: self,
        }
    }
}

/// A rule of a sandbox, see [`Sandbox::on`]. It stays when this is dropped.
pub struct Rule<'a> {
    sandbox: &'a Sandbox,
    index: usize,
}

impl Rule<'_> {
    /// Lets the rule respond to requests without a valid token, too.
    pub fn without_token(self) {
        self.sandbox.state().rules.without_token(self.index);
    }
}

impl fmt::Debug for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").finish_non_exhaustive()
    }
}
