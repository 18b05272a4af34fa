//! Literal siblings: the literal segments that other paths of a document have in the place of a path parameter.
//!
//! `/api/v2/tokens/{userId}` with `me` as the id is `/api/v2/tokens/me`, which is another operation.

use std::collections::BTreeMap;

/// The keyword on a path parameter that lists the literal siblings of the document that a fragment was cut from.
pub const KEYWORD: &str = "x-literal-siblings";

/// The literal segments of all paths of a document, by the other segments of their paths.
#[derive(Debug, Default)]
pub struct Siblings<'a>(BTreeMap<Vec<&'a str>, Vec<&'a str>>);

impl<'a> Siblings<'a> {
    /// Returns the siblings among these paths, in their order.
    pub fn of(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let segments: Vec<&str> = path.split('/').collect();
            for (place, segment) in segments.iter().enumerate() {
                if segment.is_empty() || parameter(segment).is_some() {
                    continue;
                }
                let known = all.entry(around(&segments, place)).or_default();
                if !known.contains(segment) {
                    known.push(segment);
                }
            }
        }
        Self(all)
    }

    /// Returns the parameters of a path that have siblings: the name of each, and the literals.
    #[must_use]
    pub fn beside<'s>(&'s self, path: &'s str) -> Vec<(&'s str, &'s [&'s str])> {
        let segments: Vec<&str> = path.split('/').collect();
        let parameters = segments.iter().enumerate();
        let parameters = parameters.filter_map(|(place, segment)| Some((place, parameter(segment)?)));
        parameters
            .filter_map(|(place, name)| Some((name, self.0.get(&around(&segments, place))?.as_slice())))
            .collect()
    }
}

/// Returns the name in the braces of a segment.
fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Returns the path without one segment and without the names of its parameters. It is reversed: paths mostly differ at their end,
/// which makes comparisons short.
fn around<'s>(segments: &[&'s str], place: usize) -> Vec<&'s str> {
    let plain = |(index, segment): (usize, &&'s str)| {
        if index == place {
            ""
        } else if parameter(segment).is_some() {
            "{}"
        } else {
            *segment
        }
    };
    segments.iter().enumerate().rev().map(plain).collect()
}

#[cfg(test)]
mod tests;
