//! Security schemes.

use genesys_cloud_codegen::document::{Json, escaped};

use super::{Convert, map, take};
use crate::document::{Entries, entries_mut, is_method, items, object, operations, text};

impl Convert {
    pub(super) fn security_schemes(&mut self, definitions: Json) -> Json {
        map(definitions, |name, scheme| {
            let at = format!("/securityDefinitions/{}", escaped(&name));
            (name, self.security_scheme(scheme, &at))
        })
    }

    fn security_scheme(&mut self, json: Json, at: &str) -> Json {
        match json.get("type").and_then(Json::text) {
            Some("oauth2") => self.oauth2(json, at),
            Some("basic") => basic(json),
            // API keys are described in the same way in both versions.
            _ => json,
        }
    }

    fn oauth2(&mut self, json: Json, at: &str) -> Json {
        let Json::Object(mut old) = json else { return json };
        let flow = take(&mut old, "flow");
        let name = match flow.as_ref().and_then(Json::text) {
            Some("implicit") => "implicit",
            Some("password") => "password",
            Some("application") => "clientCredentials",
            Some("accessCode") => "authorizationCode",
            _ => {
                let help = "use implicit, password, application or accessCode";
                self.problem(&format!("{at}/flow"), "this is not a flow of OAuth 2", help);
                return Json::Null;
            }
        };
        let mut about: Entries = Vec::new();
        for key in ["authorizationUrl", "tokenUrl", "scopes"] {
            about.extend(take(&mut old, key).map(|value| (key.to_owned(), value)));
        }
        let place = old
            .iter()
            .position(|(key, _)| key == "type")
            .map_or(0, |place| place + 1);
        let flows = object([(name, Json::Object(about))]);
        old.insert(place, ("flows".to_owned(), flows));
        Json::Object(old)
    }
}

/// Writes the security of each operation of a Swagger 2.0 document: without `security`, an operation needs no token in Swagger
/// 2.0, while the generator assumes that one is needed.
pub(crate) fn write_security(document: &mut Json) {
    if document.get("security").is_some() {
        return;
    }
    for (_, item) in entries_mut(document, "paths").into_iter().flatten() {
        let Json::Object(operations) = item else { continue };
        for (_, operation) in operations.iter_mut().filter(|(key, _)| is_method(key)) {
            if operation.get("security").is_some() {
                continue;
            }
            if let Json::Object(entries) = operation {
                entries.push(("security".to_owned(), Json::List(Vec::new())));
            }
        }
    }
}

/// Returns whether an operation of a Swagger 2.0 document needs a token. Otherwise, its client would never authenticate.
pub(crate) fn needs_token(document: &Json) -> bool {
    let own = operations(document).map(|operation| operation.0.get("security"));
    let mut all = own.chain([document.get("security")]);
    all.any(|security| !items(security).is_empty())
}

fn basic(json: Json) -> Json {
    let Json::Object(old) = json else { return json };
    let mut new: Entries = Vec::with_capacity(old.len() + 1);
    for (key, value) in old {
        if key == "type" {
            new.push((key, text("http")));
            new.push(("scheme".to_owned(), text("basic")));
        } else {
            new.push((key, value));
        }
    }
    Json::Object(new)
}
