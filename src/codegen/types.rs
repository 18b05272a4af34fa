//! How a type of the plain data is written in Rust.

use std::collections::BTreeSet;

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

/// What a module names of other crates and modules, so that it imports that and nothing else.
#[derive(Debug, Default)]
pub(crate) struct Named(BTreeSet<&'static str>);

impl Named {
    pub(crate) fn add(&mut self, name: &'static str) {
        self.0.insert(name);
    }

    pub(crate) fn add_type(&mut self, ty: &Type) {
        match ty {
            Type::Bool | Type::I32 | Type::I64 | Type::F64 | Type::String => {}
            Type::Timestamp => self.add("Timestamp"),
            Type::Date => self.add("Date"),
            Type::Json => self.add("Value"),
            Type::List(inner) | Type::Nullable(inner) => self.add_type(inner),
            Type::Map(inner) => {
                self.add("BTreeMap");
                self.add_type(inner);
            }
            Type::Model(_) | Type::Enum(_) => self.add("models"),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// The `use` items for what comes from other crates.
    pub(crate) fn imports(&self) -> TokenStream {
        let known = [
            ("BTreeMap", quote!(std::collections::BTreeMap)),
            ("Timestamp", quote!(jiff::Timestamp)),
            ("Date", quote!(jiff::civil::Date)),
            ("Value", quote!(serde_json::Value)),
        ];
        let named = known.iter().filter(|(name, _)| self.has(name)).map(|(_, path)| path);
        quote!(#(use #named;)*)
    }

    /// Those of `names` that the module names.
    pub(crate) fn of(&self, names: &[&'static str]) -> Vec<Ident> {
        names
            .iter()
            .filter(|name| self.has(name))
            .map(|name| ident(name))
            .collect()
    }
}
