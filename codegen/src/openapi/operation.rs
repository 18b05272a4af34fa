//! Operations and their responses.

use openapiv3::{Operation, PathItem, ReferenceOr, Response};

use super::OpenApi;
use crate::pointer::escaped;

/// An operation, and its place in the document.
#[derive(Debug, Clone)]
pub(crate) struct OperationRef<'a> {
    pub(crate) path: &'a str,
    /// `GET`, `PUT`, …
    pub(crate) method: &'static str,
    /// The object of the path.
    pub(crate) item: &'a PathItem,
    pub(crate) operation: &'a Operation,
    /// The JSON pointer to the operation.
    pub(crate) at: String,
}

impl<'a> OperationRef<'a> {
    pub(crate) fn id(&self) -> &'a str {
        self.operation.operation_id.as_deref().unwrap_or_default()
    }

    /// Returns the tag that the operation belongs to, which is its first tag.
    pub(crate) fn tag(&self) -> &'a str {
        self.operation.tags.first().map_or("", String::as_str)
    }

    /// Returns the pointer to the path.
    pub(crate) fn path_at(&self) -> &str {
        self.at.rsplit_once('/').map_or("", |(path, _)| path)
    }

    /// Returns the statuses that are documented, each with its response.
    pub(crate) fn responses(&self) -> impl Iterator<Item = (String, &'a ReferenceOr<Response>)> + use<'a> {
        let responses = &self.operation.responses;
        let default = responses
            .default
            .iter()
            .map(|response| ("default".to_owned(), response));
        let statuses = responses.responses.iter();
        statuses
            .map(|(status, response)| (status.to_string(), response))
            .chain(default)
    }
}

/// Returns all operations, path by path, in the order of the generated code.
pub(crate) fn operations<'a>(document: &OpenApi<'a>) -> Vec<OperationRef<'a>> {
    let mut all = Vec::new();
    for (path, item) in document.root.paths.iter() {
        let ReferenceOr::Item(item) = item else { continue };
        for (method, operation) in [
            ("GET", &item.get),
            ("HEAD", &item.head),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ] {
            if let Some(operation) = operation {
                all.push(OperationRef {
                    path,
                    method,
                    item,
                    operation,
                    at: format!("/paths/{}/{}", escaped(path), method.to_ascii_lowercase()),
                });
            }
        }
    }
    all
}

/// Returns whether no media type of a response has a schema.
pub(crate) fn is_empty(response: &Response) -> bool {
    response.content.values().all(|media| media.schema.is_none())
}
