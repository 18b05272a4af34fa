//! The types of the plain data in Rust.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Api, Scalar, Type};

/// The module in which a type is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    Models,
    Api,
}

/// Returns the token of an identifier of `names`, which is never empty, never a keyword, and plain ASCII.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

pub(crate) fn ty(api: &Api, ty: &Type, module: Module) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => {
            let name = ident(scalar.describe().rust);
            quote!(#name)
        }
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
            let name = ident(api.items[*index].ident());
            match module {
                Module::Models => quote!(#name),
                Module::Api => quote!(models::#name),
            }
        }
    }
}

/// The type of an argument, and the expression that converts it.
pub(crate) struct Argument {
    /// `impl Into<String>`
    pub(crate) ty: TokenStream,
    /// `value.into()`
    pub(crate) value: TokenStream,
}

/// Returns the argument called `name` for a value of this type.
pub(crate) fn argument(api: &Api, ty: &Type, name: &Ident, module: Module) -> Argument {
    let plain = self::ty(api, ty, module);
    match ty {
        Type::List(item) => list(&self::ty(api, item, module), takes_into(item), name),
        Type::Map(value) => map(&self::ty(api, value, module), takes_into(value), name),
        Type::Model(_) => Argument {
            ty: plain,
            value: quote!(#name),
        },
        ty if takes_into(ty) => Argument {
            ty: quote!(impl Into<#plain>),
            value: quote!(#name.into()),
        },
        _ => Argument {
            ty: plain,
            value: quote!(#name),
        },
    }
}

/// Returns the argument for a list of these items, which may accept what converts into them.
fn list(item: &TokenStream, converts: bool, name: &Ident) -> Argument {
    if converts {
        Argument {
            ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
            value: quote!(#name.into_iter().map(Into::into).collect()),
        }
    } else {
        Argument {
            ty: quote!(impl IntoIterator<Item = #item>),
            value: quote!(#name.into_iter().collect()),
        }
    }
}

/// Returns the argument for a map to these values, which may accept what converts into them.
fn map(value: &TokenStream, converts: bool, name: &Ident) -> Argument {
    if converts {
        Argument {
            ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)>),
            value: quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
        }
    } else {
        Argument {
            ty: quote!(impl IntoIterator<Item = (impl Into<String>, #value)>),
            value: quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect()),
        }
    }
}

/// Returns whether values that convert into the type are accepted, alone or as items of a list. A single model is passed as it is.
fn takes_into(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar.describe().takes_into,
        Type::Enum(_) | Type::Model(_) => true,
        Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
    }
}

/// The names that a module uses and therefore imports.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    paths: BTreeSet<&'static str>,
    has_maps: bool,
    /// Whether the module uses models or enums.
    pub(crate) has_models: bool,
}

impl Imports {
    pub(crate) fn add(&mut self, ty: &Type) {
        match ty {
            Type::Scalar(scalar) => self.paths.extend(scalar.describe().import),
            Type::List(inner) | Type::Nullable(inner) => self.add(inner),
            Type::Map(inner) => {
                self.has_maps = true;
                self.add(inner);
            }
            Type::Model(_) | Type::Enum(_) => self.has_models = true,
        }
    }

    /// Adds the type of the unknown fields of a model.
    pub(crate) fn add_unknown_fields(&mut self) {
        self.add(&Type::Map(Box::new(Type::Scalar(Scalar::Json))));
    }

    pub(crate) fn items(&self) -> TokenStream {
        let maps = self.has_maps.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let paths = self.paths.iter().map(|path| {
            let segments = path.split("::").map(ident);
            quote!(use super::genesys_cloud #(::#segments)*;)
        });
        quote!(#maps #(#paths)*)
    }
}
