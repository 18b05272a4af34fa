//! Values that remember where they were set, so that an error can name that place.

use std::borrow::Cow;

use crate::Error;

/// A value, and the name of the setting, variable or key that it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Named<T> {
    pub(crate) name: Cow<'static, str>,
    pub(crate) value: T,
}

impl<T> Named<T> {
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, value: T) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }

    /// Returns the error for a value that cannot be used. The error does not contain the value, which may be a secret.
    pub(crate) fn refused(&self, problem: impl Into<String>) -> Error {
        Error::config(self.name.clone(), problem)
    }
}
