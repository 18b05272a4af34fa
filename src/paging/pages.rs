//! The iterator of pages.

use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::signals::Signals;
use super::steps::{Received, Turn};
use super::template::Template;
use super::walk::Walk;
use super::{Options, Page, Place, Scheme};
use crate::error::PagingError;
use crate::{Client, Error, Request, Response, client};

/// An iterator of the pages of a list. `pages` of a paged request returns it.
///
/// The iterator requests a page when it has to return one, as a call of its own: with its own time limit and its own retries. The
/// iterator ends after the last page, after an error, or after [`max_pages`](crate::docs::paging#limits). It has a clone of the
/// client, so it can be moved to another thread.
///
/// ```ignore
/// for page in client.users().get_users().pages() {
///     let page = page?;
///     println!("{:?} of {:?}", page.page_number, page.page_count);
/// }
/// ```
#[must_use = "an iterator requests nothing until it is used"]
pub struct Pages<P> {
    client: Client,
    template: Template,
    walk: Walk,
    /// Whether the walk begins at a place that is not in the template.
    is_resumed: bool,
    /// The number of pages until the iterator ends.
    left: Option<u32>,
    /// Whether there is no next page, or an error was returned.
    has_ended: bool,
    /// The error in place of the next page.
    failure: Option<Error>,
    page: PhantomData<fn() -> P>,
}

impl Request<'_> {
    /// Returns an iterator of the pages of the response. `page_size` is the number of items of a page if the caller has not set it.
    ///
    /// A paged operation only reads, so it is retried like a GET, whatever its method is.
    #[doc(hidden)]
    pub fn pages<P: Page>(mut self, scheme: Scheme, page_size: Option<u32>, options: Options) -> Pages<P> {
        self.parts.is_query = true;
        let names = scheme.names();
        let mut template = Template::new(self.parts.into_owned(), names, page_size);
        let is_resumed = options.place.is_some();
        let mut failure = None;
        let place = options.place.or_else(|| template.place());
        let walk = Walk::new(names, place, |problem| {
            if is_resumed {
                template.refuse("resume_at", problem);
            } else {
                // Only the iterators return this error. `send` requests a single page, whose place the server checks.
                failure = Some(Error::parameter(names.place, problem));
            }
        });
        Pages {
            client: self.client.clone(),
            template,
            walk,
            is_resumed,
            left: options.max_pages,
            has_ended: false,
            failure,
            page: PhantomData,
        }
    }
}

impl<P> Pages<P> {
    /// Returns the place of the page that the iterator requests next. After the last page, returns the place of that page, and after
    /// an error the place of the page that the error is about.
    ///
    /// `resume_at` of the request continues there. See [Paging](crate::docs::paging#resuming).
    #[must_use]
    pub fn place(&self) -> Place {
        match self.walk.steps.next() {
            Some(next) if !self.has_ended => next,
            _ => self.last_place(),
        }
    }

    /// Returns the place of the last page that was requested.
    pub(super) fn last_place(&self) -> Place {
        self.walk.steps.place()
    }
}

impl<P: Page> Pages<P> {
    /// Requests the first page as the caller has built the request, and returns it with its status and headers.
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc, reason = "only generated code calls it")]
    pub fn send(self) -> Result<Response<P>, Error> {
        let parts = if self.is_resumed {
            self.template.single_page(&*self.walk.steps)
        } else {
            self.template.into_parts()
        };
        let client = &self.client;
        Request { client, parts }.send_json()
    }

    /// Requests the next page.
    fn read(&mut self) -> Result<P, Error> {
        // The step to the next page is taken only now, so that `last_place` is the place of the page whose items the caller still reads.
        self.walk.steps.advance();
        let inner = &self.client.inner;
        let request = self.template.page(&*self.walk.steps);
        let request = request.into_prepared(&inner.base_url, true)?;
        // Only the decoder sees the bytes of the body. Their hash shows whether a server sends the same page again.
        let mut hash = 0;
        let (received, context) = inner.call_with_context(&request, |received| {
            hash = hash_of(&received.body);
            client::json::<P>(received)
        })?;
        let mut page = received.body;
        let number = self.walk.page_number();
        let error = |context, problem| Error::Paging(PagingError::new(context, number, problem));
        let turn = self.walk.turn(&Received {
            signals: Signals::new(&page),
            items: page.list().map_or(0, |list| list.len()),
            hash,
            asked: &request.uri,
            base_url: &inner.base_url,
        });
        match turn {
            Ok(Turn::Next) => {}
            Ok(Turn::End) => self.has_ended = true,
            // The page itself is valid, so the caller gets it first, and the error in place of the next page.
            Ok(Turn::Broken(problem)) => self.failure = Some(error(context, problem.to_owned())),
            Err(problem) => return Err(error(context, problem)),
        }
        Ok(page)
    }
}

fn hash_of(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    hasher.finish()
}

impl<P: Page> Iterator for Pages<P> {
    type Item = Result<P, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended || self.left == Some(0) {
            return None;
        }
        if let Some(left) = &mut self.left {
            *left -= 1;
        }
        let page = match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.read(),
        };
        // After an error, the page after it is not known, so a program resumes at `place`.
        self.has_ended |= page.is_err();
        Some(page)
    }
}

impl<P: Page> FusedIterator for Pages<P> {}

/// Shows no values of parameters.
impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("method", self.template.method())
            .field("path", &self.template.path())
            .field("place", &self.place())
            .field("pages_read", &self.walk.read())
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}
