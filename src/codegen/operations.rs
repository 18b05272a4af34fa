//! The module `api`: API types, and a request type for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::{Comments, File};
use super::ir::{Api, Body, Operation, Output, Parameter, Place, Tag, Type};
use super::spec::SpecError;
use super::types::{self, Module, Named, argument, ident};

/// Writes the module, and gives the API types to the root of the crate.
pub(crate) fn write(api: &Api, file: &mut File) -> Result<(), Vec<SpecError>> {
    let docs = "The operations: one type for each API, and one for each request.";
    file.open(docs, "api");
    file.imports(&imports(api))?;
    file.inside(&[api], |api, comments| {
        let clients = api.tags.iter().map(|tag| client(tag, comments));
        quote!(impl Client { #(#clients)* })
    })?;
    // An API type, and then its requests.
    let parts: Vec<(&Tag, Option<&Operation>)> = api
        .tags
        .iter()
        .flat_map(|tag| std::iter::once((tag, None)).chain(tag.operations.iter().map(move |one| (tag, Some(one)))))
        .collect();
    file.inside(&parts, |(tag, operation), comments| match operation {
        None => self::tag(api, tag, comments),
        Some(operation) => request(api, tag, operation, comments),
    })?;
    file.close();
    let names = api.tags.iter().map(|tag| ident(&tag.type_name));
    file.outside(quote!(pub use api::{#(#names),*};))
}

/// What the module names, and nothing else.
fn imports(api: &Api) -> TokenStream {
    let mut named = Named::default();
    named.add("Request");
    for operation in api.tags.iter().flat_map(|tag| &tag.operations) {
        for part in parts(operation) {
            named.add_type(part.ty);
            if part.many {
                named.add("ListStyle");
            }
        }
        if let Output::Json(ty, _) = &operation.output {
            named.add_type(ty);
        }
    }
    let others = named.imports();
    let models = named.has("models").then(|| {
        quote!(
            use crate::models;
        )
    });
    let request = named.of(&["ListStyle", "Request"]);
    let request = match &request[..] {
        [only] => quote!(#only),
        several => quote!({#(#several),*}),
    };
    quote! {
        #others
        use crate::http::Method;
        #models
        use crate::request::#request;
        use crate::{Client, Error, Response};
    }
}

/// The way from the client to an API.
fn client(tag: &Tag, comments: &Comments) -> TokenStream {
    let (method, name) = (ident(&tag.method), ident(&tag.type_name));
    let docs = comments.add(&docs::tag(tag));
    quote! {
        #docs
        pub fn #method(&self) -> #name<'_> {
            #name { client: self }
        }
    }
}

fn tag(api: &Api, tag: &Tag, comments: &Comments) -> TokenStream {
    let name = ident(&tag.type_name);
    let docs = comments.add(&docs::tag_type(tag));
    let functions = tag
        .operations
        .iter()
        .map(|operation| function(api, tag, operation, comments));
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        #[must_use = "it does nothing until an operation is called"]
        pub struct #name<'a> { client: &'a Client }
        impl<'a> #name<'a> { #(#functions)* }
    }
}

/// The method that begins a request.
fn function(api: &Api, tag: &Tag, operation: &Operation, comments: &Comments) -> TokenStream {
    let docs = comments.add(&docs::operation(api, tag, operation));
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "Genesys Cloud is going to remove this operation"]));
    let (name, request) = (ident(&operation.function), ident(&operation.request));
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for part in parts(operation) {
        let name = ident(part.ident);
        if part.required {
            let (given, value) = argument(api, part.ty, &name);
            arguments.push(quote!(#name: #given));
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
    let send = comments.add(&docs::send(tag, operation, "gives back what it brought"));
    let with_response = comments.add(&docs::send(tag, operation, "gives back status and headers too"));
    let steps = steps(operation);
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
            pub fn send_with_response(self) -> Result<Response<#output>, Error> { #steps }
        }
    }
}

fn setter(api: &Api, part: &Part, comments: &Comments) -> TokenStream {
    let docs = comments.add(&part.docs);
    let name = ident(part.ident);
    let value = ident(if part.many { "values" } else { "value" });
    let (given, converted) = argument(api, part.ty, &value);
    let stored = if part.many { converted } else { quote!(Some(#converted)) };
    quote! {
        #docs
        pub fn #name(mut self, #value: #given) -> Self {
            self.#name = #stored;
            self
        }
    }
}

/// What the request is made of, line by line.
fn steps(operation: &Operation) -> TokenStream {
    let (method, path) = (ident(operation.method), &operation.path);
    let parameters = operation.parameters.iter().map(parameter);
    let body = operation.body.as_ref().map(body);
    let token = (!operation.needs_token).then(|| quote!(request.without_token();));
    let (answer, last) = match &operation.output {
        Output::Nothing => (quote!(request.ignore_body();), quote!(empty)),
        Output::Json(_, None) => (quote!(), quote!(json)),
        Output::Json(_, Some(media_type)) => (quote!(request.accept(#media_type);), quote!(json)),
        Output::Text(media_type) => (quote!(request.accept(#media_type);), quote!(text)),
    };
    let steps: TokenStream = quote!(#(#parameters)* #body #token #answer);
    let mutable = (!steps.is_empty()).then(|| quote!(mut));
    quote! {
        let #mutable request = Request::new(Method::#method, #path);
        #steps
        self.client.run(request)?.#last()
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, field) = (&parameter.name, ident(&parameter.ident));
    match &parameter.place {
        Place::Path(siblings) if siblings.is_empty() => quote!(request.path(#name, &self.#field);),
        Place::Path(siblings) => quote!(request.path_except(#name, &self.#field, &[#(#siblings),*]);),
        Place::Query if parameter.required => quote!(request.query(#name, Some(self.#field));),
        Place::Query => quote!(request.query(#name, self.#field);),
        Place::QueryList(style) => {
            let style = ident(style);
            quote!(request.query_list(#name, &self.#field, ListStyle::#style);)
        }
        Place::Header if parameter.required => quote!(request.header(#name, Some(self.#field));),
        Place::Header => quote!(request.header(#name, self.#field);),
    }
}

fn body(body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    match (body.json, body.required) {
        (true, true) => quote!(request.json(#media_type, Some(&self.body));),
        (true, false) => quote!(request.json(#media_type, self.body.as_ref());),
        (false, true) => quote!(request.text(#media_type, Some(self.body));),
        (false, false) => quote!(request.text(#media_type, self.body);),
    }
}

/// A parameter or the body: what a caller gives.
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
#[path = "operations_tests.rs"]
mod tests;
