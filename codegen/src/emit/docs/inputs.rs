//! The parameters and the body of an operation: all of them in a list, with a sentence for each at its setter.

use super::Docs;
use super::constraints;
use super::text::{blocks, bullet, sentence, sets};
use crate::emit::markdown::{Links, code};
use crate::ir::{Body, Operation, Parameter, Place, Type};

/// Returns the documentation of the setter of an optional parameter.
pub(crate) fn parameter(parameter: &Parameter) -> Vec<String> {
    let description = parameter.description.as_deref();
    blocks([
        sets(&code(&parameter.name), description),
        constraints::for_parameter(&parameter.constraints, description),
    ])
}

/// Returns the documentation of the setter of an optional body.
pub(crate) fn body(body: &Body) -> Vec<String> {
    sets("the body", body.description.as_deref())
}

impl Docs<'_> {
    /// Returns the list of parameters. The setter of an optional parameter describes it.
    pub(super) fn parameters(&self, operation: &Operation, links: &Links<'_>) -> Vec<String> {
        let parameters = operation.parameters.iter().flat_map(|parameter| {
            let carrier = format!("{} in the {}", code(&parameter.name), place(&parameter.place));
            let about = if parameter.required {
                about(parameter, operation)
            } else {
                String::new()
            };
            self.item(
                &parameter.ident,
                parameter.required,
                &parameter.ty,
                &carrier,
                about,
                links,
            )
        });
        let body = operation.body.iter().flat_map(|body| {
            let about = if body.required {
                sentence(body.description.as_deref())
            } else {
                String::new()
            };
            let carrier = code(&body.media_type);
            self.item("body", body.required, &body.ty, &carrier, about, links)
        });
        let mut items: Vec<String> = parameters.chain(body).collect();
        if !items.is_empty() {
            items.insert(0, "Parameters:".to_owned());
        }
        items
    }

    /// Returns the item of one input. Setters stand below the list, so an optional parameter needs no link.
    fn item(
        &self,
        ident: &str,
        required: bool,
        ty: &Type,
        carrier: &str,
        about: String,
        links: &Links<'_>,
    ) -> Vec<String> {
        let need = if required { "required" } else { "optional" };
        let about = if about.is_empty() {
            about
        } else {
            format!(". {}", links.applied(about))
        };
        bullet(&format!("`{ident}`, {need}: {}, {carrier}{about}", self.spelled(ty)))
    }
}

fn place(place: &Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query | Place::QueryList(_) => "query",
        Place::Header => "header",
    }
}

/// Returns what is known of a required parameter, on one line.
fn about(parameter: &Parameter, operation: &Operation) -> String {
    let description = sentence(parameter.description.as_deref());
    let mut sentences = Vec::new();
    if !description.is_empty() {
        sentences.push(description);
    }
    sentences.extend(constraints::for_parameter(
        &parameter.constraints,
        parameter.description.as_deref(),
    ));
    let refused = operation.refused_values(&parameter.name);
    if parameter.place == Place::Path && !refused.is_empty() {
        let values: Vec<String> = refused.into_iter().map(code).collect();
        sentences.push(format!(
            "The client refuses values that lead to other operations: {}.",
            values.join(", ")
        ));
    }
    sentences.join(" ")
}
