//! The parts of a document that models and enums are named after.

/// The part of a document that a model or an enum is named after.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    /// `OrgOAuthClient`, or `OrgOAuthClient.state` for a schema inside of it.
    pub(super) key: String,
    /// Whether the schema has no name of its own.
    pub(super) derived: bool,
    /// How many names are in the key.
    pub(super) depth: usize,
    /// The position of the named schema in the document. Schemas inside operations come after all of them.
    pub(super) position: usize,
}

impl Owner {
    pub(super) fn for_schema(name: &str, position: usize) -> Self {
        Self {
            key: name.to_owned(),
            derived: false,
            depth: 1,
            position,
        }
    }

    pub(super) fn for_operation(id: &str) -> Self {
        Self {
            key: format!("{id}()"),
            derived: true,
            depth: 1,
            position: usize::MAX,
        }
    }

    pub(super) fn inside(&self, part: &str) -> Self {
        Self {
            key: format!("{}.{part}", self.key),
            derived: true,
            depth: self.depth + 1,
            position: self.position,
        }
    }

    /// Returns the owner of the items of a list, or of the values of a map. Only a named schema adds a name to the key: a field `users`
    /// with a list of objects is `Team.users`, and a schema `Users` that is the list is `Users.item`.
    pub(super) fn inside_container(&self, part: &str) -> Self {
        if self.derived { self.clone() } else { self.inside(part) }
    }
}
