//! HTTP requests, sent through ureq and retried within a deadline.
//!
//! An [`Exchange`] sends a request of a [`Call`] with its retries, `attempt` sends it once, and `failure` interprets the errors of
//! ureq. `attempt_scope` has the time limits of the attempt that a thread is making, `connect` opens connections, and `unversioned`
//! contains all code that uses the unstable API of ureq.

mod agents;
mod attempt;
mod attempt_limits;
mod attempt_scope;
mod body;
mod call;
mod connect;
mod deadline;
mod exchange;
mod extra_headers;
mod failure;
mod observer;
mod pacing;
mod prepared_request;
mod raw_response;
mod settings;
mod sink;
mod unversioned;

use std::sync::Arc;

use ureq::http::HeaderValue;

use crate::clock::Clock;
use crate::host::HostSource;
use agents::Agents;
pub(crate) use agents::{ConnectionSettings, Proxies};
use attempt_limits::AttemptLimits;
pub(crate) use call::Call;
pub(crate) use deadline::Deadline;
pub(crate) use exchange::{Ended, Exchange, LostResponse};
pub(crate) use extra_headers::ExtraHeaders;
pub use observer::Attempt;
pub(crate) use observer::Observer;
pub(crate) use pacing::Pacer;
pub(crate) use prepared_request::{PreparedRequest, RequestBody};
pub(crate) use raw_response::{RawResponse, correlation_id};
pub(crate) use settings::CallSettings;

/// The connections of a client, which its clones share.
#[derive(Debug)]
pub(crate) struct Transport {
    agents: Agents,
    user_agent: HeaderValue,
    hosts: Vec<HostSource>,
    pub(crate) clock: Arc<Clock>,
}

impl Transport {
    pub(crate) fn new(connections: &ConnectionSettings, user_agent: HeaderValue) -> Self {
        let clock = Arc::default();
        Self {
            agents: Agents::new(connections, &user_agent, &clock),
            user_agent,
            hosts: connections.hosts.clone(),
            clock,
        }
    }

    /// Returns where the name of this host comes from, for errors.
    pub(crate) fn source_of(&self, host: Option<&str>) -> Option<&HostSource> {
        self.hosts.iter().find(|source| Some(source.host.as_str()) == host)
    }

    /// Returns a transport with this agent, for the fuzz targets.
    #[cfg(fuzzing)]
    pub(crate) fn with_agent(agent: ureq::Agent, user_agent: HeaderValue) -> Self {
        Self {
            agents: Agents::direct(agent),
            user_agent,
            hosts: Vec::new(),
            clock: Arc::default(),
        }
    }

    #[cfg(test)]
    pub(crate) fn is_https_only(&self) -> bool {
        self.agents.is_https_only()
    }
}

/// Records that the attempt of this thread waits for its response, as the connections of `unversioned` do.
#[cfg(fuzzing)]
pub(crate) fn begin_response() {
    attempt_scope::set_stage(crate::error::Stage::Response);
}

#[cfg(test)]
mod tests;
