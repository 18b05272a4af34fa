//! The queue of planned faults.

use std::collections::VecDeque;
use std::time::Duration;

use super::pattern::Pattern;

/// The segments of the path of the token endpoint.
const TOKEN_ENDPOINT: [&str; 2] = ["oauth", "token"];

/// A fault in place of a normal response.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// 429, with this number of seconds in `Retry-After`.
    Limit(u64),
    /// The rate limit of the token endpoint.
    TokenLimit,
    Status(u16),
    /// The response is not sent, and the connection is closed.
    Drop,
    /// The response is delayed.
    Stall(Duration),
}

/// The planned faults, oldest first.
#[derive(Debug, Default)]
pub(super) struct FaultQueue(VecDeque<Planned>);

#[derive(Debug)]
struct Planned {
    /// The requests that the fault applies to. `None` for any request except one to the token endpoint.
    pattern: Option<Pattern>,
    times: u32,
    fault: Fault,
}

impl FaultQueue {
    /// Takes the oldest fault for this request.
    pub(super) fn take(&mut self, method: &str, path: &[String]) -> Option<Fault> {
        let is_token_endpoint = path == TOKEN_ENDPOINT;
        let applies = |planned: &Planned| match &planned.pattern {
            Some(pattern) => pattern.parameters(method, path).is_some(),
            None => !is_token_endpoint,
        };
        let index = self.0.iter().position(applies)?;
        let planned = self.0.get_mut(index)?;
        let fault = planned.fault;
        planned.times -= 1;
        if planned.times == 0 {
            self.0.remove(index);
        }
        Some(fault)
    }

    /// Plans a fault for the next `times` requests that match the pattern.
    pub(super) fn plan(&mut self, pattern: Option<Pattern>, times: u32, fault: Fault) {
        if times > 0 {
            self.0.push_back(Planned { pattern, times, fault });
        }
    }
}
