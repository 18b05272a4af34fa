//! A setting or an argument that cannot be used.

use std::borrow::Cow;
use std::fmt;

use super::one_line;

/// A setting of the client or an argument of a call that was refused before anything was sent.
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

    /// The name of what was refused: a method of [`ClientBuilder`](crate::ClientBuilder) or of
    /// [`Request`](crate::Request), an environment variable, or the parameter of a call as the specification spells it
    /// (`userId`).
    #[must_use]
    pub fn setting(&self) -> &str {
        &self.setting
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", one_line(&self.setting, 80), one_line(&self.problem, 800))
    }
}

impl fmt::Debug for ConfigError {
    /// Bounded, as the problem may quote what was set.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigError")
            .field("display", &format_args!("{self}"))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ConfigError {}
