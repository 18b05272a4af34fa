//! Requests to a URI of a response.

use ureq::http::Method;

use super::Request;
use super::target::Target;
use crate::Client;

impl Client {
    /// Returns a request to a URI that a response contains, such as `selfUri` or `nextUri`.
    ///
    /// `uri` is a path with an optional query, which is put below the base URL of the client, or a URL that begins with the base URL.
    /// Any other URI is refused, so that the token goes to no other host. Errors, log lines and observers show `(request_uri)` in place of
    /// the path, which may have personal data.
    ///
    /// ```
    /// use genesys_cloud::serde_json::Value;
    /// use genesys_cloud::{Client, Error, Method};
    ///
    /// # fn follow(client: &Client, user: &Value) -> Result<(), Error> {
    /// if let Some(uri) = user["selfUri"].as_str() {
    ///     let user: Value = client.request_uri(Method::GET, uri).send_json()?.into_body();
    ///     println!("{}", user["name"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_uri(&self, method: Method, uri: &str) -> Request<'_> {
        let path = self
            .inner
            .base_url
            .path_of(uri)
            .ok_or("begins neither with / nor with the base URL of the client; use a URI that this API returned");
        Request::to(self, method, "uri", path.and_then(Target::from_uri))
    }
}
