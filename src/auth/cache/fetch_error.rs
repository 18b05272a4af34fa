//! The error of a fetch, as the source of the token reports it.

use crate::Error;
use crate::retry::Next;

/// Why a token was not fetched, and why the fetch ended there.
#[derive(Debug)]
pub(crate) struct FetchError {
    pub(crate) error: Error,
    pub(crate) next: Next,
}
