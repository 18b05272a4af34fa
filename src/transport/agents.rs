//! The ureq agents of a client: one that connects directly, and one for each proxy.

use ureq::http::HeaderValue;
use ureq::tls::TlsConfig;
use ureq::{Agent, Proxy};

use super::lookup::Lookups;
use super::unversioned::{HostResolver, TimedConnector};
use crate::header;
use crate::route::Route;

/// How a client connects.
#[derive(Debug)]
pub(crate) struct ConnectionSettings {
    pub(crate) proxies: Proxies,
    pub(crate) https_only: bool,
    /// Whether `http://localhost` connects to loopback addresses only, even if its lookup returns others.
    pub(crate) localhost_is_loopback: bool,
    pub(crate) tls: TlsConfig,
    pub(crate) max_idle_connections: usize,
}

/// The proxies for requests whose route is `Proxy`. The environment may set a different one for each scheme.
#[derive(Debug, Default)]
pub(crate) struct Proxies {
    pub(crate) for_https: Option<Proxy>,
    pub(crate) for_http: Option<Proxy>,
}

/// The agents. Each has a connection pool of its own.
#[derive(Debug)]
pub(super) struct Agents {
    direct: Agent,
    proxied_https: Option<Agent>,
    proxied_http: Option<Agent>,
}

impl Agents {
    pub(super) fn new(connections: &ConnectionSettings, user_agent: &HeaderValue) -> Self {
        let through = |proxy: &Option<Proxy>| {
            let proxy = proxy.clone()?;
            Some(agent(connections, Some(proxy), user_agent))
        };
        Self {
            direct: agent(connections, None, user_agent),
            proxied_https: through(&connections.proxies.for_https),
            proxied_http: through(&connections.proxies.for_http),
        }
    }

    #[cfg(fuzzing)]
    pub(super) fn direct(agent: Agent) -> Self {
        Self {
            direct: agent,
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
        self.direct.config().https_only()
    }
}

fn agent(connections: &ConnectionSettings, proxy: Option<Proxy>, user_agent: &HeaderValue) -> Agent {
    // With a proxy, the client connects to the proxy, whose address may be any.
    let localhost_is_loopback = connections.localhost_is_loopback && proxy.is_none();
    let hosts = HostResolver::new(Lookups::of_process(), localhost_is_loopback);
    let config = Agent::config_builder()
        // An error of ureq has no body, and a redirect could send the token to another host.
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .https_only(connections.https_only)
        // A header line must fit into the buffer: name, value, separator and line end.
        .output_buffer_size(header::LIMIT + 64)
        .max_idle_connections_per_host(connections.max_idle_connections)
        // The API and the token endpoint are two hosts.
        .max_idle_connections(connections.max_idle_connections.saturating_mul(2))
        // For CONNECT. Requests have their own.
        .user_agent(user_agent.to_str().unwrap_or_default())
        .tls_config(connections.tls.clone())
        .proxy(proxy)
        .build();
    let connector = TimedConnector::new(hosts.clone(), config.proxy().is_some());
    Agent::with_parts(config, connector, hosts)
}
