//! The parts of a document that no code depends on and that take much memory: `openapiv3` needs more than 1 kB for each media
//! type, and a platform documents a dozen errors for each operation, with a body and texts.

use crate::json::Json;

/// Removes the bodies and the texts of errors, which have been checked.
pub(super) fn remove(document: &mut Json) {
    let Some(Json::Object(paths)) = document.get_mut("paths") else {
        return;
    };
    for (_, item) in paths {
        let Json::Object(operations) = item else { continue };
        for (_, operation) in operations {
            if let Some(Json::Object(responses)) = operation.get_mut("responses") {
                responses.iter_mut().for_each(remove_from_response);
            }
        }
    }
}

fn remove_from_response((status, response): &mut (String, Json)) {
    let Json::Object(entries) = response else { return };
    if status.starts_with('2') || status == "default" {
        return;
    }
    entries.retain(|(key, _)| key != "content");
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("description", Json::Text(text)) => text.clear(),
            ("x-inin-error-codes", Json::Object(codes)) => {
                for (_, text) in codes {
                    *text = Json::Null;
                }
            }
            _ => {}
        }
    }
}
