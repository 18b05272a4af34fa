//! Documentation comments: what the spec tells about each item, in one order and one voice.

mod example;

use super::markdown::{code, inline, lines};
use crate::ir::{
    Api, Body, Constraints, Enum, ErrorResponse, Field, Model, Operation, Output, Parameter, Place, Tag, Target, Type,
    Variant,
};

/// Blocks with an empty line between them; empty blocks leave no trace.
fn blocks(blocks: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(block);
    }
    all
}

fn text_or(text: Option<&String>, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let lines = lines(text.map_or("", String::as_str));
    if lines.is_empty() { vec![otherwise()] } else { lines }
}

/// Folded like text of a spec; for sentences of our own, whose links stay links.
fn folded(sentence: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < 100 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

pub(crate) fn tag(tag: &Tag) -> Vec<String> {
    blocks([
        vec![format!("The {} API.", inline(&tag.name))],
        lines(tag.description.as_deref().unwrap_or_default()),
    ])
}

pub(crate) fn tag_type(tag: &Tag, target: Target) -> Vec<String> {
    blocks([
        vec![format!(
            "The {} API, returned by [`{}::{}`].",
            inline(&tag.name),
            if target == Target::GenesysCloud {
                "Client"
            } else {
                "Apis"
            },
            tag.method
        )],
        lines(tag.description.as_deref().unwrap_or_default()),
    ])
}

pub(crate) fn model(model: &Model) -> Vec<String> {
    blocks([
        text_or(model.description.as_ref(), || {
            format!("{} of the specification.", code(&model.origin))
        }),
        deprecated(model.deprecated),
    ])
}

pub(crate) fn enumeration(item: &Enum) -> Vec<String> {
    blocks([
        text_or(item.description.as_ref(), || {
            format!("The values of {}.", code(&item.origin))
        }),
        deprecated(item.deprecated),
    ])
}

pub(crate) fn variant(variant: &Variant) -> Vec<String> {
    vec![if variant.value.is_empty() {
        "The empty string.".to_owned()
    } else {
        code(&variant.value)
    }]
}

pub(crate) fn field(field: &Field) -> Vec<String> {
    blocks([
        text_or(field.description.as_ref(), || {
            format!("The field {}.", code(&field.name))
        }),
        constraints(&field.constraints, &["Required by the specification."]),
    ])
}

pub(crate) fn field_setter(field: &Field) -> Vec<String> {
    vec![format!("Sets {}.", code(&field.ident))]
}

pub(crate) fn parameter(parameter: &Parameter) -> Vec<String> {
    blocks([
        text_or(parameter.description.as_ref(), || {
            format!("The parameter {}.", code(&parameter.name))
        }),
        constraints(&parameter.constraints, &[]),
    ])
}

pub(crate) fn body(body: &Body) -> Vec<String> {
    text_or(body.description.as_ref(), || "The body.".to_owned())
}

pub(crate) fn request(tag: &Tag, operation: &Operation) -> Vec<String> {
    vec![format!("Request of [`{}::{}`].", tag.type_name, operation.function)]
}

pub(crate) fn send(tag: &Tag, operation: &Operation) -> Vec<String> {
    let what = match operation.output {
        Output::Nothing => "Sends the request.",
        Output::Json(..) | Output::Text(_) => "Sends the request and returns the response body.",
    };
    blocks([vec![what.to_owned()], errors_of(tag, operation)])
}

pub(crate) fn send_with_response(tag: &Tag, operation: &Operation) -> Vec<String> {
    let what = "Sends the request and returns the response with its status and headers.";
    blocks([vec![what.to_owned()], errors_of(tag, operation)])
}

fn errors_of(tag: &Tag, operation: &Operation) -> Vec<String> {
    let of = format!("See [`{}::{}`].", tag.type_name, operation.function);
    vec!["# Errors".to_owned(), String::new(), of]
}

/// The methods of `Client` that are generated in genesys-cloud.
pub(crate) fn methods(api: &Api) -> Vec<String> {
    let names: Vec<_> = api.tags.iter().map(|tag| inline(&tag.name)).collect();
    folded(&format!(
        "The APIs of this build, one method for each tag: {}.",
        names.join(", ")
    ))
}

/// The trait that other crates than genesys-cloud have in place of methods of `Client`.
pub(crate) fn apis() -> Vec<String> {
    vec!["The APIs of the fragment, as methods of [`Client`].".to_owned()]
}

pub(crate) fn new(tag: &Tag) -> Vec<String> {
    vec![format!("Returns the {} API of a client.", inline(&tag.name))]
}

/// All that a caller has to know before calling it.
pub(crate) fn operation(api: &Api, tag: &Tag, operation: &Operation, target: Target) -> Vec<String> {
    let summary = operation.summary.as_ref().map(|summary| sentence(&inline(summary)));
    blocks([
        vec![summary.unwrap_or_else(|| format!("Calls {}.", code(&operation.id)))],
        lines(operation.description.as_deref().unwrap_or_default()),
        vec![format!(
            "{}, {}",
            code(&format!("{} {}", operation.method, operation.path)),
            inline(&operation.id)
        )],
        permissions(operation),
        preview(operation),
        parameters(operation),
        returns(api, operation),
        errors(&operation.errors),
        example::lines(api, tag, operation, target),
    ])
}

fn permissions(operation: &Operation) -> Vec<String> {
    let Some(permissions) = &operation.permissions else {
        let free = "Works without a token.".to_owned();
        return if operation.needs_token { Vec::new() } else { vec![free] };
    };
    let names: Vec<_> = permissions.names.iter().map(|name| code(name)).collect();
    folded(&match (names.len(), permissions.all) {
        (1, _) => format!("Needs the permission {}.", names.join("")),
        (_, true) => format!("Needs all of the permissions {}.", names.join(", ")),
        (_, false) => format!("Needs any of the permissions {}.", names.join(", ")),
    })
}

fn preview(operation: &Operation) -> Vec<String> {
    let text = "**Preview:** Genesys Cloud may change or remove this operation at any time, without notice.";
    if operation.preview {
        vec![text.to_owned()]
    } else {
        Vec::new()
    }
}

fn parameters(operation: &Operation) -> Vec<String> {
    let mut items = Vec::new();
    for parameter in &operation.parameters {
        let text = inline(parameter.description.as_deref().unwrap_or_default());
        let mut all: Vec<String> = [sentence(&text)].into_iter().filter(|text| !text.is_empty()).collect();
        all.extend(constraints(&parameter.constraints, &[]));
        if let Place::Path(siblings) = &parameter.place {
            let names: Vec<_> = siblings.iter().map(|name| code(name)).collect();
            if !names.is_empty() {
                all.push(format!(
                    "Refused, since they would name another path: {}.",
                    names.join(", ")
                ));
            }
        }
        items.push((&parameter.ident[..], parameter.required, all.join(" ")));
    }
    if let Some(body) = &operation.body {
        let text = inline(body.description.as_deref().unwrap_or_default());
        items.push(("body", body.required, sentence(&text)));
    }
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["Parameters:".to_owned(), String::new()];
    for (name, required, text) in items {
        let need = if required { "required" } else { "optional" };
        let colon = if text.is_empty() { "" } else { ": " };
        let folded = folded(&format!("{}, {need}{colon}{text}", code(name)));
        lines.extend(folded.iter().enumerate().map(|(index, line)| {
            let marker = if index == 0 { "- " } else { "  " };
            format!("{marker}{line}")
        }));
    }
    lines
}

fn returns(api: &Api, operation: &Operation) -> Vec<String> {
    let ty = match &operation.output {
        Output::Nothing => return vec!["Returns nothing.".to_owned()],
        // Not `null` in the body, though that is `None` too.
        Output::Json(Type::Nullable(ty), _) => {
            format!("{}, or `None` if the response has no body", described(api, ty))
        }
        Output::Json(ty, _) => described(api, ty),
        Output::Text(media_type) => format!("a text ({})", code(media_type)),
    };
    let about = operation
        .output_description
        .as_deref()
        .map(inline)
        .filter(|text| !text.is_empty());
    folded(&match about {
        Some(about) => format!("Returns {ty}: {}", sentence(&about)),
        None => format!("Returns {ty}."),
    })
}

/// A type in words, with a link where there is something to read.
fn described(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.describe().words.to_owned(),
        Type::List(item) => format!("a list, each item {}", described(api, item)),
        Type::Map(value) => format!("a map, each value {}", described(api, value)),
        Type::Nullable(inner) => format!("{} or null", described(api, inner)),
        Type::Model(index) | Type::Enum(index) => {
            let name = api.items[*index].name();
            format!("[`{name}`](models::{name})")
        }
    }
}

fn errors(errors: &[ErrorResponse]) -> Vec<String> {
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    let text = "Returns an [`Error`] if the request fails.";
    if errors.is_empty() {
        lines.push(text.to_owned());
        return lines;
    }
    lines.extend(folded(&format!(
        "{text} Documented statuses, with the error codes in their bodies:"
    )));
    lines.push(String::new());
    let (bare, telling): (Vec<_>, Vec<_>) = errors.iter().partition(|error| error.codes.is_empty());
    for error in telling {
        let codes: Vec<_> = error.codes.iter().map(|code| self::code(code)).collect();
        let folded = folded(&format!("{}: {}", error.status, codes.join(", ")));
        lines.extend(folded.iter().enumerate().map(|(index, line)| {
            let marker = if index == 0 { "- " } else { "  " };
            format!("{marker}{line}")
        }));
    }
    if !bare.is_empty() {
        let statuses: Vec<_> = bare.iter().map(|error| error.status.as_str()).collect();
        lines.push(format!("- {}: no codes documented", statuses.join(", ")));
    }
    lines
}

fn constraints(constraints: &Constraints, required: &[&str]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(
        required
            .iter()
            .filter(|_| constraints.required)
            .map(|text| (*text).to_owned()),
    );
    sentences.extend(constraints.read_only.then(|| "Read only.".to_owned()));
    sentences.extend(constraints.write_only.then(|| "Write only.".to_owned()));
    sentences.extend(constraints.limits.iter().map(|limit| format!("{limit}.")));
    sentences.extend(
        constraints
            .format
            .iter()
            .map(|format| format!("Format: {}.", code(format))),
    );
    sentences.extend(
        constraints
            .pattern
            .iter()
            .map(|pattern| format!("Pattern: {}.", code(pattern))),
    );
    sentences.extend(
        constraints
            .default
            .iter()
            .map(|default| format!("Default: {}.", code(default))),
    );
    sentences.extend(constraints.deprecated.then(|| "Deprecated.".to_owned()));
    if sentences.is_empty() {
        Vec::new()
    } else {
        folded(&sentences.join(" "))
    }
}

fn deprecated(deprecated: bool) -> Vec<String> {
    if deprecated {
        vec!["Deprecated: Genesys Cloud is going to remove it.".to_owned()]
    } else {
        Vec::new()
    }
}

fn sentence(text: &str) -> String {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', ';']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests;
