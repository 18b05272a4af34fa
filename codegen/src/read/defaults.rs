//! Defaults for what operations need and a document may omit: an `operationId` and a tag.

use crate::Problem;
use crate::json::Json;
use crate::pointer::escaped;
use crate::problem::quoted;

/// The tag of operations without one.
const TAG: &str = "default";

const METHODS: &[&str] = &["get", "put", "post", "delete", "head", "patch"];

/// Fills in missing parts, and returns a warning for each.
pub(super) fn fill(document: &mut Json) -> Vec<Problem> {
    let mut warnings = Vec::new();
    let Some(Json::Object(paths)) = document.get_mut("paths") else {
        return warnings;
    };
    for (path, item) in paths {
        let Json::Object(item) = item else { continue };
        for (method, operation) in item.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str())) {
            let Json::Object(entries) = operation else { continue };
            let at = format!("/paths/{}/{method}", escaped(path));
            id(entries, method, path, &at, &mut warnings);
            tag(entries, &at, &mut warnings);
        }
    }
    warnings
}

fn id(operation: &mut Vec<(String, Json)>, method: &str, path: &str, at: &str, warnings: &mut Vec<Problem>) {
    let known = operation.iter_mut().find(|(key, _)| key == "operationId");
    let problem = match &known {
        None => "there is no operationId".to_owned(),
        Some((_, Json::Text(id))) if !id.contains(|char: char| char.is_ascii_alphanumeric()) => {
            format!("no Rust name can be made of the operationId {}", quoted(id))
        }
        Some(_) => return,
    };
    let made = derived(method, path);
    let help = format!("the generator uses {}, derived from method and path", quoted(&made));
    warnings.push(Problem::new(at, problem, help));
    match known {
        Some((_, id)) => *id = Json::Text(made),
        None => operation.push(("operationId".to_owned(), Json::Text(made))),
    }
}

/// Returns an `operationId`: `getUsersByUserId` for `GET /users/{userId}`.
fn derived(method: &str, path: &str) -> String {
    let mut id = method.to_owned();
    for segment in path.split('/') {
        if segment.starts_with('{') {
            id.push_str("By");
        }
        for word in segment.split(|char: char| !char.is_ascii_alphanumeric()) {
            let mut chars = word.chars();
            id.extend(chars.next().map(|first| first.to_ascii_uppercase()));
            id.push_str(chars.as_str());
        }
    }
    id
}

fn tag(operation: &mut Vec<(String, Json)>, at: &str, warnings: &mut Vec<Problem>) {
    let known = operation.iter_mut().find(|(key, _)| key == "tags");
    match &known {
        None | Some((_, Json::Null)) => {}
        Some((_, Json::List(tags))) if tags.is_empty() => {}
        Some(_) => return,
    }
    warnings.push(Problem::new(
        at,
        "there is no tag",
        format!("the generator uses {}", quoted(TAG)),
    ));
    let tags = Json::List(vec![Json::Text(TAG.to_owned())]);
    match known {
        Some((_, known)) => *known = tags,
        None => operation.push(("tags".to_owned(), tags)),
    }
}
