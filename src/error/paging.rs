//! A list that cannot be read to its end.

use std::fmt;

use super::context::accessors;
use super::text::{quoted, room_for_text};
use super::{CallContext, one_line};

/// A page of a list is not the one that was requested, or does not say how the list continues, so that reading on could repeat pages
/// forever.
///
/// The server has processed the request. A retry usually has the same result. The pages before this one are not affected.
///
/// ```
/// use genesys_cloud::Error;
///
/// fn report(error: &Error) {
///     if let Error::Paging(error) = error {
///         eprintln!("page {} ({:?}): {error}", error.page(), error.correlation_id());
///     }
/// }
/// ```
#[derive(Clone)]
pub struct PagingError {
    pub(super) context: Box<CallContext>,
    page: i64,
    problem: Box<str>,
}

impl PagingError {
    pub(crate) fn new(context: CallContext, page: i64, problem: String) -> Self {
        Self {
            context: Box::new(context),
            page,
            problem: problem.into(),
        }
    }

    /// Returns the number of the page: its number in the list if the pages of the list have numbers, otherwise the number of pages
    /// that the iterator has requested.
    #[must_use]
    pub fn page(&self) -> i64 {
        self.page
    }
}

accessors!(PagingError);

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = format!("{}: page {} of the list ", self.context, self.page);
        let end = format!(
            ", so the list ended there and is incomplete{}{}; report it to the support of Genesys",
            self.context.origin(),
            self.context.end()
        );
        let room = room_for_text(start.len() + end.len()).min(240);
        write!(f, "{start}{}{end}", one_line(&self.problem, room))
    }
}

impl fmt::Debug for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagingError")
            .field("context", &self.context)
            .field("page", &self.page)
            .field("problem", &quoted(&self.problem, 512))
            .finish()
    }
}

impl std::error::Error for PagingError {}
