//! The macro for models that are pages of a list.

/// Implements `PageModel` for a struct, with the field that has the items: `page!(UserEntityListing { entities: User })`.
#[doc(hidden)]
#[macro_export]
macro_rules! __genesys_cloud_page {
    ($name:ident { $list:ident: $item:ty }) => {
        impl $crate::__private::PageModel for $name {
            type Item = $item;

            #[inline]
            fn list(&mut self) -> &mut Option<Vec<$item>> {
                &mut self.$list
            }
        }
    };
}
