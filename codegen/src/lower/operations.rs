//! Operations and their tags.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, Operation as Raw, PathItem, ReferenceOr, SecurityRequirement, SecurityScheme, Tag as RawTag};
use serde_json::Value;

use super::{Lower, Owner};
use crate::ir::{Operation, Permissions, Tag, Target};
use crate::names::{self, Names, OTHER_NAMES, Scope};
use crate::pointer::escaped;
use crate::problem::quoted;

/// An operation and its place in the document.
pub(super) struct Found<'a> {
    pub(super) path: &'a str,
    pub(super) verb: &'static str,
    pub(super) item: &'a PathItem,
    pub(super) raw: &'a Raw,
    /// The pointer to it.
    pub(super) at: String,
}

impl Found<'_> {
    fn id(&self) -> &str {
        self.raw.operation_id.as_deref().unwrap_or_default()
    }

    /// Returns the pointer to its path.
    pub(super) fn path_at(&self) -> &str {
        self.at.rsplit_once('/').map_or("", |(path, _)| path)
    }

    /// Returns the tag that the operation belongs to, which is its first one.
    fn tag(&self) -> &str {
        self.raw.tags.first().map_or("", String::as_str)
    }
}

impl<'a> Lower<'a> {
    /// Returns the tags that have operations, each with its operations.
    pub(super) fn lower_tags(&mut self, target: Target) -> Vec<Tag> {
        let found = found(self.document);
        if found.is_empty() {
            self.problem("/paths", "there is no operation", "add one");
        }
        self.refuse_ids(&found);
        let names = self.used_tags(&found);

        let mut noted = self.noted();
        noted.operations.retain(|id| found.iter().all(|found| found.id() != id));
        noted.tags.retain(|tag| !names.contains(&tag.as_str()));
        let ids = || {
            let own = found
                .iter()
                .map(|found| (found.id(), format!("{}/operationId", found.at)));
            own.chain(noted_names(&noted.operations))
        };
        let idents = self.identifiers(ids(), Scope::Function);
        // Request types and API types are in the same module.
        let all_names = names.iter().copied().chain(noted.tags.iter().map(String::as_str));
        let api_names: Vec<String> = all_names.map(names::api_name).collect();
        let api_names = api_names.iter().map(|name| (name.as_str(), "/tags".to_owned()));
        let type_idents = self.identifiers(ids().chain(api_names), Scope::Type);
        let (request_types, api_types) = type_idents.split_at(idents.len());

        let tag_names = names.iter().map(|name| (*name, "/tags".to_owned()));
        let methods = self.identifiers(tag_names.chain(noted_names(&noted.tags)), Scope::Tag(target));
        let mut tags = self.empty_tags(&names, methods, api_types);
        let methods: BTreeMap<_, _> = found
            .iter()
            .map(|found| (found.verb, found.path))
            .zip(&idents)
            .collect();
        let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
        let mut is_too_many = false;
        for ((found, ident), type_ident) in found.iter().zip(&idents).zip(request_types) {
            let mut operation = self.operation(found, ident.clone(), type_ident.clone());
            match self.siblings_of(found, &mut operation.parameters, &methods) {
                Some(siblings) => operation.siblings = siblings,
                None => is_too_many = true,
            }
            let place = places.get(found.tag());
            if let Some(tag) = place.and_then(|place| tags.get_mut(*place)) {
                tag.operations.push(operation);
            }
        }
        if is_too_many {
            let problem = "values of parameters could make too many of these paths the same";
            self.problem("/paths", problem, "keep fewer operations");
        }
        tags
    }

    fn empty_tags(&self, names: &[&str], idents: Vec<String>, type_idents: &[String]) -> Vec<Tag> {
        // If a tag is declared twice, the first declaration is used.
        let declared = self.document.tags.iter().rev();
        let declared: BTreeMap<&str, &RawTag> = declared.map(|tag| (tag.name.as_str(), tag)).collect();
        let parts = names.iter().zip(idents).zip(type_idents);
        let tag = |((name, ident), type_ident): ((&&str, String), &String)| Tag {
            name: (*name).to_owned(),
            ident,
            type_ident: type_ident.clone(),
            description: declared.get(name).and_then(|tag| tag.description.clone()),
            operations: Vec::new(),
        };
        parts.map(tag).collect()
    }

    /// Returns the ids of the operations, and the tags that they belong to.
    pub(super) fn operation_names(&self) -> Names {
        let found = found(self.document);
        let tags = found.iter().filter_map(|found| found.raw.tags.first());
        Names {
            operations: found.iter().map(|found| found.id().to_owned()).collect(),
            tags: tags.cloned().collect(),
            ..Names::default()
        }
    }

    fn refuse_ids(&mut self, found: &[Found<'a>]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for found in found {
            if let Some(first) = seen.insert(found.id(), &found.at) {
                let problem = format!("the operationId {} is also that of #{first}", quoted(found.id()));
                self.problem(
                    &format!("{}/operationId", found.at),
                    problem,
                    "give each operation its own",
                );
            }
        }
    }

    /// Returns the tags that have operations: those that the document declares in that order, then the others in the order of their
    /// operations.
    fn used_tags(&self, found: &[Found<'a>]) -> Vec<&'a str> {
        let declared = self.document.tags.iter().map(|tag| tag.name.as_str());
        let names = || {
            let first = found.iter().filter_map(|found| found.raw.tags.first());
            first.map(String::as_str)
        };
        let with_operations: BTreeSet<&str> = names().collect();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let all = declared.filter(|tag| with_operations.contains(tag)).chain(names());
        all.filter(|tag| known.insert(tag)).collect()
    }

    fn operation(&mut self, found: &Found<'a>, ident: String, type_ident: String) -> Operation {
        let raw = found.raw;
        let owner = Owner::operation(found.id());
        let parameters = self.parameters(found, &owner);
        let body = self.body(found, &owner);
        let (output, output_description) = self.output(found, &owner);
        let errors = self.errors(found);
        Operation {
            id: found.id().to_owned(),
            ident,
            type_ident,
            verb: found.verb,
            path: found.path.to_owned(),
            summary: raw.summary.clone(),
            description: raw.description.clone(),
            permissions: self.permissions(found),
            preview: raw.extensions.get("x-genesys-preview") == Some(&Value::Bool(true)),
            deprecated: raw.deprecated,
            needs_token: self.needs_token(found),
            parameters,
            siblings: Vec::new(),
            body,
            output,
            output_description,
            errors,
        }
    }

    /// Reads `x-inin-requires-permissions`, whose shape has been checked.
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

    /// Returns whether the token is sent. It is if there is no `security` anywhere, since a token that is not needed does no harm. An
    /// operation that needs other credentials is refused.
    fn needs_token(&mut self, found: &Found<'a>) -> bool {
        let Some(alternatives) = found.raw.security.as_ref().or(self.document.security.as_ref()) else {
            return true;
        };
        let mut other = None;
        for alternative in alternatives {
            match alternative
                .keys()
                .find_map(|name| Some((name, self.other_scheme(name)?)))
            {
                Some(scheme) => other = other.or(Some(scheme)),
                None if !alternative.is_empty() => return true,
                None => {}
            }
        }
        let Some((name, kind)) = other else { return false };
        // Without any credentials, the operation can be called as well.
        if alternatives.iter().any(SecurityRequirement::is_empty) {
            return false;
        }
        let at = match &found.raw.security {
            Some(_) => format!("{}/security", found.at),
            None => found.at.clone(),
        };
        let problem = format!(
            "{} needs {}, which is {kind}: the client only has an OAuth 2 token",
            quoted(found.id()),
            quoted(name)
        );
        self.problem(
            &at,
            problem,
            "leave the operation out, or write the `security` that it accepts",
        );
        true
    }

    /// Returns the kind of a security scheme other than OAuth 2. A scheme that is not described counts as OAuth 2.
    fn other_scheme(&self, name: &str) -> Option<&'static str> {
        match self.document.components.as_ref()?.security_schemes.get(name)? {
            ReferenceOr::Item(SecurityScheme::APIKey { .. }) => Some("an API key"),
            ReferenceOr::Item(SecurityScheme::HTTP { .. }) => Some("an HTTP authentication scheme"),
            ReferenceOr::Item(SecurityScheme::OpenIDConnect { .. }) => Some("OpenID Connect"),
            ReferenceOr::Item(SecurityScheme::OAuth2 { .. }) | ReferenceOr::Reference { .. } => None,
        }
    }
}

/// Returns names that are noted, with the place of the note.
fn noted_names(names: &BTreeSet<String>) -> impl Iterator<Item = (&str, String)> {
    names.iter().map(|name| (name.as_str(), format!("/{OTHER_NAMES}")))
}

pub(super) fn found(document: &OpenAPI) -> Vec<Found<'_>> {
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        let verbs = [
            ("GET", &item.get),
            ("HEAD", &item.head),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ];
        for (verb, raw) in verbs {
            if let Some(raw) = raw {
                let at = format!("/paths/{}/{}", escaped(path), verb.to_lowercase());
                all.push(Found {
                    path,
                    verb,
                    item,
                    raw,
                    at,
                });
            }
        }
    }
    all
}
