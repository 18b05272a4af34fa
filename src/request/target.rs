//! The request target: path and query.

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};

use crate::path::NormalPath;

/// All characters but the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path, whose parameters are replaced by their values one by one, and a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Target {
    template: &'static str,
    path: Cow<'static, str>,
    query: String,
}

impl Target {
    /// Checks a path template. The error says what is wrong with the template.
    pub(super) fn new(template: &'static str) -> Result<Self, &'static str> {
        check_template(template)?;
        Ok(Self {
            template,
            path: Cow::Borrowed(template),
            query: String::new(),
        })
    }

    /// Checks a path with an optional query, as it is sent.
    pub(super) fn from_uri(uri: &str) -> Result<Self, &'static str> {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        if path.contains(['{', '}']) {
            return Err("has braces; use request for a template");
        }
        check_template(path)?;
        if !query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
            return Err("has a query with characters that are not valid in a URL; percent-encode them");
        }
        Ok(Self {
            template: "(request_uri)",
            path: Cow::Owned(path.to_owned()),
            query: query.to_owned(),
        })
    }

    pub(crate) fn template(&self) -> &'static str {
        self.template
    }

    /// Replaces a parameter of the path by its value, as one segment. The error says what is wrong with the value.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        check_value(value)?;
        let mut path = String::with_capacity(self.path.len() + value.len());
        let mut rest = &*self.path;
        while let Some((before, after)) = split_at_parameter(rest, name) {
            path.push_str(before);
            path.extend(encode(value));
            rest = after;
        }
        // A path begins with a slash, which comes before the first parameter.
        if path.is_empty() {
            return Err("is not in the path, or is already set; check its name");
        }
        path.push_str(rest);
        self.path = Cow::Owned(path);
        Ok(())
    }

    /// Returns the path that has a literal in place of the segment of a parameter.
    pub(super) fn path_of_sibling(&self, name: &str, literal: &str) -> String {
        let placeholder = format!("{{{name}}}");
        let is_replaced = |segment: &str| segment.contains(&placeholder);
        let segments = self.template.split('/');
        let segments = segments.map(|segment| if is_replaced(segment) { literal } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }

    /// Returns whether values of parameters are a part of the path.
    pub(super) fn has_values(&self) -> bool {
        matches!(self.path, Cow::Owned(_))
    }

    /// Returns the path as it is sent.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Returns the name of a parameter that is not set. Values have no braces, since those are percent-encoded.
    pub(super) fn missing(&self) -> Option<&str> {
        let (_, rest) = self.path.split_once('{')?;
        Some(rest.split_once('}').map_or(rest, |(name, _)| name))
    }

    /// Adds a parameter to the query: `name=value`.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        let separator = if self.query.is_empty() { "" } else { "&" };
        // Writing to a String cannot fail.
        let _ = write!(self.query, "{separator}{}={}", encode(name), encode(value));
    }

    /// Adds a separator and another value to the last parameter of the query.
    pub(super) fn append(&mut self, separator: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.query, "{separator}{}", encode(value));
    }

    /// Returns the last value of a parameter of the query.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let name = encode(name).to_string();
        let pair = self.query.rsplit('&').find(|pair| name_of(pair) == name)?;
        let (_, value) = pair.split_once('=')?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// Removes a parameter from the query.
    pub(crate) fn remove_query(&mut self, name: &str) {
        let name = encode(name).to_string();
        let kept: Vec<_> = self.query.split('&').filter(|pair| name_of(pair) != name).collect();
        self.query = kept.join("&");
    }

    /// Returns path and query as they are sent.
    pub(super) fn into_text(self) -> Cow<'static, str> {
        if self.query.is_empty() {
            return self.path;
        }
        let mut text = self.path.into_owned();
        text.push('?');
        text.push_str(&self.query);
        Cow::Owned(text)
    }
}

/// Checks a path template, which has the form of a path that values cannot change. Each call makes this check, so it takes one pass. A
/// slash at the end is a part of some paths: the value before it cannot be empty.
fn check_template(template: &str) -> Result<(), &'static str> {
    if !template.starts_with('/') {
        return Err("does not begin with a slash; use the path of the specification, such as /api/v2/users/{userId}");
    }
    let mut before = 0;
    let mut is_plain = true;
    for byte in template.bytes() {
        match byte {
            b'/' if before == b'/' => return Err(EMPTY_SEGMENT),
            b'?' | b'#' => return Err("has a query or a fragment; call query for each query parameter"),
            b'.' | b'%' | b';' | b'\\' => is_plain = false,
            b'!'..=b'~' => {}
            _ => return Err("has characters other than visible ASCII; percent-encode them"),
        }
        before = byte;
    }
    if is_plain {
        return Ok(());
    }
    let path = NormalPath::from_path(template.strip_suffix('/').unwrap_or(template));
    if path.has_dot_segment() {
        return Err("has a dot segment, which would name another path; remove it");
    }
    if path.has_empty_segment() {
        return Err(EMPTY_SEGMENT);
    }
    Ok(())
}

const EMPTY_SEGMENT: &str = "has an empty segment, which would name another path; remove the extra slash";

/// Checks the value of a path parameter. A slash inside of the value is legal, since it is percent-encoded.
fn check_value(value: &str) -> Result<(), &'static str> {
    if value.is_empty() {
        return Err("is empty, which would name another path; set it");
    }
    if value.chars().any(char::is_control) {
        return Err("has a control character; remove it");
    }
    let path = NormalPath::from_value(value);
    if path.has_dot_segment() {
        let is_one = value == "." || value == "..";
        return Err(if is_one {
            "is a dot segment, which would name another path; remove it"
        } else {
            "has a dot segment, which would name another path; remove it"
        });
    }
    if path.has_empty_end() {
        return Err(
            "is blank, begins or ends with a slash, or begins with a semicolon, which would name another path; remove them",
        );
    }
    Ok(())
}

/// Splits a path at the first `{name}`.
fn split_at_parameter<'p>(path: &'p str, name: &str) -> Option<(&'p str, &'p str)> {
    path.match_indices('{').find_map(|(start, _)| {
        let after = path[start + 1..].strip_prefix(name)?.strip_prefix('}')?;
        Some((&path[..start], after))
    })
}

/// Returns the name in `name=value`, as it is encoded.
fn name_of(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}
