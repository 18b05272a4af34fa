//! The module `api`: API types, and a request type for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::{Comments, File};
use super::types::{self, Imports, Module, argument, ident};
use crate::Problem;
use crate::ir::{Api, Body, Operation, Output, Parameter, Place, Scalar, Tag, Target, Type};

/// Writes the module, and re-exports the API types from where the file is included.
pub(crate) fn write(api: &Api, target: Target, file: &mut File) -> Result<(), Vec<Problem>> {
    file.open("One type for each API, and one for each request.", "api");
    file.imports(&imports(api))?;
    file.inside(&[api], |api, comments| entrance(api, target, comments))?;
    // An API type, and then its requests.
    let parts: Vec<(&Tag, Option<&Operation>)> = api
        .tags
        .iter()
        .flat_map(|tag| std::iter::once((tag, None)).chain(tag.operations.iter().map(move |one| (tag, Some(one)))))
        .collect();
    file.inside(&parts, |(tag, operation), comments| match operation {
        None => self::tag(api, tag, target, comments),
        Some(operation) => request(api, tag, operation, comments),
    })?;
    file.close();
    let apis = (target == Target::Dependent).then(|| ident("Apis"));
    let names = apis.into_iter().chain(api.tags.iter().map(|tag| ident(&tag.type_name)));
    file.outside(quote!(pub use api::{#(#names),*};))
}

fn imports(api: &Api) -> TokenStream {
    let mut imports = Imports::default();
    let mut has_lists = false;
    for operation in api.tags.iter().flat_map(|tag| &tag.operations) {
        for part in parts(operation) {
            imports.add(part.ty);
            has_lists |= part.many;
        }
        if let Output::Json(ty, _) = &operation.output {
            imports.add(ty);
        }
    }
    let others = imports.items();
    let list_style = has_lists.then(|| quote!(ListStyle,));
    let models = imports.has_models.then(|| {
        quote!(
            use super::models;
        )
    });
    quote! {
        #others
        use super::genesys_cloud::http::Method;
        use super::genesys_cloud::{Client, Error, #list_style Response};
        #models
    }
}

/// How a program comes from the client to an API: a method for each tag.
fn entrance(api: &Api, target: Target, comments: &Comments) -> TokenStream {
    let methods = api.tags.iter().map(|tag| {
        let (method, name) = (ident(&tag.method), ident(&tag.type_name));
        (
            comments.add(&docs::tag(tag)),
            quote!(fn #method(&self) -> #name<'_>),
            name,
        )
    });
    match target {
        Target::GenesysCloud => {
            let methods = methods.map(|(docs, signature, name)| quote!(#docs pub #signature { #name::new(self) }));
            let docs = comments.add(&docs::methods(api));
            quote!(#docs impl Client { #(#methods)* })
        }
        Target::Dependent => {
            let (declared, defined): (Vec<_>, Vec<_>) = methods
                .map(|(docs, signature, name)| (quote!(#docs #signature;), quote!(#signature { #name::new(self) })))
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

fn tag(api: &Api, tag: &Tag, target: Target, comments: &Comments) -> TokenStream {
    let name = ident(&tag.type_name);
    let docs = comments.add(&docs::tag_type(tag, target));
    let new = comments.add(&docs::new(tag));
    let functions = tag
        .operations
        .iter()
        .map(|operation| function(api, tag, operation, target, comments));
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        #[must_use = "it does nothing until an operation is called"]
        pub struct #name<'a> { client: &'a Client }
        impl<'a> #name<'a> {
            #new
            pub fn new(client: &'a Client) -> Self { Self { client } }
            #(#functions)*
        }
    }
}

/// The method that begins a request.
fn function(api: &Api, tag: &Tag, operation: &Operation, target: Target, comments: &Comments) -> TokenStream {
    let docs = comments.add(&docs::operation(api, tag, operation, target));
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "Genesys Cloud is going to remove this operation"]));
    let (name, request) = (ident(&operation.function), ident(&operation.request));
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for part in parts(operation) {
        let name = ident(part.ident);
        if part.required {
            let argument = argument(api, part.ty, &name, Module::Api);
            let (ty, value) = (argument.ty, argument.value);
            arguments.push(quote!(#name: #ty));
            fields.push(if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else if part.many {
            fields.push(quote!(#name: Vec::new()));
        } else {
            fields.push(quote!(#name: None));
        }
    }
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #request<'a> {
            #request { client: self.client, #(#fields),* }
        }
    }
}

fn request(api: &Api, tag: &Tag, operation: &Operation, comments: &Comments) -> TokenStream {
    let name = ident(&operation.request);
    let docs = comments.add(&docs::request(tag, operation));
    let parts = parts(operation);
    let fields = parts.iter().map(|part| {
        let (name, ty) = (ident(part.ident), types::ty(api, part.ty, Module::Api));
        if part.required || part.many {
            quote!(#name: #ty)
        } else {
            quote!(#name: Option<#ty>)
        }
    });
    let setters = parts
        .iter()
        .filter(|part| !part.required)
        .map(|part| setter(api, part, comments));
    let output = match &operation.output {
        Output::Nothing => quote!(()),
        Output::Json(ty, _) => types::ty(api, ty, Module::Api),
        Output::Text(_) => quote!(String),
    };
    let send = comments.add(&docs::send(tag, operation));
    let with_response = comments.add(&docs::send_with_response(tag, operation));
    let call = call(operation);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name<'a> { client: &'a Client, #(#fields),* }
        impl #name<'_> {
            #(#setters)*

            #send
            pub fn send(self) -> Result<#output, Error> {
                self.send_with_response().map(Response::into_body)
            }

            #with_response
            pub fn send_with_response(self) -> Result<Response<#output>, Error> { #call }
        }
    }
}

fn setter(api: &Api, part: &Part, comments: &Comments) -> TokenStream {
    let docs = comments.add(&part.docs);
    let name = ident(part.ident);
    let argument_name = ident(if part.many { "values" } else { "value" });
    let argument = argument(api, part.ty, &argument_name, Module::Api);
    let (ty, value) = (argument.ty, argument.value);
    let stored = if part.many { value } else { quote!(Some(#value)) };
    quote! {
        #docs
        pub fn #name(mut self, #argument_name: #ty) -> Self {
            self.#name = #stored;
            self
        }
    }
}

/// The body of `send_with_response`: one chain of the public `Request`, which a program could write as well.
fn call(operation: &Operation) -> TokenStream {
    let (method, path) = (ident(operation.method), &operation.path);
    let parameters = operation.parameters.iter().map(parameter);
    let token = (!operation.needs_token).then(|| quote!(.without_token()));
    let (accept, send) = match &operation.output {
        Output::Nothing => (None, quote!(.send_empty())),
        Output::Json(ty, media_type) => {
            let accept = media_type.as_ref().map(|media_type| quote!(.accept(#media_type)));
            (accept, send_json(ty))
        }
        Output::Text(media_type) => (Some(quote!(.accept(#media_type))), quote!(.send_string())),
    };
    let request = quote!(self.client.request(Method::#method, #path) #(#parameters)*);
    match &operation.body {
        None => quote!(#request #token #accept #send),
        Some(body) if body.required => {
            let body = self::body(body, &quote!(self.body));
            quote!(#request #body #token #accept #send)
        }
        Some(body) => {
            let body = self::body(body, &quote!(body));
            quote! {
                let mut request = #request #token #accept;
                if let Some(body) = self.body {
                    request = request #body;
                }
                request #send
            }
        }
    }
}

/// Operations that are documented to return a JSON string may send bare text, or nothing.
fn send_json(ty: &Type) -> TokenStream {
    let is_string = |ty: &Type| *ty == Type::Scalar(Scalar::String);
    match ty {
        ty if is_string(ty) => quote!(.send_json_string()),
        Type::Nullable(inner) if is_string(inner) => quote!(.send_json_string_or_none()),
        _ => quote!(.send_json()),
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, field) = (&parameter.name, ident(&parameter.ident));
    match &parameter.place {
        Place::Path(siblings) if siblings.is_empty() => quote!(.path(#name, self.#field)),
        Place::Path(siblings) => quote!(.path_except(#name, self.#field, &[#(#siblings),*])),
        Place::Query => quote!(.query(#name, self.#field)),
        Place::QueryList(style) => {
            let style = ident(style);
            quote!(.query_list(#name, self.#field, ListStyle::#style))
        }
        Place::Header => quote!(.header(#name, self.#field)),
    }
}

fn body(body: &Body, value: &TokenStream) -> TokenStream {
    let media_type = &body.media_type;
    let content_type = match (&media_type[..], body.json) {
        ("application/json", true) | ("text/plain", false) => None,
        _ => Some(quote!(.content_type(#media_type))),
    };
    if body.json {
        quote!(#content_type .body_json(&#value))
    } else {
        quote!(#content_type .body_text(#value))
    }
}

/// A parameter or the body: what a caller supplies.
struct Part<'a> {
    ident: &'a str,
    ty: &'a Type,
    required: bool,
    /// An array of the query: none at all is left out, so it needs no `Option`.
    many: bool,
    docs: Vec<String>,
}

/// Required ones are arguments, in this order: those of the path, the others, the body.
fn parts(operation: &Operation) -> Vec<Part<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Part {
        ident: &parameter.ident,
        ty: &parameter.ty,
        required: parameter.required,
        many: matches!(parameter.place, Place::QueryList(_)),
        docs: docs::parameter(parameter),
    });
    let body = operation.body.iter().map(|body| Part {
        ident: "body",
        ty: &body.ty,
        required: body.required,
        many: false,
        docs: docs::body(body),
    });
    parameters.chain(body).collect()
}

#[cfg(test)]
mod tests;
