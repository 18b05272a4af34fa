//! Requests to operations of the API.

mod list_style;
mod other_paths;
mod parameter;
mod parts;
mod sign_out;
mod target;
mod uri;

// In the order in which the documentation of `Request` has their methods.
mod set;

mod send;

use std::fmt;

use ureq::http::{HeaderValue, Method};

use crate::{Client, Error};
pub use list_style::ListStyle;
#[doc(hidden)]
pub use parameter::ToText;
pub use parameter::{OptionalValue, ParameterValue};
pub(crate) use parts::Parts;
use target::Target;

/// A request to any operation of the API, returned by [`Client::request`].
///
/// Generated methods are built on requests, and a program can call an operation that no fragment contains: see
/// [Other APIs](crate::docs::other_apis). With an invalid value, the sending method returns [`Error::Config`] and sends nothing.
///
/// ```no_run
/// use genesys_cloud::serde_json::Value;
/// use genesys_cloud::{Client, Method};
///
/// let client = Client::from_env()?;
/// let user: Value = client
///     .request(Method::GET, "/api/v2/users/{userId}")
///     .path("userId", "7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f")
///     .query("expand", "presence")
///     .send_json()?
///     .into_body();
/// println!("{}", user["name"]);
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Request<'a> {
    pub(crate) client: &'a Client,
    pub(crate) parts: Parts<'a>,
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain");

impl Client {
    /// Returns a request to any operation of the API.
    ///
    /// `path` is the template of the specification: `/api/v2/users/{userId}`. [`Request::path`] sets its parameters, so that each
    /// value is checked and stays one segment. Errors and log lines show only the template, never the values.
    ///
    /// ```
    /// use genesys_cloud::serde_json::Value;
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn print(client: &Client) -> Result<(), Error> {
    /// let me: Value = client.request(Method::GET, "/api/v2/users/me").send_json()?.into_body();
    /// println!("{}", me["name"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: &'static str) -> Request<'_> {
        Request::to(self, method, "path", Target::new(path))
    }
}

impl<'a> Request<'a> {
    /// Returns a request to a target. Errors call the argument that the target comes from `setting`.
    fn to(client: &'a Client, method: Method, setting: &'static str, target: Result<Target, &'static str>) -> Self {
        let (target, mut refusal) = match target {
            Ok(target) => (target, None),
            Err(problem) => (Target::default(), Some(Error::config(setting, problem))),
        };
        if !is_method_of_api(&method) {
            let problem = "is not a method of the API; use GET, PUT, POST, DELETE, OPTIONS, HEAD or PATCH";
            refusal = Some(Error::config("method", problem));
        }
        let parts = Parts {
            method,
            target,
            unless: Vec::new(),
            headers: Vec::new(),
            accept: JSON,
            content_type: None,
            body: None,
            needs_token: true,
            is_query: false,
            refusal,
        };
        Self { client, parts }
    }
}

/// Returns whether an operation can have the method: any method of OpenAPI except TRACE, whose response may contain the token.
fn is_method_of_api(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::PUT | Method::POST | Method::DELETE | Method::OPTIONS | Method::HEAD | Method::PATCH
    )
}

/// Shows no values, which may be personal data.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.parts.method)
            .field("path", &self.parts.target.template())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
