//! An operation: what it does in a line where it is found, and everything that a caller has to know where it is built.

use super::Docs;
use super::errors::CommonErrors;
use super::paging;
use super::text::{blocks, paragraph, sentence};
use crate::emit::markdown::{Links, cell, code, lines};
use crate::ir::{Field, Operation, Output, Tag, Type};

/// Returns the documentation of the method of an API type: the request has the rest.
pub(crate) fn method(operation: &Operation) -> Vec<String> {
    paragraph(&format!("{} See [`{}`].", summary(operation), operation.type_ident))
}

/// Returns the row of an operation in the table of its API type. The path has no column of its own: on a narrow screen, a line breaks
/// before it.
pub(super) fn row(operation: &Operation) -> String {
    let (method, summary, call) = (&operation.ident, cell(&summary(operation)), cell(&call(operation)));
    format!("| [`{method}`](Self::{method}) | {summary} {call} |")
}

impl Docs<'_> {
    /// Returns the documentation of a request type.
    pub(crate) fn request(&self, tag: &Tag, operation: &Operation, errors: &CommonErrors<'_>) -> Vec<String> {
        let links = self.links(operation);
        let call = format!(
            "{} ({}). {}",
            call(operation),
            code(&operation.id),
            permissions(operation)
        );
        blocks([
            vec![summary(operation)],
            lines(operation.description.as_deref().unwrap_or_default(), &links),
            paragraph(&call),
            marks(operation),
            self.parameters(operation, &links),
            self.returns(operation),
            paging::operation(operation),
            errors.section_for(tag, operation),
            self.examples.for_operation(tag, operation),
        ])
    }

    /// Returns the names that the text of an operation may have: its parameters, the fields of its models, and other operations.
    fn links<'l>(&'l self, operation: &'l Operation) -> Links<'l> {
        let mut links = Links::with_common(&self.operations);
        for parameter in operation.parameters.iter().filter(|parameter| !parameter.required) {
            let ident = &parameter.ident;
            links.add(&parameter.name, ident, &format!("Self::{ident}"));
        }
        if let Some(model) = operation.body.as_ref().and_then(|body| self.model_of(&body.ty)) {
            for field in &model.fields {
                let setter = format!("models::{}::{}", model.ident, field.setter());
                links.add(&field.name, &field.ident, &setter);
            }
        }
        let result = match &operation.output {
            Output::Json(ty, _) => self.model_of(ty),
            Output::Nothing | Output::Text(_) => None,
        };
        if let Some(model) = result {
            for Field { name, ident, .. } in &model.fields {
                links.add(name, ident, &format!("models::{}::{ident}", model.ident));
            }
        }
        links
    }

    fn returns(&self, operation: &Operation) -> Vec<String> {
        let ty = match &operation.output {
            Output::Nothing => return vec!["Returns nothing.".to_owned()],
            Output::Json(Type::Nullable(ty), _) => {
                let ty = self.in_words(ty);
                format!("{ty}, or `None` if the response has no body or is null")
            }
            Output::Json(ty, _) => self.in_words(ty),
            Output::Text(media_type) => format!("text ({})", code(media_type)),
        };
        let about = sentence(operation.output_description.as_deref());
        paragraph(&if about.is_empty() {
            format!("Returns {ty}.")
        } else {
            format!("Returns {ty}: {about}")
        })
    }
}

fn summary(operation: &Operation) -> String {
    match &operation.summary {
        Some(summary) => sentence(Some(summary)),
        None => format!("Calls {}.", code(&operation.id)),
    }
}

/// Returns `GET /api/v2/users`.
fn call(operation: &Operation) -> String {
    code(&format!("{} {}", operation.verb, operation.path))
}

fn permissions(operation: &Operation) -> String {
    if !operation.needs_token {
        return "Sent without an access token.".to_owned();
    }
    let Some(permissions) = &operation.permissions else {
        return "Requires no permission.".to_owned();
    };
    let names: Vec<String> = permissions.names.iter().map(|name| code(name)).collect();
    match (&names[..], permissions.all) {
        ([name], _) => format!("Requires the permission {name}."),
        (names, true) => format!("Requires all of the permissions {}.", names.join(", ")),
        (names, false) => format!("Requires one of the permissions {}.", names.join(", ")),
    }
}

/// Returns what the document marks an operation as.
fn marks(operation: &Operation) -> Vec<String> {
    let deprecated = "**Deprecated:** Genesys Cloud may remove this operation.";
    let preview = "**Preview:** the document of this API marks the operation as a preview, which Genesys Cloud may change without notice.";
    let marks = [(operation.deprecated, deprecated), (operation.preview, preview)];
    blocks(
        marks
            .into_iter()
            .filter(|(is_marked, _)| *is_marked)
            .map(|(_, text)| paragraph(text)),
    )
}
