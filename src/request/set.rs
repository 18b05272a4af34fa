//! The content of a request: parameters, headers and the body.

use std::borrow::Cow;

use serde::Serialize;

use super::{JSON, ListStyle, OptionalValue, ParameterValue, Request, TEXT};
use crate::header::{check_name, check_value};
use crate::transport::RequestBody;

/// # Parameters, headers and the body
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
    ///     "user_id (userId): the path parameter of GET /api/v2/users/{userId} is empty, which would name another path; set it"
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
            self.parts.refuse_parameter(name, problem);
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
    ///     "user_id (userId): \"me\" would call DELETE /api/v2/tokens/me; nothing was sent; use `delete_tokens_me`"
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

    /// Adds a header. `None` adds nothing. A header that is added twice is sent twice, and `User-Agent` replaces the header of the client.
    ///
    /// Refuses control characters, more than 160 KiB of name and value together, and headers that the client sends itself:
    /// `Authorization`, `Host`, `Content-Length`, `Transfer-Encoding`, `Connection` and others. For `Accept` and `Content-Type`, call
    /// [`accept`](Self::accept) and [`content_type`](Self::content_type).
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
    /// Refuses a value that cannot be serialized, and the body of a GET or HEAD.
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
            Err(error) => self.parts.refuse(
                "body",
                format!("cannot be written as JSON: {error}; correct its Serialize"),
            ),
        }
        self
    }

    /// Sets the body, as text. The content type is `text/plain` unless [`content_type`](Self::content_type) sets another one.
    ///
    /// ```no_run
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn send(client: &Client, path: &'static str, table: String) -> Result<(), Error> {
    /// let request = client.request(Method::POST, path).body_text(table);
    /// request.content_type("text/csv").send_empty()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn body_text(mut self, text: String) -> Self {
        self.parts.body = Some(RequestBody {
            content_type: TEXT,
            bytes: text.into_bytes(),
        });
        self
    }

    /// Sets the media type of the body, before or after the body itself. Default: the type that the method for the body sets.
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
