//! HTTP requests, sent through ureq and retried within a deadline.
//!
//! An [`Exchange`] sends a request with its retries, `attempt` sends it once, and `failure` interprets the errors of ureq.
//! `unversioned` contains all code that uses the unstable API of ureq.

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

/// The connections and limits that all requests of a client share.
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

    /// A transport with this agent, for the fuzz targets.
    #[cfg(fuzzing)]
    pub(crate) fn with_agent(agent: ureq::Agent, limits: Limits, user_agent: HeaderValue) -> Self {
        Self {
            agents: Agents::direct(agent),
            limits,
            user_agent,
        }
    }

    /// Returns the deadline of a call that begins now.
    pub(crate) fn new_deadline(&self) -> Deadline {
        Deadline::after(self.limits.timeout)
    }

    pub(crate) fn retry_policy(&self) -> &RetryPolicy {
        &self.limits.retry
    }

    #[cfg(test)]
    pub(crate) fn is_https_only(&self) -> bool {
        self.agents.is_https_only()
    }
}

#[cfg(test)]
mod tests;
