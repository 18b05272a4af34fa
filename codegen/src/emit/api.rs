//! The module `api`: API types, and a request type for each operation.

mod call;
mod inputs;
mod paging;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, CommonErrors, Docs};
use super::file::{Comments, File};
use super::types::{self, Imports, Module, argument, ident};
use crate::Problem;
use crate::ir::{Api, Operation, Output, Tag, Target};
use inputs::{Input, inputs};

/// A type of the module.
enum Definition<'a> {
    Api(&'a Tag, &'a CommonErrors<'a>),
    Request(&'a Tag, &'a Operation, &'a CommonErrors<'a>),
}

/// Writes the module, and re-exports the API types from where the file is included.
pub(crate) fn write(api: &Api, target: Target, docs: &Docs<'_>, file: &mut File) -> Result<(), Problem> {
    file.open(&docs::api(), "api");
    file.imports(&imports(api))?;
    file.inside(&[api], |api, comments| entrance(api, target, comments))?;
    let mut definitions = Vec::new();
    let errors: Vec<CommonErrors<'_>> = api.tags.iter().map(CommonErrors::detect).collect();
    for (tag, errors) in api.tags.iter().zip(&errors) {
        definitions.push(Definition::Api(tag, errors));
        for operation in &tag.operations {
            definitions.push(Definition::Request(tag, operation, errors));
        }
    }
    file.inside(&definitions, |definition, comments| match definition {
        Definition::Api(tag, errors) => self::tag(api, tag, &docs.tag_type(tag, errors), comments),
        Definition::Request(tag, operation, errors) => {
            let about = docs.request(tag, operation, errors);
            request(api, operation, &about, docs, comments)
        }
    })?;
    file.close();
    let mut idents = Vec::new();
    if target == Target::Dependent {
        idents.push(ident("Apis"));
    }
    for tag in &api.tags {
        idents.push(ident(&tag.type_ident));
    }
    // With `inline`, rustdoc lists these types with the types of the crate and not as re-exports.
    file.outside(quote!(#[doc(inline)] pub use api::{#(#idents),*};))
}

fn imports(api: &Api) -> TokenStream {
    let mut imports = Imports::default();
    let mut has_lists = false;
    let mut has_pages = false;
    for operation in api.tags.iter().flat_map(|tag| &tag.operations) {
        has_pages |= operation.paging.is_ok();
        for input in inputs(operation) {
            imports.add(input.ty);
            has_lists |= input.many;
        }
        if let Output::Json(ty, _) = &operation.output {
            imports.add(ty);
        }
    }
    let others = imports.items();
    let list_style = has_lists.then(|| quote!(ListStyle,));
    let paging = has_pages.then(|| {
        quote!(
            use super::genesys_cloud::paging;
        )
    });
    let models = imports.has_models.then(|| {
        quote!(
            use super::models;
        )
    });
    quote! {
        #others
        use super::genesys_cloud::http::Method;
        use super::genesys_cloud::{Client, Error, #list_style Response};
        #paging
        #models
    }
}

/// Returns the methods that return API types: of `Client`, or of the trait `Apis`.
fn entrance(api: &Api, target: Target, comments: &Comments) -> TokenStream {
    let methods = api.tags.iter().map(|tag| {
        let (method, name) = (ident(&tag.ident), ident(&tag.type_ident));
        (
            comments.add(&docs::tag(tag)),
            quote!(fn #method(&self) -> #name<'_>),
            name,
        )
    });
    match target {
        Target::GenesysCloud => {
            let methods =
                methods.map(|(docs, signature, name)| quote!(#docs #[inline] pub #signature { #name::new(self) }));
            let docs = comments.add(&docs::methods(api));
            quote!(#docs impl Client { #(#methods)* })
        }
        Target::Dependent => {
            let (declared, defined): (Vec<_>, Vec<_>) = methods
                .map(|(docs, signature, name)| {
                    (
                        quote!(#docs #signature;),
                        quote!(#[inline] #signature { #name::new(self) }),
                    )
                })
                .unzip();
            let docs = comments.add(&docs::apis());
            quote! {
                #docs
                pub trait Apis: super::genesys_cloud::__private::Sealed { #(#declared)* }
                impl Apis for Client { #(#defined)* }
            }
        }
    }
}

fn tag(api: &Api, tag: &Tag, about: &[String], comments: &Comments) -> TokenStream {
    let name = ident(&tag.type_ident);
    let docs = comments.add(about);
    let new = comments.add(&docs::new(tag));
    let methods = tag.operations.iter().map(|operation| {
        let docs = comments.add(&docs::method(operation));
        method(api, operation, &docs)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        #[must_use = "an API type does nothing until a request is sent"]
        pub struct #name<'a> { client: &'a Client }
        impl<'a> #name<'a> {
            #new
            #[inline]
            pub fn new(client: &'a Client) -> Self { Self { client } }
            #(#methods)*
        }
    }
}

/// Returns the method that creates a request.
fn method(api: &Api, operation: &Operation, docs: &TokenStream) -> TokenStream {
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "Genesys Cloud may remove this operation"]));
    let (name, request) = (ident(&operation.ident), ident(&operation.type_ident));
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for input in inputs(operation) {
        let name = ident(input.ident);
        if input.required {
            let argument = argument(api, input.ty, &name, Module::Api);
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(quote!(#name: #ty));
            fields.push(if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else if input.many {
            fields.push(quote!(#name: Vec::new()));
        } else {
            fields.push(quote!(#name: None));
        }
    }
    if operation.paging.is_ok() {
        fields.push(quote!(paging: paging::Options::default()));
    }
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #name(&self, #(#arguments),*) -> #request<'a> {
            #request { client: self.client, #(#fields),* }
        }
    }
}

fn request(api: &Api, operation: &Operation, about: &[String], docs: &Docs<'_>, comments: &Comments) -> TokenStream {
    let name = ident(&operation.type_ident);
    let about = comments.add(about);
    let inputs = inputs(operation);
    let fields = inputs.iter().map(|input| {
        let (name, ty) = (ident(input.ident), types::ty(api, input.ty, Module::Api));
        if input.required || input.many {
            quote!(#name: #ty)
        } else {
            quote!(#name: Option<#ty>)
        }
    });
    let setters = inputs
        .iter()
        .filter(|input| !input.required)
        .map(|input| setter(api, input, comments));
    let output = output(api, operation);
    let send = comments.add(&docs.send(operation));
    let with_response = comments.add(&docs.send_with_response());
    let (options, call, pages) = match &operation.paging {
        Err(_) => (None, call::call(operation), None),
        Ok(paging) => {
            let chain = call::chain(operation, &paging::pages(paging));
            let methods = paging::methods(&output, &chain, comments);
            (
                Some(quote!(paging: paging::Options)),
                quote!(self.pages().send()),
                Some(methods),
            )
        }
    };
    quote! {
        #about
        #[derive(Debug, Clone)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name<'a> { client: &'a Client, #(#fields,)* #options }
        impl #name<'_> {
            #(#setters)*

            #send
            #[inline]
            pub fn send(self) -> Result<#output, Error> {
                self.send_with_response().map(Response::into_body)
            }

            #with_response
            #[inline]
            pub fn send_with_response(self) -> Result<Response<#output>, Error> { #call }

            #pages
        }
    }
}

/// Returns the type of the result of an operation.
fn output(api: &Api, operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::Nothing => quote!(()),
        Output::Json(ty, _) => types::ty(api, ty, Module::Api),
        Output::Text(_) => quote!(String),
    }
}

fn setter(api: &Api, input: &Input, comments: &Comments) -> TokenStream {
    let docs = comments.add(&input.docs());
    let name = ident(input.ident);
    let argument_name = ident(if input.many { "values" } else { "value" });
    let argument = argument(api, input.ty, &argument_name, Module::Api);
    let (ty, value) = (argument.ty, argument.value);
    let stored = if input.many { value } else { quote!(Some(#value)) };
    quote! {
        #docs
        #[inline]
        pub fn #name(mut self, #argument_name: #ty) -> Self {
            self.#name = #stored;
            self
        }
    }
}

#[cfg(test)]
mod tests;
