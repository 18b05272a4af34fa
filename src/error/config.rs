//! A setting or an argument that cannot be used.

use std::fmt;

use super::one_line;

/// A setting of the client or an argument of a call that was refused before anything was sent.
#[derive(Clone)]
pub struct ConfigError {
    setting: &'static str,
    problem: Box<str>,
}

impl ConfigError {
    pub(super) fn new(setting: &'static str, problem: String) -> Self {
        Self {
            setting,
            problem: problem.into(),
        }
    }

    /// What was refused: the method of [`ClientBuilder`](crate::ClientBuilder) that set it, the environment variable
    /// that it came from, or `path parameter`, `header parameter`, `body` or `request` for an argument of a call.
    #[must_use]
    pub fn setting(&self) -> &str {
        self.setting
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, one_line(&self.problem, 800))
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
