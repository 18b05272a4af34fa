//! The body of `send_with_response`: one chain of the public `Request`, as a program could write it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::ident;
use crate::ir::{Body, Operation, Output, Parameter, Place, Scalar, Sibling, Type};

/// Returns the chain that builds the request and sends it.
pub(super) fn call(operation: &Operation) -> TokenStream {
    let send = match &operation.output {
        Output::Nothing => quote!(.send_empty()),
        Output::Json(ty, _) => send_json(ty),
        Output::Text(_) => quote!(.send_string()),
    };
    chain(operation, &send)
}

/// Returns the chain that builds the request, with its last call.
pub(super) fn chain(operation: &Operation, last: &TokenStream) -> TokenStream {
    let (verb, path) = (ident(operation.verb), &operation.path);
    // Parameters of the path come first.
    let is_in_path = |parameter: &&Parameter| parameter.place == Place::Path;
    let in_path = operation.parameters.iter().take_while(is_in_path).count();
    let (in_path, others) = operation.parameters.split_at(in_path);
    let (in_path, others) = (in_path.iter().map(parameter), others.iter().map(parameter));
    let unless = unless(&operation.siblings);
    let token = (!operation.needs_token).then(|| quote!(.without_token()));
    let accept = match &operation.output {
        Output::Json(_, Some(media_type)) | Output::Text(media_type) => Some(quote!(.accept(#media_type))),
        Output::Nothing | Output::Json(_, None) => None,
    };
    let request = quote!(self.client.request(Method::#verb, #path) #(#in_path)* #unless #(#others)*);
    match &operation.body {
        None => quote!(#request #token #accept #last),
        Some(body) if body.required => {
            let body = self::body(body, &quote!(self.body));
            quote!(#request #body #token #accept #last)
        }
        Some(body) => {
            let body = self::body(body, &quote!(body));
            quote! {
                let mut request = #request #token #accept;
                if let Some(body) = self.body {
                    request = request #body;
                }
                request #last
            }
        }
    }
}

/// Operations that are documented to return a JSON string may return bare text, or nothing.
fn send_json(ty: &Type) -> TokenStream {
    let is_string = |ty: &Type| *ty == Type::Scalar(Scalar::String);
    match ty {
        ty if is_string(ty) => quote!(.send_json_string()),
        Type::Nullable(inner) if is_string(inner) => quote!(.send_json_string_or_none()),
        _ => quote!(.send_json()),
    }
}

/// Returns the call that refuses the paths of siblings, each with the name of the method to call instead, if there is one.
fn unless(siblings: &[Sibling]) -> Option<TokenStream> {
    let entries = siblings.iter().map(|sibling| match &sibling.ident {
        Some(ident) => format!("{} {ident}", sibling.path),
        None => sibling.path.clone(),
    });
    (!siblings.is_empty()).then(|| quote!(.unless(&[#(#entries),*])))
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, field) = (&parameter.name, ident(&parameter.ident));
    match &parameter.place {
        Place::Path => quote!(.path(#name, self.#field)),
        Place::Query => quote!(.query(#name, self.#field)),
        Place::QueryList(style) => {
            let style = ident(style.name());
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
