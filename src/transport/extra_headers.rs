//! Headers that a program adds to each request of a client.

use std::fmt;
use std::sync::Arc;

use ureq::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::Error;
use crate::header::{check_name, check_value};
use crate::secret::Secret;

/// Headers that are sent with each request, including the token request. Their values may be secret, such as the key of a gateway.
#[derive(Clone, Default)]
pub(crate) struct ExtraHeaders(Option<Arc<[(HeaderName, HeaderValue)]>>);

impl ExtraHeaders {
    /// Returns these headers and another one, which replaces one of the same name.
    ///
    /// `setting` is the name of the method that sets the header, for errors.
    pub(crate) fn with(&self, setting: &'static str, name: &str, value: &str) -> Result<Self, Error> {
        let refused = |problem: &str| Error::config(setting, format!("{:?} {problem}", shown(name)));
        let name = check_name(name).map_err(refused)?;
        if name == header::USER_AGENT {
            return Err(refused("has its own setting; call ClientBuilder::user_agent"));
        }
        let mut value =
            check_value(name.as_str(), value).map_err(|problem| refused(&format!("has a value that {problem}")))?;
        value.set_sensitive(true);
        let others = self.iter().filter(|(other, _)| *other != name).cloned();
        Ok(Self(Some(others.chain([(name.clone(), value)]).collect())))
    }

    /// Adds the headers to a request.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        for (name, value) in self.iter() {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// Returns the values, which a response may quote.
    pub(super) fn secrets(&self) -> impl Iterator<Item = Secret> {
        self.iter()
            .filter_map(|(_, value)| Some(Secret::new(value.to_str().ok()?.to_owned())))
    }

    fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter().flat_map(|headers| headers.iter())
    }
}

/// Returns the beginning of a name for an error. A name that is refused may be a secret in the wrong place, so the error has no more of it.
fn shown(name: &str) -> String {
    name.chars().take(32).collect()
}

impl fmt::Debug for ExtraHeaders {
    /// Shows the names without the values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.iter().map(|(name, _)| name.as_str()))
            .finish()
    }
}
