//! Operations, and the API types that they belong to.

use std::collections::BTreeMap;

use openapiv3::{OpenAPI, Operation as Raw, PathItem, ReferenceOr};
use serde_json::Value;

use super::{Lower, Owner};
use crate::ir::{Operation, Permissions, Tag, Target};
use crate::names::Scope;
use crate::pointer::escaped;
use crate::problem::quoted;

/// An operation where it stands.
pub(super) struct Found<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'static str,
    pub(super) item: &'a PathItem,
    pub(super) raw: &'a Raw,
    /// The pointer to it.
    pub(super) at: String,
}

impl Found<'_> {
    fn id(&self) -> &str {
        self.raw.operation_id.as_deref().unwrap_or_default()
    }

    /// The first tag is where the operation belongs.
    fn tag(&self) -> &str {
        self.raw.tags.first().map_or("", String::as_str)
    }
}

impl<'a> Lower<'a> {
    pub(super) fn tags(&mut self, target: Target) -> Vec<Tag> {
        let found = found(self.document);
        if found.is_empty() {
            self.problem("/paths", "there is no operation", "add one");
        }
        self.refuse_ids(&found);
        let tags = self.used_tags(&found);

        let ids = || {
            found
                .iter()
                .map(|found| (found.id(), format!("{}/operationId", found.at)))
        };
        let functions = self.identifiers(ids(), Scope::Function);
        // Requests and API types share a module.
        let api_names: Vec<String> = tags.iter().map(|tag| format!("{tag} Api")).collect();
        let api_types = api_names.iter().map(|name| (name.as_str(), "/tags".to_owned()));
        let types = self.identifiers(ids().chain(api_types), Scope::Type);
        let methods = self.identifiers(tags.iter().map(|tag| (*tag, "/tags".to_owned())), Scope::Tag(target));

        let (requests, api_types) = types.split_at(found.len());
        let mut lowered: Vec<Tag> = Vec::new();
        for ((name, method), type_name) in tags.iter().zip(methods).zip(api_types) {
            let declared = self.document.tags.iter().find(|tag| tag.name == **name);
            lowered.push(Tag {
                name: (*name).to_owned(),
                method,
                type_name: type_name.clone(),
                description: declared.and_then(|tag| tag.description.clone()),
                operations: Vec::new(),
            });
        }
        for ((found, function), request) in found.iter().zip(functions).zip(requests) {
            let operation = self.operation(found, function, request.clone());
            if let Some(tag) = lowered.iter_mut().find(|tag| tag.name == found.tag()) {
                tag.operations.push(operation);
            }
        }
        lowered
    }

    fn refuse_ids(&mut self, found: &[Found<'a>]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for found in found {
            if let Some(first) = seen.insert(found.id(), &found.at) {
                let problem = format!("the operationId {} is that of #{first} too", quoted(found.id()));
                self.problem(
                    &format!("{}/operationId", found.at),
                    problem,
                    "give each operation its own",
                );
            }
            if found.raw.tags.is_empty() {
                self.problem(
                    &format!("{}/tags", found.at),
                    "there is no tag",
                    "name the API that it belongs to",
                );
            }
        }
    }

    /// In the order in which the document declares them; the others after that, in the order of their operations.
    fn used_tags(&mut self, found: &[Found<'a>]) -> Vec<&'a str> {
        let declared = self.document.tags.iter().map(|tag| tag.name.as_str());
        let mut used: Vec<&str> = Vec::new();
        let names = found
            .iter()
            .filter_map(|found| found.raw.tags.first())
            .map(String::as_str);
        for tag in declared
            .filter(|tag| found.iter().any(|found| found.tag() == *tag))
            .chain(names)
        {
            if !used.contains(&tag) {
                used.push(tag);
            }
        }
        used
    }

    fn operation(&mut self, found: &Found<'a>, function: String, request: String) -> Operation {
        let raw = found.raw;
        let owner = Owner::operation(found.id());
        let parameters = self.parameters(found, &owner);
        let body = self.body(found, &owner);
        let (output, output_description) = self.output(found, &owner);
        let errors = self.errors(found);
        Operation {
            id: found.id().to_owned(),
            function,
            request,
            method: found.method,
            path: found.path.to_owned(),
            summary: raw.summary.clone(),
            description: raw.description.clone(),
            permissions: self.permissions(found),
            preview: raw.extensions.get("x-genesys-preview") == Some(&Value::Bool(true)),
            deprecated: raw.deprecated,
            needs_token: self.needs_token(raw),
            parameters,
            body,
            output,
            output_description,
            errors,
        }
    }

    /// `x-inin-requires-permissions`; absent: none needed. Its shape has been checked.
    fn permissions(&mut self, found: &Found<'a>) -> Option<Permissions> {
        let value = found.raw.extensions.get("x-inin-requires-permissions")?;
        let all = match value.get("type").and_then(Value::as_str) {
            Some("ALL") => true,
            Some("ANY") => false,
            _ => {
                let at = format!("{}/x-inin-requires-permissions/type", found.at);
                self.problem(&at, "this is neither ANY nor ALL", "write one of them");
                return None;
            }
        };
        let names = value.get("permissions").and_then(Value::as_array)?;
        let names: Vec<String> = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        (!names.is_empty()).then_some(Permissions { all, names })
    }

    /// Only an explicit `security: []` means no token: sending one that is not needed does no harm.
    fn needs_token(&self, raw: &Raw) -> bool {
        let security = raw.security.as_ref().or(self.document.security.as_ref());
        security.is_none_or(|alternatives| !alternatives.is_empty())
    }
}

fn found(document: &OpenAPI) -> Vec<Found<'_>> {
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        let methods = [
            ("GET", &item.get),
            ("HEAD", &item.head),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ];
        for (method, raw) in methods {
            if let Some(raw) = raw {
                let at = format!("/paths/{}/{}", escaped(path), method.to_lowercase());
                all.push(Found {
                    path,
                    method,
                    item,
                    raw,
                    at,
                });
            }
        }
    }
    all
}
