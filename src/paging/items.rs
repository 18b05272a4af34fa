//! The iterator of items.

use std::iter::FusedIterator;
use std::{fmt, mem, vec};

use super::{Page, Pages, Place};
use crate::Error;

/// An iterator of the items of a list, over all of its pages. `items` of a paged request returns it.
///
/// The iterator requests the next page when it has returned all items of the page before, as a call of its own: with its own time
/// limit and its own retries. The iterator ends after the last item, after an error, or after
/// [`max_pages`](crate::docs::paging#limits). It has the items of one page, and a clone of the client, so it can be moved to another
/// thread.
///
/// ```ignore
/// for user in client.users().get_users().items() {
///     println!("{:?}", user?.name);
/// }
/// ```
#[must_use = "an iterator requests nothing until it is used"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    items: vec::IntoIter<P::Item>,
}

impl<P: Page> Pages<P> {
    /// Returns an iterator of the items of the pages.
    #[doc(hidden)]
    pub fn items(self) -> Items<P> {
        let items = Vec::new().into_iter();
        Items { pages: self, items }
    }
}

impl<P: Page> Items<P> {
    /// Returns the place of the page that has the next item. After the last item of a page, returns the place of the page after it, as
    /// [`Pages::place`] does.
    ///
    /// `resume_at` of the request continues there, at the first item of the page. See [Paging](crate::docs::paging#resuming).
    #[must_use]
    pub fn place(&self) -> Place {
        if self.items.as_slice().is_empty() {
            self.pages.place()
        } else {
            self.pages.last_place()
        }
    }
}

impl<P: Page> Iterator for Items<P> {
    type Item = Result<P::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            // Frees the memory of a page before the next one is read.
            self.items = Vec::new().into_iter();
            match self.pages.next()? {
                Ok(mut page) => self.items = page.list().map(mem::take).unwrap_or_default().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<P: Page> FusedIterator for Items<P> {}

/// Shows neither items nor values of parameters.
impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("items_left_in_page", &self.items.len())
            .finish()
    }
}
