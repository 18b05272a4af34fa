//! Configuration from environment variables.

use std::env::{self, VarError};

use zeroize::Zeroizing;

use super::ClientBuilder;
use super::source::{Gateway, HostSettings, Proxy, Setting, Source};
use crate::Error;
use crate::named::Named;
use crate::secret::Secret;

impl ClientBuilder {
    /// Returns the configuration of the environment variables that the Terraform provider of Genesys Cloud uses. The official `gc` command
    /// has the first four of them.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `GENESYSCLOUD_REGION` | [`region`](Self::region): an AWS region or a domain, or `localhost` with an optional port |
    /// | `GENESYSCLOUD_ACCESS_TOKEN` | [`access_token`](Self::access_token); it has priority over the client credentials |
    /// | `GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET` | [`client_credentials`](Self::client_credentials) |
    /// | `GENESYSCLOUD_GATEWAY_HOST`, `…_PORT`, `…_PROTOCOL` | [`base_url`](Self::base_url) and [`login_url`](Self::login_url); the default protocol is `https` |
    /// | `GENESYSCLOUD_GATEWAY_PATH_NAME`, `GENESYSCLOUD_GATEWAY_PATH_VALUE` | a path before the paths of the API (`api`) or of the token endpoint (`login`) |
    /// | `GENESYSCLOUD_PROXY_HOST`, `…_PORT`, `…_PROTOCOL`, `GENESYSCLOUD_PROXY_AUTH_USERNAME`, `GENESYSCLOUD_PROXY_AUTH_PASSWORD` | [`proxy`](Self::proxy); the default protocol is `http`. Requests with `http` to loopback do not use the proxy, unless [`allow_plain_http`](Self::allow_plain_http) is set |
    ///
    /// An access token or client credentials are required, and a region or a gateway: the client sends secrets only to a host that you
    /// name. If one of them is missing, [`build`](Self::build) returns an error, unless the program sets it itself.
    ///
    /// White space around values is ignored, and an empty variable counts as not set. `GENESYSCLOUD_GATEWAY_AUTH_USERNAME` and
    /// `GENESYSCLOUD_GATEWAY_AUTH_PASSWORD` are refused: the gateway would receive them in the header that has the access token.
    /// Settings that are made on the result replace the variables:
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
    /// [`Error::Config`] names the variable that is missing or invalid. [`build`](Self::build) checks the other values, and its error
    /// also names the variable.
    pub fn from_env() -> Result<Self, Error> {
        source()?.apply()
    }
}

/// Reads the variables of the process.
pub(super) fn source() -> Result<Source, Error> {
    read(env::var)
}

/// Reads the variables with `variable`, so that tests need not change the environment of the process.
pub(super) fn read(variable: impl Fn(&'static str) -> Result<String, VarError>) -> Result<Source, Error> {
    let get = |name| setting(name, variable(name));
    let path = get("GENESYSCLOUD_GATEWAY_PATH_VALUE")?;
    let no_path = Named::new(path.name.clone(), None);
    let (api_path, login_path) = match gateway_path(&get("GENESYSCLOUD_GATEWAY_PATH_NAME")?, &path)? {
        Some(GatewayPath::Api) => (path, no_path),
        Some(GatewayPath::Login) => (no_path, path),
        None => (no_path.clone(), no_path),
    };
    Ok(Source {
        region: get("GENESYSCLOUD_REGION")?,
        access_token: secret(get("GENESYSCLOUD_ACCESS_TOKEN")?),
        client_id: get("GENESYSCLOUD_OAUTHCLIENT_ID")?,
        client_secret: secret(get("GENESYSCLOUD_OAUTHCLIENT_SECRET")?),
        browser: None,
        gateway: Gateway {
            host: HostSettings {
                host: get("GENESYSCLOUD_GATEWAY_HOST")?,
                port: get("GENESYSCLOUD_GATEWAY_PORT")?,
                protocol: get("GENESYSCLOUD_GATEWAY_PROTOCOL")?,
            },
            api_path,
            login_path,
            auth: [
                secret(get("GENESYSCLOUD_GATEWAY_AUTH_USERNAME")?),
                secret(get("GENESYSCLOUD_GATEWAY_AUTH_PASSWORD")?),
            ],
        },
        proxy: Proxy {
            host: HostSettings {
                host: get("GENESYSCLOUD_PROXY_HOST")?,
                port: get("GENESYSCLOUD_PROXY_PORT")?,
                protocol: get("GENESYSCLOUD_PROXY_PROTOCOL")?,
            },
            user: get("GENESYSCLOUD_PROXY_AUTH_USERNAME")?,
            password: secret(get("GENESYSCLOUD_PROXY_AUTH_PASSWORD")?),
        },
        also_read: Vec::new(),
    })
}

/// The requests whose path gets a prefix.
enum GatewayPath {
    Api,
    Login,
}

/// Returns which requests get the prefix of `value`. The Terraform provider has one pair of variables for it.
fn gateway_path(name: &Setting, value: &Setting) -> Result<Option<GatewayPath>, Error> {
    let one_is_missing = |missing: &Setting, set: &Setting| {
        let problem = format!("not set, but {} is; set both", set.name);
        Err(missing.refused(problem))
    };
    match (
        name.value.as_deref().map(str::to_ascii_lowercase).as_deref(),
        &value.value,
    ) {
        (None, None) => Ok(None),
        (Some(_), None) => one_is_missing(value, name),
        (None, Some(_)) => one_is_missing(name, value),
        (Some("api"), Some(_)) => Ok(Some(GatewayPath::Api)),
        (Some("login"), Some(_)) => Ok(Some(GatewayPath::Login)),
        (Some(_), Some(_)) => Err(name.refused("is neither api nor login; use one of them")),
    }
}

/// Returns the value of a variable without the white space around it. An empty variable counts as not set.
fn setting(name: &'static str, value: Result<String, VarError>) -> Result<Setting, Error> {
    let value = match value {
        Ok(value) => {
            // The value may be a secret, so this copy is wiped.
            let value = Zeroizing::new(value);
            let trimmed = value.trim();
            (!trimmed.is_empty()).then(|| trimmed.to_owned())
        }
        Err(VarError::NotPresent) => None,
        // An error, since without the variable a secret could be sent to another host than the program was configured for.
        Err(VarError::NotUnicode(_)) => return Err(Error::config(name, "is not valid Unicode; set it again")),
    };
    Ok(Named::new(name, value))
}

fn secret(setting: Setting) -> Setting<Secret> {
    Named::new(setting.name, setting.value.map(Secret::new))
}

#[cfg(test)]
mod tests;
