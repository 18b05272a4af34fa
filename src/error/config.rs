//! An invalid setting or argument.

use std::borrow::Cow;
use std::fmt;

use super::one_line;
use super::text::quoted;

/// A setting of the client or an argument of a call is invalid or missing. Nothing was sent.
///
/// ```
/// use genesys_cloud::{Client, Error};
///
/// let Err(Error::Config(error)) = Client::builder().base_url("api.example.com").access_token("token").build() else {
///     panic!("a URL without a scheme was accepted");
/// };
/// assert_eq!(error.setting(), "base_url");
/// assert_eq!(error.to_string(), "base_url: is not an absolute URL such as https://host/prefix");
/// ```
#[derive(Clone)]
pub struct ConfigError {
    setting: Cow<'static, str>,
    problem: Box<str>,
}

impl ConfigError {
    pub(super) fn new(setting: Cow<'static, str>, problem: String) -> Self {
        Self {
            setting,
            problem: problem.into(),
        }
    }

    /// Returns the problem without the setting.
    pub(crate) fn problem(&self) -> &str {
        &self.problem
    }

    /// Returns the name of the setting or argument: a method of [`ClientBuilder`](crate::ClientBuilder) or
    /// [`Request`](crate::Request), an environment variable, or a parameter of the operation as the specification spells it
    /// (`userId`).
    #[must_use]
    pub fn setting(&self) -> &str {
        &self.setting
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", one_line(&self.setting, 240), one_line(&self.problem, 720))
    }
}

impl fmt::Debug for ConfigError {
    /// Bounded, since the problem may quote the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigError")
            .field("setting", &quoted(&self.setting, 80))
            .field("problem", &quoted(&self.problem, 800))
            .finish()
    }
}

impl std::error::Error for ConfigError {}
