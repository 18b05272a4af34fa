//! The request target: path and query.

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All characters but the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path, whose parameters are replaced by their values one by one, and a query.
#[derive(Debug, Default)]
pub(super) struct Target {
    template: &'static str,
    path: Cow<'static, str>,
    query: String,
}

impl Target {
    /// Checks a path template. The error is what is wrong with it.
    pub(super) fn new(template: &'static str) -> Result<Self, &'static str> {
        if !template.starts_with('/') {
            return Err(
                "does not begin with a slash; use the path of the specification, such as /api/v2/users/{userId}",
            );
        }
        if template.contains(['?', '#']) {
            return Err("has a query or a fragment; call query for each query parameter");
        }
        if !template.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has characters other than visible ASCII; percent-encode them");
        }
        Ok(Self {
            template,
            path: Cow::Borrowed(template),
            query: String::new(),
        })
    }

    pub(super) fn template(&self) -> &'static str {
        self.template
    }

    /// Replaces a parameter of the path by its value, as one segment. The error is what is wrong with the value.
    pub(super) fn set(&mut self, name: &str, value: &str, siblings: &[&str]) -> Result<(), &'static str> {
        if value.is_empty() {
            return Err("is empty, which would name another path");
        }
        if value == "." || value == ".." {
            return Err("is a dot segment, which would name another path");
        }
        if value.chars().any(char::is_control) {
            return Err("has a control character");
        }
        if siblings.iter().any(|sibling| sibling.eq_ignore_ascii_case(value)) {
            return Err("is part of the path of another operation");
        }
        let placeholder = format!("{{{name}}}");
        if !self.path.contains(&placeholder) {
            return Err("is not in the path, or is already set");
        }
        self.path = Cow::Owned(self.path.replace(&placeholder, &encode(value).to_string()));
        Ok(())
    }

    /// Returns the name of a parameter that is not set. Values have no braces, since those are percent-encoded.
    pub(super) fn missing(&self) -> Option<&str> {
        let (_, rest) = self.path.split_once('{')?;
        Some(rest.split_once('}').map_or(rest, |(name, _)| name))
    }

    /// Adds a parameter to the query: `name=value`.
    pub(super) fn add_query(&mut self, name: &str, value: &str) {
        let separator = if self.query.is_empty() { "" } else { "&" };
        // Writing to a String cannot fail.
        let _ = write!(self.query, "{separator}{}={}", encode(name), encode(value));
    }

    /// Adds a separator and another value to the last parameter of the query.
    pub(super) fn append(&mut self, separator: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.query, "{separator}{}", encode(value));
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

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}
