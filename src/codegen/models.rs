//! The module `models`: structs and open enums.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::file::{File, comment};
use super::ir::{Api, Enum, Field, Item, Model};
use super::spec::SpecError;
use super::types::{self, Module, Named, ident};

/// Writes the module.
pub(crate) fn write(api: &Api, file: &mut File) -> Result<(), Vec<SpecError>> {
    file.open("What the operations send and bring back.", "models", &imports(api))?;
    let items: Vec<&Item> = api.order.iter().filter_map(|index| api.items.get(*index)).collect();
    file.inside(&items, |item| self::item(api, item))?;
    file.close();
    Ok(())
}

/// What the module names, and nothing else.
fn imports(api: &Api) -> TokenStream {
    let mut named = Named::default();
    for item in &api.items {
        let Item::Model(model) = item else {
            named.add("OpenEnum");
            named.add("open_enum");
            continue;
        };
        for name in ["Fields", "Model", "SerializeMap", "model"] {
            named.add(name);
        }
        for field in &model.fields {
            named.add("MapAccess");
            named.add("take");
            named.add_type(&field.ty);
        }
        if model.keeps_unknown {
            named.add("BTreeMap");
            named.add("Value");
        }
    }
    let others = named.imports();
    let own = named.of(&["Fields", "Model", "OpenEnum", "model", "open_enum", "take"]);
    let own = (!own.is_empty()).then(|| quote!(use crate::model::{#(#own),*};));
    quote!(#others #own)
}

fn item(api: &Api, item: &Item) -> TokenStream {
    match item {
        Item::Model(model) => self::model(api, model),
        Item::Enum(item) => enumeration(item),
    }
}

fn model(api: &Api, model: &Model) -> TokenStream {
    let name = ident(&model.name);
    let docs = comment(&docs::model(model));
    let fields = model.fields.iter().map(|field| {
        let docs = comment(&docs::field(field));
        let name = ident(&field.ident);
        let ty = field_type(api, field);
        quote!(#docs pub #name: Option<#ty>,)
    });
    let unknown = model.keeps_unknown.then(|| {
        let docs = comment(&["Fields that this version of the specification does not name.".to_owned()]);
        quote!(#docs pub additional_properties: BTreeMap<String, Value>,)
    });
    let setters = (model.sent && !model.fields.is_empty()).then(|| {
        let setters = model.fields.iter().map(|field| setter(api, field));
        quote!(impl #name { #(#setters)* })
    });
    let implementation = implementation(model);
    quote! {
        #docs
        #[derive(Debug, Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #unknown }
        #setters
        #implementation
        model!(#name);
    }
}

fn field_type(api: &Api, field: &Field) -> TokenStream {
    let ty = types::ty(api, &field.ty, Module::Models);
    if field.boxed { quote!(Box<#ty>) } else { ty }
}

fn setter(api: &Api, field: &Field) -> TokenStream {
    let docs = comment(&docs::field_setter(field));
    let name = ident(&field.ident);
    let setter = format_ident!("with_{}", field.ident.trim_end_matches('_'));
    let ty = types::ty(api, &field.ty, Module::Models);
    let value = if field.boxed {
        quote!(Box::new(value.into()))
    } else {
        quote!(value.into())
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, value: impl Into<#ty>) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn implementation(model: &Model) -> TokenStream {
    let (name, text) = (ident(&model.name), &model.name);
    let idents: Vec<_> = model.fields.iter().map(|field| ident(&field.ident)).collect();
    let names: Vec<_> = model.fields.iter().map(|field| &field.name).collect();
    let read = (!names.is_empty()).then(|| {
        quote! {
            fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
                match field {
                    #(#names => take(&mut self.#idents, map),)*
                    _ => Ok(false),
                }
            }
        }
    });
    let rest = model
        .keeps_unknown
        .then(|| quote!(fields.rest(&self.additional_properties);));
    let unknown = model.keeps_unknown.then(|| {
        quote! {
            fn extra(&mut self) -> Option<&mut BTreeMap<String, Value>> {
                Some(&mut self.additional_properties)
            }
        }
    });
    quote! {
        impl Model for #name {
            const NAME: &'static str = #text;

            #read

            fn write<M: SerializeMap>(&self, fields: &mut Fields<M>) {
                #(fields.put(#names, &self.#idents);)*
                #rest
            }

            #unknown
        }
    }
}

fn enumeration(item: &Enum) -> TokenStream {
    let name = ident(&item.name);
    let docs = comment(&docs::enumeration(item));
    let idents: Vec<_> = item.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| &variant.value).collect();
    let variants = item.variants.iter().zip(&idents).map(|(variant, ident)| {
        let docs = comment(&docs::variant(variant));
        quote!(#docs #ident,)
    });
    let unknown = comment(&["A value that this version of the specification does not list.".to_owned()]);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown Unknown(String), }
        impl OpenEnum for #name {
            const VALUES: &'static [(&'static str, Self)] = &[#((#values, Self::#idents)),*];
        }
        open_enum!(#name);
    }
}

#[cfg(test)]
#[path = "models_tests.rs"]
mod tests;
