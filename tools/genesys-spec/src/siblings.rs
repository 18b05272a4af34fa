//! `x-literal-siblings`: the values of a path parameter that lead to the path of another operation.
//!
//! `/api/v2/tokens/{userId}` with `me` in place of the id is `/api/v2/tokens/me`. A fragment without the second path does not
//! show that. So the values are noted on the parameter, and the generated client refuses them for methods that change something.

use genesys_cloud_codegen::document::{Json, LITERAL_SIBLINGS, Siblings};

use crate::document::{entries, entries_mut, is_method, items, shared_parameter, text};

/// Returns the paths of a document.
pub(crate) fn paths(document: &Json) -> Vec<String> {
    entries(document.get("paths"))
        .iter()
        .map(|(path, _)| path.clone())
        .collect()
}

/// Notes on the path parameters of a part the siblings that they have among the paths of the whole document. Siblings that are
/// noted already come first, then the order of the whole document.
pub(crate) fn note(whole: &[String], document: &mut Json) {
    let siblings = Siblings::of(whole.iter().map(String::as_str));
    let Some(mut paths) = entries_mut(document, "paths").map(std::mem::take) else {
        return;
    };
    for (path, item) in &mut paths {
        let beside = siblings.beside(path);
        if beside.is_empty() {
            continue;
        }
        note_all(item, &beside, document);
        let Json::Object(entries) = item else { continue };
        for (_, operation) in entries.iter_mut().filter(|(key, _)| is_method(key)) {
            note_all(operation, &beside, document);
        }
    }
    if let Some(place) = entries_mut(document, "paths") {
        *place = paths;
    }
}

/// Notes siblings on the parameters of a path or of an operation.
fn note_all(owner: &mut Json, beside: &[(&str, &[&str])], document: &Json) {
    let Some(Json::List(parameters)) = owner.get_mut("parameters") else {
        return;
    };
    for parameter in parameters {
        let shared = shared_parameter(parameter, document);
        let described = shared.unwrap_or(parameter);
        let is_path = described.get("in").and_then(Json::text) == Some("path");
        let name = described.get("name").and_then(Json::text);
        let found = beside.iter().find(|(known, _)| is_path && name == Some(known));
        let Some((_, literals)) = found else { continue };
        // A shared parameter has other siblings in other paths, so this path gets a copy.
        if let Some(shared) = shared {
            *parameter = shared.clone();
        }
        add(parameter, literals);
    }
}

fn add(parameter: &mut Json, literals: &[&str]) {
    let mut all = items(parameter.get(LITERAL_SIBLINGS)).to_vec();
    for literal in literals {
        if all.iter().all(|known| known.text() != Some(*literal)) {
            all.push(text(*literal));
        }
    }
    if let Some(known) = parameter.get_mut(LITERAL_SIBLINGS) {
        *known = Json::List(all);
    } else if let Json::Object(entries) = parameter {
        entries.push((LITERAL_SIBLINGS.to_owned(), Json::List(all)));
    }
}

#[cfg(test)]
mod tests;
