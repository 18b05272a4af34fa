//! A successful response whose body cannot be decoded.

use std::fmt;

use super::context::accessors;
use super::text::{BodyExcerpt, quoted, without_stop};
use super::{CallContext, one_line};

/// The call succeeded, but the response body does not match the specification.
///
/// The server has processed the request. If a field has an unexpected type, [`path`](Self::path) returns the path of the field.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// # fn check(client: &Client) {
/// if let Err(Error::Decode(error)) = client.tokens().get_tokens_me().send() {
///     eprintln!("unexpected type of the field {}", error.path());
///     eprintln!("{}", String::from_utf8_lossy(error.raw_body()));
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct DecodeError {
    pub(super) context: Box<CallContext>,
    path: Box<str>,
    problem: Box<str>,
    raw: Box<[u8]>,
}

impl DecodeError {
    pub(crate) fn new(context: CallContext, path: String, problem: String, raw: Vec<u8>) -> Self {
        Self {
            context: Box::new(context),
            path: path.into(),
            problem: problem.into(),
            raw: raw.into(),
        }
    }

    /// Returns the path of the field that cannot be decoded: `OAuthClient.dateCreated`, `groups[2].id`, or `.` for the body as a
    /// whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the response body, up to 64 KiB, with `***` in place of the secrets of the client that have at least 8 bytes.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }
}

accessors!(DecodeError);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the response body cannot be decoded", self.context)?;
        if &*self.path != "." {
            write!(f, " at {}", one_line(&self.path, 200))?;
        }
        write!(f, ": {}", one_line(without_stop(&self.problem), 240))?;
        self.context.write_end(f)
    }
}

/// Bounded.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("context", &self.context)
            .field("path", &quoted(&self.path, 200))
            .field("problem", &quoted(&self.problem, 512))
            .field("raw_body", &BodyExcerpt(&self.raw))
            .finish()
    }
}

impl std::error::Error for DecodeError {}
