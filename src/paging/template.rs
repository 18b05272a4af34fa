//! The request of a list, from which the request of each page is made.

use serde_json::{Map, Value};
use ureq::http::{HeaderValue, Method};

use super::Place;
use super::scheme::{Carrier, Names};
use super::steps::Steps;
use crate::request::Parts;
use crate::transport::RequestBody;

/// The request as the caller has built it, which may have a place of its own.
pub(super) struct Template {
    parts: Parts<'static>,
    names: Names,
    /// The number of items of a page, if the caller has not set it.
    size: Option<u32>,
}

impl Template {
    pub(super) fn new(mut parts: Parts<'static>, names: Names, size: Option<u32>) -> Self {
        if names.carrier == Carrier::Body && fields(&parts).is_none() {
            parts.refuse(
                "body",
                "is not a JSON object, so the page cannot be set in it; set one".to_owned(),
            );
        }
        Self { parts, names, size }
    }

    /// Returns the place that the caller has set in the request itself.
    pub(super) fn place(&self) -> Option<Place> {
        let text = match self.names.carrier {
            Carrier::Query => self.parts.target.query(self.names.place)?,
            Carrier::Body => match fields(&self.parts)?.remove(self.names.place)? {
                Value::String(text) => text,
                Value::Null => return None,
                number => number.to_string(),
            },
        };
        Some(Place(text))
    }

    pub(super) fn method(&self) -> &Method {
        &self.parts.method
    }

    /// Returns the path template of the specification.
    pub(super) fn path(&self) -> &'static str {
        self.parts.target.template()
    }

    /// Refuses the request when it is sent.
    pub(super) fn refuse(&mut self, setting: &str, problem: &str) {
        self.parts.refuse(setting, problem.to_owned());
    }

    /// Returns the request as the caller has built it.
    pub(super) fn into_parts(self) -> Parts<'static> {
        self.parts
    }

    /// Returns the request of the page that `steps` are at, with the size that the caller has set, if any.
    pub(super) fn single_page(&self, steps: &dyn Steps) -> Parts<'static> {
        self.request(steps, None)
    }

    /// Returns the request of the page that `steps` are at, as one of several.
    pub(super) fn page(&self, steps: &dyn Steps) -> Parts<'static> {
        self.request(steps, self.size)
    }

    fn request(&self, steps: &dyn Steps, size: Option<u32>) -> Parts<'static> {
        let mut parts = self.parts.clone();
        match self.names.carrier {
            Carrier::Query => {
                let target = &mut parts.target;
                if let (Some(size), None) = (size, target.query(self.names.size)) {
                    target.add_query(self.names.size, &size.to_string());
                }
                target.remove_query(self.names.place);
                if let Some(place) = steps.parameter() {
                    target.add_query(self.names.place, &place);
                }
            }
            Carrier::Body => {
                // Without an object, the request was refused.
                let mut body = fields(&parts).unwrap_or_default();
                if let Some(size) = size {
                    body.entry(self.names.size).or_insert_with(|| size.into());
                }
                if let Some(place) = steps.field() {
                    body.insert(self.names.place.to_owned(), place);
                }
                let content_type = match parts.body {
                    Some(body) => body.content_type,
                    None => HeaderValue::from_static("application/json"),
                };
                let bytes = Value::Object(body).to_string().into_bytes();
                parts.body = Some(RequestBody { content_type, bytes });
            }
        }
        parts
    }
}

/// Returns the fields of the body, which has none if there is no body. `None` if it is not a JSON object.
fn fields(parts: &Parts<'_>) -> Option<Map<String, Value>> {
    match &parts.body {
        Some(body) => serde_json::from_slice(&body.bytes).ok(),
        None => Some(Map::new()),
    }
}
