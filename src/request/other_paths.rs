//! Values that would turn the path of a request into the path of another operation.

use std::borrow::Cow;

use ureq::http::Method;

use crate::Error;
use crate::path::NormalPath;

/// Checks the finished path of a request against paths of other operations: `/api/v2/tokens/me`, with the name of the method to
/// call after a space if there is one.
pub(super) fn check(method: &Method, template: &str, path: &str, others: &[Cow<'_, str>]) -> Result<(), Error> {
    let path = NormalPath::from_path(path);
    if path.has_dot_segment() {
        let problem = format!("the values of {method} {template} form a dot segment, which would name another path");
        return Err(Error::config("path", problem));
    }
    for other in others {
        let (other, name) = match other.split_once(' ') {
            Some((other, name)) => (other, Some(name)),
            None => (&**other, None),
        };
        if path.is(other) {
            return Err(refusal(method, template, other, name));
        }
    }
    Ok(())
}

/// Returns the error for a path that belongs to another operation. The error does not contain the value as the caller wrote it.
#[cold]
fn refusal(method: &Method, template: &str, other: &str, name: Option<&str>) -> Error {
    let advice = match name {
        Some(name) => format!("use `{name}`"),
        None => "request that path if it is the one you mean".to_owned(),
    };
    match cause(template, other) {
        Some((parameter, value)) => {
            let problem = format!("\"{value}\" would call {method} {other}; nothing was sent; {advice}");
            Error::parameter(parameter, problem)
        }
        None => Error::config(
            "path",
            format!("calls {method} {other}, which is another operation; nothing was sent; {advice}"),
        ),
    }
}

/// Returns the parameter that makes the difference between a template and another path, with its value: the first parameter that faces
/// a literal, or the last parameter.
fn cause<'p>(template: &'p str, other: &'p str) -> Option<(&'p str, String)> {
    let segments = |path: &'p str| path.trim_end_matches('/').split('/').collect::<Vec<&str>>();
    let (template, other) = (segments(template), segments(other));
    let is_parameter = |segment: &str| segment.contains('{');
    let places: Vec<usize> = (0..template.len())
        .filter(|place| is_parameter(template[*place]))
        .collect();
    let last = *places.last()?;
    let faces_literal = |place: &usize| other.get(*place).is_some_and(|segment| !is_parameter(segment));
    let place = places.into_iter().find(faces_literal).unwrap_or(last);
    let (before, rest) = template[place].split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    // A value with slashes is several segments of the other path.
    let more = if place == last {
        other.len().saturating_sub(template.len())
    } else {
        0
    };
    let value = other.get(place..=place + more)?.join("/");
    // The text around the parameter is not a part of the value.
    let value = value.strip_prefix(before).unwrap_or(&value);
    let value = value.strip_suffix(after).unwrap_or(value);
    Some((name, value.to_owned()))
}
