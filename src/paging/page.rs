//! The trait for pages of a list.

use serde::de::DeserializeOwned;

use crate::model::{FieldVisitor, Model};

/// A page of a list: the response of an operation that [`Pages`](super::Pages) and [`Items`](super::Items) can call.
///
/// Generated models are pages. The methods are private.
pub trait Page: DeserializeOwned {
    /// The type of the items.
    type Item;

    /// Returns the items of the page. `None` if the response has no list.
    #[doc(hidden)]
    fn list(&mut self) -> Option<&mut Vec<Self::Item>>;

    /// Passes each field to the visitor.
    #[doc(hidden)]
    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V);
}

/// A model with the items of a page. The macro `page!` of `__private` implements this trait with as little code as possible, since a
/// large fragment has hundreds of such models.
pub trait PageModel: Model {
    /// The type of the items.
    type Item;

    /// Returns the field that has the items.
    fn list(&mut self) -> &mut Option<Vec<Self::Item>>;
}

impl<P: PageModel + DeserializeOwned> Page for P {
    type Item = P::Item;

    fn list(&mut self) -> Option<&mut Vec<Self::Item>> {
        PageModel::list(self).as_mut()
    }

    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V) {
        self.visit(visitor);
    }
}

/// A page that may be missing, as in an empty response. A missing page has no items.
impl<P: PageModel + DeserializeOwned> Page for Option<P> {
    type Item = P::Item;

    fn list(&mut self) -> Option<&mut Vec<Self::Item>> {
        PageModel::list(self.as_mut()?).as_mut()
    }

    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V) {
        if let Some(page) = self {
            page.visit(visitor);
        }
    }
}
