//! The settings of calls.

use std::time::Duration;

use super::{ExtraHeaders, Observer};
use crate::{Error, RetryPolicy};

/// The settings of each call of a client. These settings do not concern connections, so clients with different settings can share
/// connections.
#[derive(Debug, Clone)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: u64,
    pub(crate) retry: RetryPolicy,
    pub(crate) headers: ExtraHeaders,
    pub(crate) observer: Option<Observer>,
}

impl Default for CallSettings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(15),
            connect_timeout: Duration::from_secs(5),
            max_response_bytes: 16 * 1024 * 1024,
            retry: RetryPolicy::default(),
            headers: ExtraHeaders::default(),
            observer: None,
        }
    }
}

impl CallSettings {
    /// Refuses limits by which every call would fail.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let refused = |setting, problem| Err(Error::config(setting, problem));
        let too_short = "is 0, so that every call would fail; set a longer time";
        if self.timeout.is_zero() {
            refused("timeout", too_short)
        } else if self.attempt_timeout.is_zero() {
            refused("attempt_timeout", too_short)
        } else if self.connect_timeout.is_zero() {
            refused("connect_timeout", too_short)
        } else if self.max_response_bytes == 0 {
            let problem = "is 0, so that every response would be too large; set a higher limit";
            refused("max_response_bytes", problem)
        } else {
            Ok(())
        }
    }
}
