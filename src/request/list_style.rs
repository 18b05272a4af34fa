//! How a list is written in a query.

/// How several values of one query parameter are written (`style` and `explode` in OpenAPI). Each value is percent-encoded.
///
/// ```
/// use genesys_cloud::serde_json::Value;
/// use genesys_cloud::{Client, Error, ListStyle, Method};
///
/// # fn search(client: &Client) -> Result<(), Error> {
/// let users: Value = client
///     .request(Method::GET, "/api/v2/users")
///     // id=7f0c&id=a1b2
///     .query_list("id", ["7f0c", "a1b2"], ListStyle::Repeated)
///     // expand=presence,groups
///     .query_list("expand", ["presence", "groups"], ListStyle::Comma)
///     .send_json()?
///     .into_body();
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListStyle {
    /// `form`, exploded: `name=a&name=b`.
    Repeated,
    /// `form`, not exploded: `name=a,b`.
    Comma,
    /// `spaceDelimited`: `name=a%20b`.
    Space,
    /// `pipeDelimited`: `name=a%7Cb`.
    Pipe,
}

impl ListStyle {
    /// Returns what is between two values, as it is sent. `None` if the name is repeated instead.
    pub(super) fn separator(self) -> Option<&'static str> {
        match self {
            Self::Repeated => None,
            Self::Comma => Some(","),
            Self::Space => Some("%20"),
            Self::Pipe => Some("%7C"),
        }
    }
}
