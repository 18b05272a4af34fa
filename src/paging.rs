//! Lists that an operation returns page by page. The page [Paging](crate::docs::paging) has examples.
//!
//! The request of an operation with such a list has two more methods: `items` returns an iterator of all items of the list, [`Items`],
//! and `pages` one of its pages, [`Pages`]. Both request the next page when they need it.

mod cursors;
mod items;
mod next_uri;
mod numbers;
mod options;
mod page;
mod pages;
mod place;
mod scheme;
mod signals;
mod steps;
mod template;
mod walk;

pub use items::Items;
#[doc(hidden)]
pub use options::Options;
pub use page::Page;
#[doc(hidden)]
pub use page::PageModel;
pub use pages::Pages;
pub use place::Place;
pub use scheme::Scheme;
#[cfg(feature = "sandbox")]
pub(crate) use scheme::{Carrier, Counted, Next, Source};
