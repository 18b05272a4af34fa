//! How a type of the plain data is written in Rust.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::ir::{Api, Type};

/// The module in which a type is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    Models,
    Api,
}

/// An identifier that `names` has made: those are never empty, never keywords, and plain ASCII.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

pub(crate) fn ty(api: &Api, ty: &Type, module: Module) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::Timestamp => quote!(Timestamp),
        Type::Date => quote!(Date),
        Type::Json => quote!(Value),
        Type::List(item) => {
            let item = self::ty(api, item, module);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = self::ty(api, value, module);
            quote!(BTreeMap<String, #value>)
        }
        Type::Nullable(inner) => {
            let inner = self::ty(api, inner, module);
            quote!(Option<#inner>)
        }
        Type::Model(index) | Type::Enum(index) => {
            let name = ident(api.items[*index].name());
            match module {
                Module::Models => quote!(#name),
                Module::Api => quote!(models::#name),
            }
        }
    }
}

/// What a caller may give for it, and how that becomes the value: `impl Into<String>` and `value.into()`.
pub(crate) fn argument(api: &Api, ty: &Type, name: &Ident) -> (TokenStream, TokenStream) {
    let plain = self::ty(api, ty, Module::Api);
    match ty {
        Type::String | Type::Enum(_) => (quote!(impl Into<#plain>), quote!(#name.into())),
        Type::List(item) => {
            let plain = self::ty(api, item, Module::Api);
            match **item {
                Type::String | Type::Enum(_) => (
                    quote!(impl IntoIterator<Item = impl Into<#plain>>),
                    quote!(#name.into_iter().map(Into::into).collect()),
                ),
                _ => (
                    quote!(impl IntoIterator<Item = #plain>),
                    quote!(#name.into_iter().collect()),
                ),
            }
        }
        _ => (plain, quote!(#name)),
    }
}

/// The `use` items for what is named in `code`, and no others. The names are reserved, so that a name is a use.
pub(crate) fn imports(code: &TokenStream, known: &[(&str, TokenStream)]) -> TokenStream {
    let mut named = std::collections::BTreeSet::new();
    collect(code, &mut named);
    let used = known
        .iter()
        .filter(|(name, _)| named.contains(*name))
        .map(|(_, import)| import);
    quote!(#(#used)*)
}

fn collect(code: &TokenStream, named: &mut std::collections::BTreeSet<String>) {
    for token in code.clone() {
        match token {
            proc_macro2::TokenTree::Ident(ident) => {
                named.insert(ident.to_string());
            }
            proc_macro2::TokenTree::Group(group) => collect(&group.stream(), named),
            _ => {}
        }
    }
}
