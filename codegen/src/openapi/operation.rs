//! Operations and their responses.

use super::OpenApi;
use crate::json::Json;
use crate::pointer::escaped;

/// The HTTP methods of operations, and their keywords, in the order of the generated code.
const METHODS: [(&str, &str); 6] = [
    ("GET", "get"),
    ("HEAD", "head"),
    ("POST", "post"),
    ("PUT", "put"),
    ("PATCH", "patch"),
    ("DELETE", "delete"),
];

/// An operation, and its place in the document.
#[derive(Debug, Clone)]
pub(crate) struct OperationRef<'a> {
    pub(crate) path: &'a str,
    /// `GET`, `PUT`, …
    pub(crate) method: &'static str,
    /// The object of the path.
    pub(crate) item: &'a Json,
    pub(crate) tree: &'a Json,
    /// The JSON pointer to the operation.
    pub(crate) at: String,
}

impl<'a> OperationRef<'a> {
    pub(crate) fn id(&self) -> &'a str {
        self.tree.text_of("operationId").unwrap_or_default()
    }

    /// Returns the tag that the operation belongs to, which is its first one.
    pub(crate) fn tag(&self) -> &'a str {
        let first = self.tree.items("tags").first();
        first.and_then(Json::text).unwrap_or_default()
    }

    /// Returns the pointer to the path.
    pub(crate) fn path_at(&self) -> &str {
        self.at.rsplit_once('/').map_or("", |(path, _)| path)
    }

    /// Returns the statuses that are documented, each with its response.
    pub(crate) fn responses(&self) -> impl Iterator<Item = (&'a str, &'a Json)> + use<'a> {
        let responses = self.tree.entries("responses").iter();
        responses
            .filter(|(status, _)| !status.starts_with("x-"))
            .map(|(status, response)| (status.as_str(), response))
    }
}

/// Returns all operations, path by path.
pub(crate) fn operations<'a>(document: &OpenApi<'a>) -> Vec<OperationRef<'a>> {
    let mut all = Vec::new();
    for (path, item) in document.paths() {
        for (method, keyword) in METHODS {
            if let Some(tree) = item.get(keyword) {
                all.push(OperationRef {
                    path,
                    method,
                    item,
                    tree,
                    at: format!("/paths/{}/{keyword}", escaped(path)),
                });
            }
        }
    }
    all
}

/// A response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Response<'a>(pub(crate) &'a Json);

impl<'a> Response<'a> {
    pub(crate) fn description(self) -> &'a str {
        self.0.text_of("description").unwrap_or_default()
    }

    /// Returns the media types, each with its description.
    pub(crate) fn content(self) -> &'a [(String, Json)] {
        self.0.entries("content")
    }

    /// Returns whether no media type has a schema.
    pub(crate) fn is_empty(self) -> bool {
        self.content().iter().all(|(_, media)| media.get("schema").is_none())
    }
}
