//! `x-other-names`: the names of types of the whole document that meet those of a fragment.
//!
//! The enum `state` of `User` is `UserState`, unless the document has a schema of that name. A fragment without that schema would
//! not know, and a larger one would name the enum in another way.

use genesys_cloud_codegen::json::Json;
use genesys_cloud_codegen::{OTHER_NAMES, TypeNames, type_names};

use crate::document::{Entries, entries, get_mut, object, text};
use crate::leave_out::leave_out;
use crate::output::pretty;
use crate::repair::repair;
use crate::source::{Source, Version};
use crate::swagger2;

/// Three times the largest document that Genesys publishes. Of a larger one, only the names of schemas are looked at: the generator
/// would need 20 times the memory of its text.
const LARGE: usize = 64 << 20;

/// The names of the types of all operations that a fragment of the document could have.
pub(crate) fn of_whole(source: &Source) -> TypeNames {
    if source.size > LARGE {
        return of_schemas(&source.document);
    }
    let mut document = source.document.clone();
    if source.version == Version::Swagger2 {
        repair(&mut document);
        let Ok((converted, _)) = swagger2::convert_leaving_out(document) else {
            return TypeNames::default();
        };
        document = converted;
    }
    leave_out(&mut document);
    of(&document)
}

fn of_schemas(document: &Json) -> TypeNames {
    let components = document.get("components").and_then(|all| all.get("schemas"));
    let schemas = entries(document.get("definitions").or(components)).iter();
    TypeNames {
        schemas: schemas.map(|(name, _)| name.clone()).collect(),
        derived: Vec::new(),
    }
}

fn of(document: &Json) -> TypeNames {
    type_names(&String::from_utf8_lossy(&pretty(document)))
}

/// Notes those that meet the names of the fragment, behind `info`.
pub(crate) fn note(whole: &TypeNames, fragment: &mut Json) {
    let meeting = whole.meeting(&of(fragment));
    if meeting == TypeNames::default() {
        return;
    }
    let list = |names: &mut dyn Iterator<Item = &String>| Json::List(names.map(text).collect());
    let mut lists: Entries = Vec::new();
    if !meeting.schemas.is_empty() {
        lists.push(("schemas".to_owned(), list(&mut meeting.schemas.iter())));
    }
    if !meeting.derived.is_empty() {
        lists.push(("derived".to_owned(), list(&mut meeting.derived.iter())));
    }
    let noted = object(lists);
    if let Some(known) = get_mut(fragment, OTHER_NAMES) {
        *known = noted;
    } else if let Json::Object(entries) = fragment {
        let place = entries.iter().position(|(key, _)| key == "info");
        entries.insert(place.map_or(0, |place| place + 1), (OTHER_NAMES.to_owned(), noted));
    }
}
