//! The module `models`: structs and open enums.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Docs};
use super::file::{Comments, File, Rendered};
use super::types::{self, Imports, Module, argument, ident};
use crate::Problem;
use crate::ir::{Api, Enum, Field, Item, Model, Type};

/// Writes the module.
pub(crate) fn write(api: &Api, docs: &Docs<'_>, file: &mut File) -> Result<(), Problem> {
    file.open(&docs::models(), "models");
    file.remark("The macro below each type implements `Debug`, serde's traits and more for it.");
    file.imports(&imports(api))?;
    let pages = pages(api);
    let items: Vec<_> = api
        .order
        .iter()
        .filter_map(|index| Some((*index, api.items.get(*index)?)))
        .collect();
    file.inside(&items, |(index, item), comments| match item {
        Item::Model(model) => {
            let about = docs.model(*index, model);
            self::model(api, model, pages.get(index).copied(), &about, comments)
        }
        Item::Enum(item) => enumeration(item, &docs.enumeration(*index, item), comments),
    })?;
    file.close();
    Ok(())
}

fn imports(api: &Api) -> TokenStream {
    let mut imports = Imports::default();
    for item in &api.items {
        let Item::Model(model) = item else { continue };
        for field in &model.fields {
            imports.add(&field.ty);
        }
        if model.keeps_unknown {
            imports.add_unknown_fields();
        }
    }
    imports.items()
}

/// Returns the models that are pages of a list, with the index of the field that has the items.
fn pages(api: &Api) -> BTreeMap<usize, usize> {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    let paged = operations.filter_map(|operation| operation.paging.as_ref().ok());
    paged.map(|paging| (paging.page, paging.list)).collect()
}

/// Returns the code of a model. `list` is the index of the field that has the items, if the model is a page.
fn model(api: &Api, model: &Model, list: Option<usize>, about: &[String], comments: &Comments) -> Rendered {
    let name = ident(&model.ident);
    let docs = comments.add(about);
    let links = docs::field_links(model);
    let fields = model.fields.iter().map(|field| {
        let docs = comments.add(&docs::field(field, &links));
        let name = ident(&field.ident);
        let ty = field_type(api, field);
        quote!(#docs pub #name: Option<#ty>,)
    });
    let unknown = model.keeps_unknown.then(|| {
        let docs = comments.add(&docs::unknown_fields());
        quote!(#docs pub additional_properties: BTreeMap<String, Value>,)
    });
    let setters = (model.sent && !model.fields.is_empty()).then(|| {
        let setters = model.fields.iter().map(|field| setter(api, field, comments));
        quote!(impl #name { #(#setters)* })
    });
    let code = quote! {
        #docs
        #[non_exhaustive]
        pub struct #name { #(#fields)* #unknown }
        #setters
    };
    let names = model.fields.iter().map(|field| (&field.ident, &field.name));
    let rest = model.keeps_unknown.then_some("..additional_properties");
    let mut macro_call = macro_call("fields", &model.ident, names, rest);
    let list = list.and_then(|index| model.fields.get(index));
    macro_call.extend(list.and_then(|list| page(api, model, list)));
    Rendered { code, macro_call }
}

/// Returns the call of the macro that makes a model the page of a list, with the field that has the items and their type.
fn page(api: &Api, model: &Model, list: &Field) -> Option<String> {
    let Type::List(item) = &list.ty else { return None };
    // The text of the tokens has spaces between them, as in `Vec < User >`.
    let item = types::ty(api, item, Module::Models).to_string().replace(' ', "");
    let (name, field) = (&model.ident, &list.ident);
    Some(format!(
        "super::genesys_cloud::__private::page!({name} {{ {field}: {item} }});"
    ))
}

fn field_type(api: &Api, field: &Field) -> TokenStream {
    let ty = types::ty(api, &field.ty, Module::Models);
    if field.boxed { quote!(Box<#ty>) } else { ty }
}

fn setter(api: &Api, field: &Field, comments: &Comments) -> TokenStream {
    let docs = comments.add(&docs::field_setter(field));
    let name = ident(&field.ident);
    let setter = ident(&field.setter());
    let argument = argument(api, &field.ty, &ident("value"), Module::Models);
    let (ty, value) = (argument.ty, argument.value);
    let value = if field.boxed { quote!(Box::new(#value)) } else { value };
    quote! {
        #docs
        #[inline]
        #[must_use]
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn enumeration(item: &Enum, about: &[String], comments: &Comments) -> Rendered {
    let name = ident(&item.ident);
    let docs = comments.add(about);
    let variants = item.variants.iter().map(|variant| {
        let docs = comments.add(&docs::variant(variant));
        let ident = ident(&variant.ident);
        quote!(#docs #ident,)
    });
    let unknown = comments.add(&docs::unknown_variant());
    let code = quote! {
        #docs
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown Unknown(String), }
    };
    let names = item.variants.iter().map(|variant| (&variant.ident, &variant.value));
    Rendered {
        code,
        macro_call: macro_call("values", &item.ident, names, None),
    }
}

/// Returns the call of the macro that implements the traits, with the identifier and the name of each part. The code calls the macro
/// by its path: rustc cannot resolve an imported macro before it has seen the whole file, and would look for the macro again at each
/// call.
fn macro_call<'a>(
    mac: &str,
    of: &str,
    names: impl Iterator<Item = (&'a String, &'a String)>,
    rest: Option<&str>,
) -> Vec<String> {
    let names = names.map(|(ident, wire)| format!("    {ident}: {wire:?},"));
    let rest = rest.map(|rest| format!("    {rest}"));
    let head = std::iter::once(format!("super::genesys_cloud::__private::{mac}!({of} {{"));
    head.chain(names).chain(rest).chain(["});".to_owned()]).collect()
}

#[cfg(test)]
mod tests;
