//! The methods of a request that read a list page by page.

use super::text::paragraph;
use crate::emit::markdown::code;
use crate::ir::Operation;

/// Returns what the request of a paged operation says about its list.
pub(crate) fn operation(operation: &Operation) -> Vec<String> {
    let Ok(paging) = &operation.paging else {
        return Vec::new();
    };
    paragraph(&format!(
        "Paging: [`items`](Self::items) iterates over all items, and [`pages`](Self::pages) over the pages. The scheme is {}.",
        code(paging.scheme.name())
    ))
}

pub(crate) fn items() -> Vec<String> {
    paragraph("Returns an iterator of the items of all pages. It requests a page when it needs one.")
}

pub(crate) fn pages() -> Vec<String> {
    paragraph("Returns an iterator of the pages. It requests a page when it needs one.")
}

pub(crate) fn max_pages() -> Vec<String> {
    paragraph("Sets the number of pages after which the iterators end. Default: no limit.")
}

pub(crate) fn resume_at() -> Vec<String> {
    paragraph("Sets the place of the first page: the place of an iterator over the same list.")
}
