//! The components of an OpenAPI 3.0 document that its operations reach.

use std::collections::{BTreeMap, BTreeSet};

use genesys_cloud_codegen::document::{Json, escaped, local, unescaped};

use super::{entries, entries_mut, items, operations};

/// Drops the components that are not reached.
pub(crate) fn prune(document: &mut Json) {
    let kept = Components::from_document(document).reached(roots(document));
    if let Some(sections) = entries_mut(document, "components") {
        for (section, components) in sections.iter_mut() {
            if let Json::Object(components) = components {
                components.retain(|(name, _)| section.starts_with("x-") || kept.contains(&key(section, name)));
            }
        }
        sections.retain(|(section, components)| section.starts_with("x-") || *components != Json::Object(Vec::new()));
        if sections.is_empty() {
            remove(document, "components");
        }
    }
}

/// Returns the references in a document outside of its components.
fn roots(document: &Json) -> Vec<String> {
    let mut roots = Vec::new();
    for (name, part) in entries(Some(document)).iter().filter(|(name, _)| name != "components") {
        if name != "security" {
            reference(name, part, &mut roots);
        }
    }
    let own = operations(document).map(|operation| operation.0.get("security"));
    for requirement in own.chain([document.get("security")]).flat_map(items) {
        let names = entries(Some(requirement)).iter();
        // The same form as in a `$ref`.
        roots.extend(
            names.map(|(name, _)| format!("#/components/securitySchemes/{}", escaped(name).replace('%', "%25"))),
        );
    }
    roots
}

/// The components of a document by `section/name`.
pub(crate) struct Components<'a>(BTreeMap<String, &'a Json>);

impl<'a> Components<'a> {
    pub(crate) fn from_document(document: &'a Json) -> Self {
        let mut index = BTreeMap::new();
        for (section, components) in entries(document.get("components")) {
            let components = entries(Some(components)).iter();
            index.extend(components.map(|(name, json)| (key(section, name), json)));
        }
        Self(index)
    }

    /// Returns the components with their keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'a Json)> {
        self.0.iter().map(|(key, json)| (key.as_str(), *json))
    }

    /// Returns the keys of the components that these references reach.
    pub(crate) fn reached(&self, mut waiting: Vec<String>) -> BTreeSet<String> {
        let mut kept = BTreeSet::new();
        while let Some(reference) = waiting.pop() {
            let key = component(&reference);
            if let Some((key, json)) = key.and_then(|key| self.0.get_key_value(&key)) {
                if kept.insert(key.clone()) {
                    references(json, &mut waiting);
                }
            }
        }
        kept
    }
}

/// Returns the components of a document with these keys.
pub(crate) fn subset(document: &Json, keys: &BTreeSet<String>) -> Json {
    let sections = entries(document.get("components")).iter().map(|(section, components)| {
        let components = entries(Some(components)).iter();
        let kept = components.filter(|(name, _)| keys.contains(&key(section, name)));
        (section.clone(), Json::Object(kept.cloned().collect()))
    });
    Json::Object(sections.collect())
}

/// Objects whose keys are names: in them, `default` and `example` are not keywords.
const NAMED: &[&str] = &[
    "paths",
    "properties",
    "responses",
    "headers",
    "content",
    "examples",
    "links",
    "callbacks",
];

/// Keywords with data, in which a `$ref` is not a reference.
const DATA: &[&str] = &["default", "example", "enum"];

/// Collects the text of every `$ref`, also in doubtful cases: a superfluous reference costs a schema, a missing one breaks the
/// fragment. A property with the name `$ref` has a schema, not a text.
pub(crate) fn references(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::List(items) => {
            for item in items {
                references(item, found);
            }
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                reference(key, value, found);
            }
        }
        _ => {}
    }
}

fn reference(key: &str, value: &Json, found: &mut Vec<String>) {
    match value {
        Json::Text(reference) if key == "$ref" => found.push(reference.clone()),
        Json::Object(named) if NAMED.contains(&key) => {
            for (_, value) in named {
                references(value, found);
            }
        }
        _ if DATA.contains(&key) => {}
        _ if key == "discriminator" => mapped(value, found),
        _ => references(value, found),
    }
}

/// Collects the references in the mapping of a discriminator, which do without `$ref`.
fn mapped(json: &Json, found: &mut Vec<String>) {
    let targets = entries(json.get("mapping"))
        .iter()
        .filter_map(|(_, target)| target.text());
    found.extend(
        targets
            .filter(|target| target.starts_with("#/components/"))
            .map(str::to_owned),
    );
    references(json, found);
}

/// Returns the key of the component in which the target of a reference is.
pub(crate) fn component(reference: &str) -> Option<String> {
    let pointer = local(reference)?;
    let mut tokens = pointer.strip_prefix("/components/")?.split('/');
    let (section, name) = (tokens.next()?, tokens.next()?);
    Some(key(section, &unescaped(name)))
}

fn key(section: &str, name: &str) -> String {
    format!("{section}/{name}")
}

/// Returns the number of schemas.
pub(crate) fn schemas(document: &Json) -> usize {
    let components = document.get("components");
    entries(components.and_then(|components| components.get("schemas"))).len()
}

fn remove(document: &mut Json, key: &str) {
    let Json::Object(entries) = document else { return };
    entries.retain(|(name, _)| name != key);
}

#[cfg(test)]
mod tests;
