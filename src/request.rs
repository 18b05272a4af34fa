//! Requests to operations of the API.

mod list_style;
mod other_paths;
mod parameter;
mod parts;
mod send;
mod sign_out;
mod target;
mod uri;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use ureq::http::{HeaderValue, Method};

use crate::header::{check_name, check_value};
use crate::transport::RequestBody;
use crate::{Client, Error};
pub use list_style::ListStyle;
#[doc(hidden)]
pub use parameter::ToText;
pub use parameter::{OptionalValue, ParameterValue};
pub(crate) use parts::Parts;
use target::Target;

/// A request to any operation of the API, returned by [`Client::request`]. Generated methods are built on it. It can also
/// call operations that no fragment contains. [Other APIs](crate::docs::other_apis) describes when to use which.
///
/// With an invalid value, the sending method returns [`Error::Config`], and sends nothing.
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
    /// `setting` is the name of the argument that the target comes from, for errors.
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

/// Parameters, headers and the body.
#[allow(
    clippy::needless_pass_by_value,
    reason = "`.path(\"id\", id)` reads better than `&id`, and enums of other crates rule out references"
)]
impl<'a> Request<'a> {
    /// Sets a path parameter. The value becomes one segment of the path, percent-encoded.
    ///
    /// A gateway may decode the path, so values that would change it then are refused: empty ones, those that begin or end with a
    /// slash, those with `.` or `..` between slashes, and control characters. Other slashes are accepted, `a/b` for example.
    ///
    /// ```
    /// use genesys_cloud::{Client, Method};
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// let request = client.request(Method::GET, "/api/v2/users/{userId}").path("userId", "");
    /// let error = request.send_empty().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "userId: the path parameter of GET /api/v2/users/{userId} is empty, which would name another path"
    /// );
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn path(self, name: &str, value: impl ParameterValue) -> Self {
        self.path_except(name, value, &[])
    }

    /// Sets a path parameter, and refuses values that name another operation, as [`unless`](Self::unless) does. `siblings` are the
    /// segments that other operations have in its place.
    ///
    /// ```
    /// use genesys_cloud::{Client, Method};
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// // `DELETE /api/v2/tokens/me` is another operation: it revokes the token of the caller.
    /// let request = client
    ///     .request(Method::DELETE, "/api/v2/tokens/{userId}")
    ///     .path_except("userId", "me", &["me", "timeout"]);
    /// assert!(request.send_empty().is_err(), "refused, not sent");
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn path_except(mut self, name: &str, value: impl ParameterValue, siblings: &[&str]) -> Self {
        for sibling in siblings {
            let path = self.parts.target.path_of_sibling(name, sibling);
            self.parts.unless.push(path.into());
        }
        if let Err(problem) = self.parts.target.set(name, &value.text()) {
            let (method, path) = (&self.parts.method, self.parts.target.template());
            let problem = format!("the path parameter of {method} {path} {problem}");
            self.parts.refuse(name, problem);
        }
        self
    }

    /// Refuses values of path parameters that lead to one of these paths of other operations. `{name}` in a path stands for any
    /// segment. Case, percent-encoding, repeated slashes and white space around a segment do not matter.
    ///
    /// The path is compared when the request is sent, with all of its values. Generated methods call this with paths of the
    /// specification. An entry may name the method to call instead, after a space, which the error then shows:
    ///
    /// ```
    /// use genesys_cloud::{Client, Method};
    ///
    /// let client = Client::builder().access_token("token").build()?;
    /// let request = client
    ///     .request(Method::DELETE, "/api/v2/tokens/{userId}")
    ///     .unless(&["/api/v2/tokens/me delete_tokens_me"])
    ///     .path("userId", "me");
    /// let error = request.send_empty().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "userId: \"me\" would call DELETE /api/v2/tokens/me; use `delete_tokens_me`"
    /// );
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    pub fn unless(mut self, paths: &[&'a str]) -> Self {
        self.parts.unless.extend(paths.iter().copied().map(Cow::Borrowed));
        self
    }

    /// Adds a query parameter. `None` adds nothing. A second call with the same name adds another value.
    ///
    /// ```
    /// use genesys_cloud::serde_json::Value;
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn search(client: &Client, state: Option<&str>) -> Result<(), Error> {
    /// let users: Value = client
    ///     .request(Method::GET, "/api/v2/users")
    ///     .query("pageSize", 100)
    ///     .query("state", state)
    ///     .send_json()?
    ///     .into_body();
    /// # Ok(())
    /// # }
    /// ```
    pub fn query(mut self, name: &str, value: impl OptionalValue) -> Self {
        if let Some(text) = value.text() {
            self.parts.target.add_query(name, &text);
        }
        self
    }

    /// Adds a query parameter with several values. An empty list adds nothing. See [`ListStyle`] for an example.
    pub fn query_list(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = impl ParameterValue>,
        style: ListStyle,
    ) -> Self {
        for (index, value) in values.into_iter().enumerate() {
            match style.separator() {
                Some(separator) if index > 0 => self.parts.target.append(separator, &value.text()),
                _ => self.parts.target.add_query(name, &value.text()),
            }
        }
        self
    }

    /// Adds a header. `None` adds nothing. A header that is added twice is sent twice, and `User-Agent` replaces that of the client.
    ///
    /// Control characters are refused, and more than 160 KiB of name and value together. Headers that the client sends itself are
    /// refused too: `Authorization`, `Host`, `Content-Length`, `Transfer-Encoding`, `Connection` and others. For `Accept` and
    /// `Content-Type`, call [`accept`](Self::accept) and [`content_type`](Self::content_type).
    ///
    /// ```
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn check(client: &Client, etag: &str) -> Result<(), Error> {
    /// let response = client
    ///     .request(Method::HEAD, "/api/v2/tokens/me")
    ///     .header("Accept-Language", "en-US")
    ///     .send_empty()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn header(mut self, name: &'static str, value: impl OptionalValue) -> Self {
        let Some(text) = value.text() else { return self };
        match check_name(name).and_then(|key| Ok((key, check_value(name, &text)?))) {
            Ok(header) => self.parts.headers.push(header),
            Err(problem) => self.parts.refuse(name, problem.to_owned()),
        }
        self
    }

    /// Sets the body, as JSON. The content type is `application/json` unless [`content_type`](Self::content_type) sets another one.
    ///
    /// A value that cannot be serialized is refused, and so is the body of a GET or HEAD.
    ///
    /// ```
    /// use genesys_cloud::serde_json::{Value, json};
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn search(client: &Client) -> Result<(), Error> {
    /// let found: Value = client
    ///     .request(Method::POST, "/api/v2/users/search")
    ///     .body_json(&json!({"query": [{"type": "EXACT", "fields": ["email"], "value": "ada@example.com"}]}))
    ///     .send_json()?
    ///     .into_body();
    /// # Ok(())
    /// # }
    /// ```
    pub fn body_json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                let content_type = JSON;
                self.parts.body = Some(RequestBody { content_type, bytes });
            }
            Err(error) => self.parts.refuse("body", format!("cannot be written as JSON: {error}")),
        }
        self
    }

    /// Sets the body, as text. The content type is `text/plain` unless [`content_type`](Self::content_type) sets another one.
    pub fn body_text(mut self, text: String) -> Self {
        self.parts.body = Some(RequestBody {
            content_type: TEXT,
            bytes: text.into_bytes(),
        });
        self
    }

    /// Sets the media type of the body, before or after the body itself. Default: that of the method that sets the body.
    ///
    /// ```
    /// use genesys_cloud::serde_json::json;
    /// use genesys_cloud::{Client, Method};
    ///
    /// # fn patch(client: &Client, path: &'static str) {
    /// let request = client
    ///     .request(Method::PATCH, path)
    ///     .content_type("application/json-patch+json")
    ///     .body_json(&json!([{"op": "remove", "path": "/title"}]));
    /// # }
    /// ```
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        match check_value("content-type", media_type) {
            Ok(media_type) => self.parts.content_type = Some(media_type),
            Err(problem) => self.parts.refuse("content_type", problem.to_owned()),
        }
        self
    }

    /// Sets the media type of the response. Default: `application/json`.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        match check_value("accept", media_type) {
            Ok(media_type) => self.parts.accept = media_type,
            Err(problem) => self.parts.refuse("accept", problem.to_owned()),
        }
        self
    }

    /// Sends the request without a token, for operations that need none.
    ///
    /// ```
    /// use genesys_cloud::serde_json::Value;
    /// use genesys_cloud::{Client, Method, Region};
    ///
    /// # fn print() -> Result<(), genesys_cloud::Error> {
    /// let client = Client::builder().region(Region::EuWest1).without_credentials().build()?;
    /// let zones = client.request(Method::GET, "/api/v2/timezones").without_token().send_json::<Value>()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn without_token(mut self) -> Self {
        self.parts.needs_token = false;
        self
    }
}

/// Whether an operation can have the method. These are the methods of OpenAPI without TRACE, whose response may contain the token.
fn is_method_of_api(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::PUT | Method::POST | Method::DELETE | Method::OPTIONS | Method::HEAD | Method::PATCH
    )
}

/// Without the values, which may be personal data.
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
