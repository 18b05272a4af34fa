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

/// The types of other crates that a module names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) map: bool,
    pub(crate) json: bool,
    timestamp: bool,
    date: bool,
    /// A model or an enum.
    pub(crate) item: bool,
}

/// The `use` items for them.
pub(crate) struct Uses {
    pub(crate) map: Option<TokenStream>,
    pub(crate) jiff: TokenStream,
    pub(crate) json: Option<TokenStream>,
}

impl Named {
    pub(crate) fn add(&mut self, ty: &Type) {
        match ty {
            Type::Bool | Type::I32 | Type::I64 | Type::F64 | Type::String => {}
            Type::Timestamp => self.timestamp = true,
            Type::Date => self.date = true,
            Type::Json => self.json = true,
            Type::List(inner) | Type::Nullable(inner) => self.add(inner),
            Type::Map(inner) => {
                self.map = true;
                self.add(inner);
            }
            Type::Model(_) | Type::Enum(_) => self.item = true,
        }
    }

    pub(crate) fn uses(&self) -> Uses {
        let timestamp = self.timestamp.then(|| {
            quote!(
                use jiff::Timestamp;
            )
        });
        let date = self.date.then(|| {
            quote!(
                use jiff::civil::Date;
            )
        });
        Uses {
            map: self.map.then(|| {
                quote!(
                    use std::collections::BTreeMap;
                )
            }),
            jiff: quote!(#timestamp #date),
            json: self.json.then(|| {
                quote!(
                    use serde_json::Value;
                )
            }),
        }
    }
}
