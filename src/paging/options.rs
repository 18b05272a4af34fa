//! What a caller of a paged operation can set in addition to its parameters.

use super::Place;

/// A field of generated requests. Methods set its fields, since an assignment in each request would need more memory of rustc.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The place of the first page.
    pub(super) place: Option<Place>,
    /// The number of pages after which the iterators end.
    pub(super) max_pages: Option<u32>,
}

impl Options {
    /// Sets the number of pages after which the iterators end.
    pub fn set_max_pages(&mut self, pages: u32) {
        self.max_pages = Some(pages);
    }

    /// Sets the place of the first page.
    pub fn set_place(&mut self, place: Place) {
        self.place = Some(place);
    }
}
