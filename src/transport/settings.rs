//! The settings of calls.

use std::time::Duration;

use crate::RetryPolicy;

/// The settings of each call of a client. They do not concern connections, so a client with other settings can share those.
#[derive(Debug, Clone)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: u64,
    pub(crate) retry: RetryPolicy,
}
