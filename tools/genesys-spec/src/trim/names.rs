//! `x-other-names`: the names of the whole document that would get the same Rust identifier as a name of a fragment.
//!
//! The enum `state` of `User` is `UserState`, unless the document has a schema of that name. Without a note of that name, the enum
//! would have one name in a fragment without the schema, and another name in a larger fragment. The same holds for operationIds and
//! tags.

mod parts;

use std::collections::BTreeMap;

use genesys_cloud_codegen::document::{Document, Json, Names, OTHER_NAMES};

use crate::convert;
use crate::document::{Entries, entries, text};
use crate::source::Source;

/// Returns the names of all operations that a fragment of the document could have, and of their types.
pub(crate) fn for_whole(source: Source) -> Names {
    let converted = convert::leaving_out(source.document, source.version);
    for_parts(&converted.document, parts::SIZE)
}

/// Returns the names of a document, collected from parts of about `size` bytes, since the generator needs eight times the size of
/// its input.
///
/// The parts together have the names of the whole: names inside of an operation or a schema depend on that operation or schema
/// alone, and each part has all schemas that its operations reach. There is one exception: equal names of two schemas (`c` in a
/// schema `A.b`, and `b.c` in `A`) count once if no part reaches both.
fn for_parts(document: &Json, size: usize) -> Names {
    let mut all = Names::default();
    let mut derived: BTreeMap<String, usize> = BTreeMap::new();
    parts::each(document, size, |part| {
        let mut part = Document::new(part).names();
        all.schemas.append(&mut part.schemas);
        all.operations.append(&mut part.operations);
        all.tags.append(&mut part.tags);
        // A schema that several parts reach has its names in each of them.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in part.derived {
            *counts.entry(name).or_default() += 1;
        }
        for (name, count) in counts {
            let known = derived.entry(name).or_default();
            *known = count.max(*known);
        }
    });
    all.schemas.extend(schemas(document));
    let derived = derived.into_iter();
    all.derived = derived
        .flat_map(|(name, count)| std::iter::repeat_n(name, count))
        .collect();
    all
}

/// Returns the names of all schemas of an OpenAPI 3.0 document.
pub(crate) fn schemas(document: &Json) -> impl Iterator<Item = String> {
    let schemas = document.get("components").and_then(|all| all.get("schemas"));
    entries(schemas).iter().map(|(name, _)| name.clone())
}

/// Returns the lists of the names of the source that would get the same Rust identifier as a name of the fragment.
pub(crate) fn colliding(whole: &Names, fragment: &Names) -> Entries {
    let colliding = whole.colliding_with(fragment);
    let mut lists: Entries = Vec::new();
    let mut list = |key: &str, names: Vec<&String>| {
        if !names.is_empty() {
            lists.push((key.to_owned(), Json::List(names.into_iter().map(text).collect())));
        }
    };
    list("schemas", colliding.schemas.iter().collect());
    list("derived", colliding.derived.iter().collect());
    list("operations", colliding.operations.iter().collect());
    list("tags", colliding.tags.iter().collect());
    lists
}

/// Notes lists of names in the fragment, behind `info`, or behind the names that it notes already.
pub(crate) fn note(lists: Entries, fragment: &mut Json) {
    if let Some(Json::Object(known)) = fragment.get_mut(OTHER_NAMES) {
        for (key, names) in lists {
            match (known.iter_mut().find(|(known, _)| *known == key), names) {
                (Some((_, Json::List(known))), Json::List(mut names)) => known.append(&mut names),
                (_, names) => known.push((key, names)),
            }
        }
    } else if let Json::Object(entries) = fragment {
        let place = entries.iter().position(|(key, _)| key == "info");
        entries.insert(
            place.map_or(0, |place| place + 1),
            (OTHER_NAMES.to_owned(), Json::Object(lists)),
        );
    }
}

#[cfg(test)]
mod tests;
