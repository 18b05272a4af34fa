//! HTTP requests: sent, retried within a deadline, received. Nothing else sends through ureq.
//!
//! An [`Exchange`] sends one request as often as its call needs it, `attempt` sends it once, `failure` says what an error
//! of ureq means. What is used of ureq's unstable API is alone in `unversioned`.

mod agents;
mod attempt;
mod body;
mod deadline;
mod exchange;
mod failure;
mod limits;
mod lookup;
mod outgoing;
mod received;
mod unversioned;

use ureq::http::HeaderValue;

use crate::RetryPolicy;
use agents::Agents;
pub(crate) use agents::{ConnectionSettings, Proxies};
pub(crate) use deadline::Deadline;
pub(crate) use exchange::{Exchange, Loss, RateLimited};
pub(crate) use limits::Limits;
pub(crate) use outgoing::{Outgoing, RequestBody};
pub(crate) use received::{Received, correlation_id};

/// What all requests of a client share: connections and limits.
#[derive(Debug)]
pub(crate) struct Transport {
    agents: Agents,
    limits: Limits,
    user_agent: HeaderValue,
}

impl Transport {
    pub(crate) fn new(settings: &ConnectionSettings, limits: Limits, user_agent: HeaderValue) -> Self {
        Self {
            agents: Agents::new(settings, &limits, &user_agent),
            limits,
            user_agent,
        }
    }

    /// A transport that connects as `agent` does, for the fuzz targets.
    #[cfg(fuzzing)]
    pub(crate) fn with_agent(agent: ureq::Agent, limits: Limits, user_agent: HeaderValue) -> Self {
        Self {
            agents: Agents::direct(agent),
            limits,
            user_agent,
        }
    }

    /// The end of a call that begins now.
    pub(crate) fn new_deadline(&self) -> Deadline {
        Deadline::after(self.limits.timeout)
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.limits.retry
    }

    #[cfg(test)]
    pub(crate) fn is_https_only(&self) -> bool {
        self.agents.is_https_only()
    }
}

#[cfg(test)]
mod tests;
