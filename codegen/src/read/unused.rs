//! The parts of a document that no code depends on and that would take much memory: `openapiv3` needs more than 1 kB for each
//! media type, and a platform documents the body of every error of every operation.

use crate::json::Json;

/// Removes the bodies of errors and the headers of responses, which have been checked.
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
    let may_be_success = status.starts_with('2') || status == "default";
    entries.retain(|(key, _)| key != "headers" && (may_be_success || key != "content"));
}
