//! The place of a page in a list.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// The place of a page in a list: the number of the page, or its cursor. Empty for the first page of a list with cursors.
///
/// [`Items::place`](super::Items::place) and [`Pages::place`](super::Pages::place) return it, and `resume_at` of the request begins
/// there. To continue in another process, store its text. `Debug` does not show a cursor, which may contain personal data.
///
/// ```
/// use genesys_cloud::paging::Place;
///
/// # fn main() -> Result<(), genesys_cloud::Error> {
/// let stored = "17";
/// let place: Place = stored.parse()?;
/// assert_eq!(place.to_string(), stored);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Place(pub(super) String);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Accepts any text without control characters. Only a request with the place shows whether the list has it.
impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.chars().any(char::is_control) {
            let problem = "has a control character, such as the end of the line that it was read from; remove it";
            return Err(Error::config("place", problem));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.parse::<i64>() {
            Ok(number) => write!(f, "Place({number})"),
            Err(_) => write!(f, "Place({} bytes)", self.0.len()),
        }
    }
}

#[cfg(test)]
mod tests;
