//! Paths and operations.

use genesys_cloud_codegen::document::Json;

use super::{Convert, map, media_types, take};
use crate::convert::left_out::LeftOut;
use crate::document::{Entries, is_method, target};

/// A body parameter and its place.
struct Body {
    parameter: Json,
    at: String,
}

impl Convert {
    pub(super) fn path_item(&mut self, json: Json, path: &str, at: &str) -> Json {
        let Json::Object(mut old) = json else { return json };
        let place = old.iter().position(|(key, _)| key == "parameters");
        let mut shared = None;
        let before = self.problems.len();
        if let Some((_, parameters)) = place.and_then(|place| old.get_mut(place)) {
            let given = std::mem::replace(parameters, Json::Null);
            (*parameters, shared) = self.parameters(given, &format!("{at}/parameters"));
        }
        // Parameters of the path belong to all of its operations.
        let shared_reason = self.reason_to_leave_out(before);
        old.retain(|(key, value)| key != "parameters" || *value != Json::List(Vec::new()));
        let mut new: Entries = Vec::with_capacity(old.len());
        for (key, value) in old {
            if !is_method(&key) {
                new.push((key, value));
                continue;
            }
            let before = self.problems.len();
            let operation = self.operation(value, shared.as_ref(), &format!("{at}/{key}"));
            let reason = self.reason_to_leave_out(before);
            match shared_reason.as_ref().or(reason.as_ref()) {
                Some(reason) => self.left_out.push(LeftOut::new(&operation, path, &key, reason)),
                None => new.push((key, operation)),
            }
        }
        Json::Object(new)
    }

    /// Removes the problems after the first `before` ones and returns the first of them, if operations with problems are left out.
    fn reason_to_leave_out(&mut self, before: usize) -> Option<String> {
        if !self.leaves_out {
            return None;
        }
        let reason = self.problems.get(before).map(|problem| problem.message().to_owned());
        self.problems.truncate(before);
        reason
    }

    fn operation(&mut self, json: Json, shared: Option<&Body>, at: &str) -> Json {
        let Json::Object(mut old) = json else { return json };
        let consumes = media_types(take(&mut old, "consumes").as_ref()).unwrap_or_else(|| self.consumes.clone());
        let produces = media_types(take(&mut old, "produces").as_ref()).unwrap_or_else(|| self.produces.clone());
        take(&mut old, "schemes");
        let mut new: Entries = Vec::with_capacity(old.len() + 1);
        let mut own = None;
        let mut place = None;
        for (key, value) in old {
            match key.as_str() {
                "parameters" => {
                    let (parameters, body) = self.parameters(value, &format!("{at}/parameters"));
                    own = body;
                    if parameters != Json::List(Vec::new()) {
                        new.push((key, parameters));
                    }
                    place = Some(new.len());
                }
                "responses" => {
                    place.get_or_insert(new.len());
                    let at = format!("{at}/responses");
                    let responses = map(value, |status, response| {
                        let response = self.response(response, &produces, &format!("{at}/{status}"));
                        (status, response)
                    });
                    new.push((key, responses));
                }
                _ => new.push((key, value)),
            }
        }
        if let Some(body) = own.as_ref().or(shared) {
            let request = self.request_body(&body.parameter, &consumes, &body.at);
            new.insert(place.unwrap_or(new.len()), ("requestBody".to_owned(), request));
        }
        Json::Object(new)
    }

    /// Converts parameters, and returns the body separately, which is not a parameter in 3.0.
    fn parameters(&mut self, json: Json, at: &str) -> (Json, Option<Body>) {
        let Json::List(old) = json else { return (json, None) };
        let mut body = None;
        let mut new = Vec::with_capacity(old.len());
        for (index, parameter) in old.into_iter().enumerate() {
            let at = format!("{at}/{index}");
            let shared = target(&parameter, "/parameters/", Some(&self.parameters));
            let described = shared.unwrap_or(&parameter);
            if described.get("in").and_then(Json::text) == Some("body") {
                let parameter = described.clone();
                body = Some(Body { parameter, at });
            } else {
                new.push(self.parameter(parameter, &at));
            }
        }
        (Json::List(new), body)
    }
}
