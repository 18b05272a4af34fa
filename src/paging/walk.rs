//! A walk through a list, and the guards that end it for any scheme.

use super::Place;
use super::cursors::Cursors;
use super::numbers::Numbers;
use super::scheme::{Names, Next};
use super::steps::{Received, Steps, Turn};

/// The number of pages without items in a row that end a walk with an error, if each of them says that there are more.
const MAX_EMPTY: u32 = 3;

/// The state of a walk, without the pages.
pub(super) struct Walk {
    pub(super) steps: Box<dyn Steps>,
    /// The number of pages that were read.
    read: u32,
    /// The number of pages without items since the last one with items.
    empty: u32,
}

impl Walk {
    /// Begins a walk at a place, or at the first page without one. Calls `refuse` with what is wrong with the place.
    pub(super) fn new(names: Names, place: Option<Place>, refuse: impl FnOnce(&str)) -> Self {
        let Place(text) = place.unwrap_or_default();
        let steps: Box<dyn Steps> = match names.next {
            Next::Cursor(source) => Box::new(Cursors::new(names.place, source, text)),
            Next::Count(count) => {
                let number = if text.is_empty() { Ok(1) } else { text.parse() };
                if number.is_err() {
                    refuse(
                        "is not a number, as the places in this list are; use a place in a list of the same operation",
                    );
                }
                Box::new(Numbers::new(names.place, count, number.unwrap_or(1)))
            }
        };
        Self {
            steps,
            read: 0,
            empty: 0,
        }
    }

    /// Returns the number of the page that is being read, for messages: in the list if its pages have numbers, otherwise in the walk.
    pub(super) fn page_number(&self) -> i64 {
        self.steps.page_number().unwrap_or_else(|| i64::from(self.read) + 1)
    }

    pub(super) fn read(&self) -> u32 {
        self.read
    }

    /// Reads what follows a page. The error says what is wrong with the page itself.
    pub(super) fn turn(&mut self, page: &Received<'_>) -> Result<Turn, String> {
        let turn = self.steps.read(page)?;
        if page.items > 0 {
            self.empty = 0;
        } else if turn == Turn::Next {
            // Single pages may be empty, but a server that promises more with each of them would never end the list.
            self.empty += 1;
            if self.empty == MAX_EMPTY {
                return Err(format!(
                    "has no items, as the {} before it, although each of them says that there are more",
                    MAX_EMPTY - 1
                ));
            }
        }
        self.read = self.read.saturating_add(1);
        Ok(turn)
    }
}
