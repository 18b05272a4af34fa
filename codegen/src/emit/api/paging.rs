//! The methods of a request that read a list page by page. The loop is in the client: a request only names its scheme. Each method has
//! as little code as possible, since a large fragment has hundreds of such requests.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::file::Comments;
use crate::emit::types::ident;
use crate::ir::Paging;

/// Returns the last call of the chain of a request: how it is paged, and what the caller has set.
pub(super) fn pages(paging: &Paging) -> TokenStream {
    let scheme = ident(paging.scheme.name());
    // The literal has no suffix, as in code that is written by hand.
    let size = paging.page_size.map(Literal::u32_unsuffixed);
    let size = size.map_or(quote!(None), |size| quote!(Some(#size)));
    quote!(.pages(paging::Scheme::#scheme, #size, self.paging))
}

/// Returns the methods for the pages of this type. The other methods call `pages`, which has the chain that builds the request.
pub(super) fn methods(page: &TokenStream, chain: &TokenStream, comments: &Comments) -> TokenStream {
    let items = comments.add(&docs::paging::items());
    let pages = comments.add(&docs::paging::pages());
    let max_pages = comments.add(&docs::paging::max_pages());
    let resume_at = comments.add(&docs::paging::resume_at());
    quote! {
        #items
        #[inline]
        pub fn items(self) -> paging::Items<#page> { self.pages().items() }

        #pages
        #[inline]
        pub fn pages(self) -> paging::Pages<#page> { #chain }

        #max_pages
        #[inline]
        pub fn max_pages(mut self, value: u32) -> Self {
            self.paging.set_max_pages(value);
            self
        }

        #resume_at
        #[inline]
        pub fn resume_at(mut self, value: paging::Place) -> Self {
            self.paging.set_place(value);
            self
        }
    }
}
