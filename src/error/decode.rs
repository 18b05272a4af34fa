//! A success whose body does not fit.

use std::fmt;

use super::context::accessors;
use super::text::without_stop;
use super::{CallContext, one_line};

/// The call succeeded, but the body of the answer does not fit the specification.
///
/// The work is done all the same. Where a field has another type than the specification says, this names its path.
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

    /// The field that does not fit, `OAuthClient.dateCreated` or `groups[2].id`; `.` for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The body as it came, up to 64 KiB. Where the server quoted a secret of this client, `***` stands for it, if the secret
    /// has at least 8 bytes.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }
}

accessors!(DecodeError);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the body of the answer does not fit", self.context)?;
        if &*self.path != "." {
            write!(f, " at {}", one_line(&self.path, 200))?;
        }
        write!(f, ": {}", one_line(without_stop(&self.problem), 240))?;
        self.context.write_end(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("display", &format_args!("{self}"))
            .field("raw_body", &format_args!("{} bytes", self.raw.len()))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for DecodeError {}
