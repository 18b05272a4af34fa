//! The ureq agents of a client: one that connects directly, and one for each proxy.

use std::sync::Arc;

use rustls::ClientConfig;
use ureq::http::HeaderValue;

use super::connect::{Dialer, Lookups};
use super::unversioned::{MAX_IDLE_AGE, NoLookup};
use crate::clock::Clock;
use crate::host::HostSource;
use crate::proxy::{Proxy, ProxyName, ProxyProtocol};
use crate::route::Route;

/// How a client connects.
#[derive(Debug)]
pub(crate) struct ConnectionSettings {
    pub(crate) proxies: Proxies,
    pub(crate) hosts: Vec<HostSource>,
    pub(crate) https_only: bool,
    /// Whether `http://localhost` connects to loopback addresses only, even if its lookup returns others.
    pub(crate) localhost_is_loopback: bool,
    /// The configuration of TLS. `None` if no URL is `https`.
    pub(crate) tls: Option<Arc<ClientConfig>>,
    pub(crate) max_idle_connections: usize,
}

/// The proxies for requests whose route is `Proxy`. The environment may set a different one for each scheme.
#[derive(Debug, Default)]
pub(crate) struct Proxies {
    pub(crate) for_https: Option<Arc<Proxy>>,
    pub(crate) for_http: Option<Arc<Proxy>>,
}

impl Proxies {
    /// Returns whether a connection to a proxy uses TLS.
    pub(crate) fn is_tls_used(&self) -> bool {
        let mut proxies = self.for_https.iter().chain(&self.for_http);
        proxies.any(|proxy| proxy.protocol == ProxyProtocol::Https)
    }
}

/// The agents. Each has a connection pool of its own.
#[derive(Debug)]
pub(super) struct Agents {
    direct: Agent,
    proxied_https: Option<Agent>,
    proxied_http: Option<Agent>,
}

/// An agent of ureq, and the proxy that it connects through.
#[derive(Debug)]
pub(super) struct Agent {
    pub(super) ureq: ureq::Agent,
    pub(super) proxy: Option<Arc<ProxyName>>,
}

impl Agents {
    pub(super) fn new(connections: &ConnectionSettings, user_agent: &HeaderValue, clock: &Arc<Clock>) -> Self {
        let agent = |proxy: Option<&Arc<Proxy>>| Agent {
            ureq: agent(connections, proxy.cloned(), user_agent, clock),
            proxy: proxy.map(|proxy| Arc::clone(&proxy.name)),
        };
        let Proxies { for_https, for_http } = &connections.proxies;
        Self {
            direct: agent(None),
            proxied_https: for_https.as_ref().map(|proxy| agent(Some(proxy))),
            proxied_http: for_http.as_ref().map(|proxy| agent(Some(proxy))),
        }
    }

    #[cfg(fuzzing)]
    pub(super) fn direct(agent: ureq::Agent) -> Self {
        Self {
            direct: Agent {
                ureq: agent,
                proxy: None,
            },
            proxied_https: None,
            proxied_http: None,
        }
    }

    pub(super) fn for_route(&self, route: Route, is_https: bool) -> &Agent {
        let proxied = if is_https {
            &self.proxied_https
        } else {
            &self.proxied_http
        };
        match (route, proxied) {
            (Route::Proxy, Some(proxied)) => proxied,
            _ => &self.direct,
        }
    }

    #[cfg(test)]
    pub(super) fn is_https_only(&self) -> bool {
        self.direct.ureq.config().https_only()
    }
}

fn agent(
    connections: &ConnectionSettings,
    proxy: Option<Arc<Proxy>>,
    user_agent: &HeaderValue,
    clock: &Arc<Clock>,
) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        // A status as an error of ureq would have no body, and a redirect could send the token to another host.
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .https_only(connections.https_only)
        .max_idle_age(MAX_IDLE_AGE)
        .max_idle_connections_per_host(connections.max_idle_connections)
        // The API and the token endpoint are two hosts, and the limit of the setting is for one.
        .max_idle_connections(connections.max_idle_connections.saturating_mul(2))
        // The dialer connects through the proxy. By default, ureq reads one from the environment.
        .proxy(None)
        .build();
    let dialer = Dialer {
        lookups: Lookups::for_process(),
        localhost_is_loopback: connections.localhost_is_loopback,
        proxy,
        tls: connections.tls.clone(),
        user_agent: user_agent.clone(),
        clock: Arc::clone(clock),
    };
    ureq::Agent::with_parts(config, dialer, NoLookup)
}
