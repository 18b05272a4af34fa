//! The ureq agents of a client: one that connects directly, and one that connects through the proxy.

use std::time::Duration;

use ureq::http::HeaderValue;
use ureq::tls::TlsConfig;
use ureq::{Agent, Proxy};

use super::Limits;
use super::unversioned::{CachingResolver, TimedConnector};
use crate::base_url::Route;

/// How a client connects.
#[derive(Debug)]
pub(crate) struct ConnectionSettings {
    /// The proxy of the requests whose route leads through it.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) https_only: bool,
    pub(crate) tls: TlsConfig,
    pub(crate) max_idle_connections: usize,
}

/// Each has a pool of connections.
#[derive(Debug)]
pub(super) struct Agents {
    direct: Agent,
    proxied: Option<Agent>,
}

impl Agents {
    pub(super) fn new(settings: &ConnectionSettings, limits: &Limits, user_agent: &HeaderValue) -> Self {
        let proxied = settings
            .proxy
            .clone()
            .map(|proxy| agent(settings, Some(proxy), limits, user_agent));
        Self {
            direct: agent(settings, None, limits, user_agent),
            proxied,
        }
    }

    #[cfg(fuzzing)]
    pub(super) fn direct(agent: Agent) -> Self {
        Self {
            direct: agent,
            proxied: None,
        }
    }

    pub(super) fn on(&self, route: Route) -> &Agent {
        match (route, &self.proxied) {
            (Route::Proxy, Some(proxied)) => proxied,
            _ => &self.direct,
        }
    }

    #[cfg(test)]
    pub(super) fn is_https_only(&self) -> bool {
        self.direct.config().https_only()
    }
}

fn agent(settings: &ConnectionSettings, proxy: Option<Proxy>, limits: &Limits, user_agent: &HeaderValue) -> Agent {
    let attempt: Duration = limits.attempt();
    let connector = TimedConnector::new(proxy.is_some());
    let config = Agent::config_builder()
        // As an error, a status would come without its body; and a redirect could take the token to another host.
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .https_only(settings.https_only)
        .timeout_global(Some(attempt))
        .timeout_connect(Some(limits.connect_timeout.min(attempt)))
        .max_idle_connections_per_host(settings.max_idle_connections)
        // The API and the token endpoint are two hosts.
        .max_idle_connections(settings.max_idle_connections.saturating_mul(2))
        // For the proxy. Requests have their own.
        .user_agent(user_agent.to_str().unwrap_or_default())
        .tls_config(settings.tls.clone())
        .proxy(proxy)
        .build();
    Agent::with_parts(config, connector, CachingResolver::default())
}
