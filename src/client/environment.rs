//! Configuration from environment variables.

use std::env;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::ClientBuilder;
use super::proxy::ProxySetting;
use crate::Error;
use crate::secret::Secret;

/// User name and password for the proxy.
const PROXY_AUTH: [&str; 2] = ["GENESYSCLOUD_PROXY_AUTH_USERNAME", "GENESYSCLOUD_PROXY_AUTH_PASSWORD"];

/// All variables that are read.
const VARIABLES: [&str; 12] = [
    "GENESYSCLOUD_REGION",
    "GENESYSCLOUD_ACCESS_TOKEN",
    "GENESYSCLOUD_OAUTHCLIENT_ID",
    "GENESYSCLOUD_OAUTHCLIENT_SECRET",
    "GENESYSCLOUD_GATEWAY_HOST",
    "GENESYSCLOUD_GATEWAY_PORT",
    "GENESYSCLOUD_GATEWAY_PROTOCOL",
    "GENESYSCLOUD_PROXY_HOST",
    "GENESYSCLOUD_PROXY_PORT",
    "GENESYSCLOUD_PROXY_PROTOCOL",
    PROXY_AUTH[0],
    PROXY_AUTH[1],
];

impl ClientBuilder {
    /// Returns the configuration of the environment variables that the official `gc` command and Terraform provider use.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `GENESYSCLOUD_REGION` | [`region`](Self::region): an AWS region or a domain |
    /// | `GENESYSCLOUD_ACCESS_TOKEN` | [`access_token`](Self::access_token); it has priority over the client credentials |
    /// | `GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET` | [`client_credentials`](Self::client_credentials) |
    /// | `GENESYSCLOUD_GATEWAY_HOST`, `…_PORT`, `…_PROTOCOL` | [`base_url`](Self::base_url) and [`login_url`](Self::login_url); the default protocol is `https` |
    /// | `GENESYSCLOUD_PROXY_HOST`, `…_PORT`, `…_PROTOCOL`, `GENESYSCLOUD_PROXY_AUTH_USERNAME`, `GENESYSCLOUD_PROXY_AUTH_PASSWORD` | [`proxy`](Self::proxy); the default protocol is `http`. It is not used for `http` to loopback, unless [`allow_plain_http`](Self::allow_plain_http) is set |
    ///
    /// An access token or client credentials are required. White space around values is ignored, and an empty variable counts as
    /// not set. Settings that are made on the result replace those of the environment:
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use genesys_cloud::ClientBuilder;
    ///
    /// let client = ClientBuilder::from_env()?.timeout(Duration::from_secs(30)).build()?;
    /// # Ok::<(), genesys_cloud::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the variable that is missing or invalid. Some values are only checked by [`build`](Self::build),
    /// whose error names the setting.
    pub fn from_env() -> Result<Self, Error> {
        // An error, since without the variable a secret could be sent to the default region.
        let is_not_unicode = |name: &&str| matches!(env::var(name), Err(env::VarError::NotUnicode(_)));
        match VARIABLES.into_iter().find(is_not_unicode) {
            Some(name) => Err(Error::config(name, "is not valid Unicode; set it again")),
            None => read(|name| env::var(name).ok()),
        }
    }
}

/// Reads the variables with `lookup`, so that tests need not change those of the process.
fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<ClientBuilder, Error> {
    let get = |name: &str| {
        lookup(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    let mut builder = ClientBuilder::default();
    if let Some(region) = get("GENESYSCLOUD_REGION") {
        let region = region.parse().map_err(|error: Error| match error {
            Error::Config(error) => Error::config("GENESYSCLOUD_REGION", error.problem()),
            error => error,
        })?;
        builder = builder.region(region);
    }
    let gateway = [
        "GENESYSCLOUD_GATEWAY_HOST",
        "GENESYSCLOUD_GATEWAY_PORT",
        "GENESYSCLOUD_GATEWAY_PROTOCOL",
    ];
    if let Some(url) = url(&get, gateway, "https", "")? {
        builder = builder.base_url(url.clone()).login_url(url);
    }
    let proxy = [
        "GENESYSCLOUD_PROXY_HOST",
        "GENESYSCLOUD_PROXY_PORT",
        "GENESYSCLOUD_PROXY_PROTOCOL",
    ];
    if let Some(url) = url(&get, proxy, "http", &user_info(&get))? {
        builder.proxy = ProxySetting::Variables(Secret::new(url));
    } else if let Some(name) = PROXY_AUTH.into_iter().find(|name| get(name).is_some()) {
        return Err(Error::config(proxy[0], format!("not set, but {name} is; set both")));
    }
    let pair = (
        get("GENESYSCLOUD_OAUTHCLIENT_ID"),
        get("GENESYSCLOUD_OAUTHCLIENT_SECRET"),
    );
    match (get("GENESYSCLOUD_ACCESS_TOKEN"), pair) {
        (Some(token), _) => Ok(builder.access_token(token)),
        (None, (Some(id), Some(secret))) => Ok(builder.client_credentials(id, secret)),
        (None, (Some(_), None)) => Err(Error::config(
            "GENESYSCLOUD_OAUTHCLIENT_SECRET",
            "not set, but GENESYSCLOUD_OAUTHCLIENT_ID is; set both",
        )),
        (None, (None, Some(_))) => Err(Error::config(
            "GENESYSCLOUD_OAUTHCLIENT_ID",
            "not set, but GENESYSCLOUD_OAUTHCLIENT_SECRET is; set both",
        )),
        (None, (None, None)) => Err(Error::config(
            "GENESYSCLOUD_ACCESS_TOKEN",
            "not set, nor GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET; set one or the others",
        )),
    }
}

/// Returns the URL from the variables of its parts. `None` if none of them is set.
fn url(
    get: &impl Fn(&str) -> Option<String>,
    [host_name, port_name, protocol_name]: [&'static str; 3],
    default_protocol: &str,
    user_info: &str,
) -> Result<Option<String>, Error> {
    let (host, port, protocol) = (get(host_name), get(port_name), get(protocol_name));
    let Some(host) = host else {
        return match port.or(protocol) {
            Some(_) => Err(Error::config(
                host_name,
                format!("not set, but {port_name} or {protocol_name} is; set the host too"),
            )),
            None => Ok(None),
        };
    };
    if host.contains(['/', '@', '?', '#']) {
        return Err(Error::config(
            host_name,
            "is not a host name; remove scheme, port, user and path",
        ));
    }
    let port = match port {
        Some(port) if port.parse::<u16>().is_ok_and(|port| port > 0) => format!(":{port}"),
        Some(_) => return Err(Error::config(port_name, "is not a port number; use 1 to 65535")),
        None => String::new(),
    };
    let protocol = protocol
        .unwrap_or_else(|| default_protocol.to_owned())
        .to_ascii_lowercase();
    if !matches!(protocol.as_str(), "http" | "https") {
        return Err(Error::config(
            protocol_name,
            "is neither http nor https; use one of them",
        ));
    }
    Ok(Some(format!("{protocol}://{user_info}{host}{port}")))
}

fn user_info(get: &impl Fn(&str) -> Option<String>) -> String {
    let encoded = |name| get(name).map(|text| utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string());
    let [user, password] = PROXY_AUTH;
    match (encoded(user), encoded(password)) {
        (None, None) => String::new(),
        (user, None) => format!("{}@", user.unwrap_or_default()),
        (user, Some(password)) => format!("{}:{password}@", user.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests;
