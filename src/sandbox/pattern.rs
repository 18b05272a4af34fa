//! A method and a path template.

use crate::Method;

/// The requests that a rule or a fault applies to.
#[derive(Debug)]
pub(super) struct Pattern {
    method: Method,
    segments: Vec<Segment>,
}

#[derive(Debug)]
enum Segment {
    Literal(String),
    /// `{name}`, which matches any segment that is not empty.
    Parameter(String),
}

impl Pattern {
    /// # Panics
    ///
    /// If `path` is not a template.
    #[track_caller]
    pub(super) fn new(method: Method, path: &str) -> Self {
        let (Some(segments), false) = (path.strip_prefix('/'), path.contains(['?', '#'])) else {
            invalid(path, "must begin with / and have no query");
        };
        let segment = |text: &str| {
            let name = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            match name {
                Some(name) if !name.is_empty() && !name.contains(['{', '}']) => Segment::Parameter(name.to_owned()),
                None if !text.contains(['{', '}']) => Segment::Literal(text.to_owned()),
                _ => invalid(path, "must have each {name} as a whole segment"),
            }
        };
        Self {
            method,
            segments: segments.split('/').map(segment).collect(),
        }
    }

    /// Returns the parameters of the path and their values, if the request matches.
    pub(super) fn parameters(&self, method: &str, path: &[String]) -> Option<Vec<(String, String)>> {
        if self.method.as_str() != method || self.segments.len() != path.len() {
            return None;
        }
        let mut parameters = Vec::new();
        for (segment, value) in self.segments.iter().zip(path) {
            match segment {
                Segment::Literal(text) if text == value => {}
                Segment::Parameter(name) if !value.is_empty() => parameters.push((name.clone(), value.clone())),
                _ => return None,
            }
        }
        Some(parameters)
    }
}

#[track_caller]
#[expect(
    clippy::panic,
    reason = "a mistake in a test, which the documentation of the callers names"
)]
fn invalid(path: &str, rule: &str) -> ! {
    panic!("the path {path:?} is not valid for a sandbox: it {rule}")
}
