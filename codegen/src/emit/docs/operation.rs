//! The method of an operation: everything that a caller has to know before calling it.

use super::constraints;
use super::errors::CommonErrors;
use super::example::Examples;
use super::paging;
use super::text::{blocks, bullet, paragraph, sentence};
use crate::emit::markdown::{code, lines};
use crate::ir::{Api, Operation, Output, Parameter, Place, Tag, Type};

pub(crate) fn operation(
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    errors: &CommonErrors<'_>,
    examples: &Examples<'_>,
) -> Vec<String> {
    let summary = match &operation.summary {
        Some(summary) => sentence(Some(summary)),
        None => format!("Calls {}.", code(&operation.id)),
    };
    blocks([
        vec![summary],
        lines(operation.description.as_deref().unwrap_or_default()),
        vec![format!(
            "{} ({})",
            code(&format!("{} {}", operation.verb, operation.path)),
            code(&operation.id)
        )],
        permissions(operation),
        preview(operation),
        parameters(operation),
        returns(api, operation),
        paging::operation(operation),
        errors.section_for(tag, operation),
        examples.for_operation(tag, operation),
    ])
}

fn permissions(operation: &Operation) -> Vec<String> {
    let Some(permissions) = &operation.permissions else {
        return if operation.needs_token {
            Vec::new()
        } else {
            vec!["Sent without an access token.".to_owned()]
        };
    };
    let names: Vec<String> = permissions.names.iter().map(|name| code(name)).collect();
    paragraph(&match (&names[..], permissions.all) {
        ([name], _) => format!("Requires the permission {name}."),
        (names, true) => format!("Requires all of the permissions {}.", names.join(", ")),
        (names, false) => format!("Requires one of the permissions {}.", names.join(", ")),
    })
}

fn preview(operation: &Operation) -> Vec<String> {
    if operation.preview {
        vec!["**Preview:** Genesys Cloud may change this operation without notice.".to_owned()]
    } else {
        Vec::new()
    }
}

fn parameters(operation: &Operation) -> Vec<String> {
    let mut items = Vec::new();
    for parameter in &operation.parameters {
        items.extend(item(&parameter.ident, parameter.required, &about(parameter)));
    }
    if let Some(body) = &operation.body {
        items.extend(item("body", body.required, &sentence(body.description.as_deref())));
    }
    if items.is_empty() {
        return items;
    }
    let mut lines = vec!["Parameters:".to_owned(), String::new()];
    lines.extend(items);
    lines
}

/// Returns what is known of a parameter, on one line.
fn about(parameter: &Parameter) -> String {
    let description = sentence(parameter.description.as_deref());
    let mut sentences = Vec::new();
    if !description.is_empty() {
        sentences.push(description);
    }
    sentences.extend(constraints::for_parameter(&parameter.constraints));
    if let Place::Path(siblings) = &parameter.place {
        if !siblings.is_empty() {
            let values: Vec<String> = siblings.iter().map(|value| code(value)).collect();
            sentences.push(format!(
                "Rejected, because they form the paths of other operations: {}.",
                values.join(", ")
            ));
        }
    }
    sentences.join(" ")
}

fn item(ident: &str, required: bool, text: &str) -> Vec<String> {
    let need = if required { "required" } else { "optional" };
    let colon = if text.is_empty() { "" } else { ": " };
    bullet(&format!("{}, {need}{colon}{text}", code(ident)))
}

fn returns(api: &Api, operation: &Operation) -> Vec<String> {
    let ty = match &operation.output {
        Output::Nothing => return vec!["Returns nothing.".to_owned()],
        Output::Json(Type::Nullable(ty), _) => {
            format!(
                "{}, or `None` if the response has no body or is null",
                described(api, ty)
            )
        }
        Output::Json(ty, _) => described(api, ty),
        Output::Text(media_type) => format!("text ({})", code(media_type)),
    };
    let about = sentence(operation.output_description.as_deref());
    paragraph(&if about.is_empty() {
        format!("Returns {ty}.")
    } else {
        format!("Returns {ty}: {about}")
    })
}

fn is_named(ty: &Type) -> bool {
    matches!(ty, Type::Model(_) | Type::Enum(_))
}

/// Returns a type in words, with a link to a model or an enum.
fn described(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.describe().words.to_owned(),
        Type::List(item) if is_named(item) => format!("a list of {}", described(api, item)),
        Type::List(item) => format!("a list, in which each item is {}", described(api, item)),
        Type::Map(value) if is_named(value) => format!("a map of names to {}", described(api, value)),
        Type::Map(value) => format!("a map, in which each value is {}", described(api, value)),
        Type::Nullable(inner) => format!("{} or null", described(api, inner)),
        Type::Model(index) | Type::Enum(index) => {
            let ident = api.items[*index].ident();
            format!("[`{ident}`](models::{ident})")
        }
    }
}
