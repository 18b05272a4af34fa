//! Configuration from environment variables.

use std::env::{self, VarError};

use zeroize::Zeroizing;

use super::ClientBuilder;
use super::source::{HostSettings, Setting, Source};
use crate::Error;
use crate::named::Named;
use crate::secret::Secret;

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
    /// whose error names the variable as well.
    pub fn from_env() -> Result<Self, Error> {
        read(env::var)?.apply()
    }
}

/// Reads the variables with `variable`, so that tests need not change those of the process.
fn read(variable: impl Fn(&'static str) -> Result<String, VarError>) -> Result<Source, Error> {
    let get = |name| setting(name, variable(name));
    Ok(Source {
        region: get("GENESYSCLOUD_REGION")?,
        access_token: secret(get("GENESYSCLOUD_ACCESS_TOKEN")?),
        client_id: get("GENESYSCLOUD_OAUTHCLIENT_ID")?,
        client_secret: secret(get("GENESYSCLOUD_OAUTHCLIENT_SECRET")?),
        gateway: HostSettings {
            host: get("GENESYSCLOUD_GATEWAY_HOST")?,
            port: get("GENESYSCLOUD_GATEWAY_PORT")?,
            protocol: get("GENESYSCLOUD_GATEWAY_PROTOCOL")?,
        },
        proxy: HostSettings {
            host: get("GENESYSCLOUD_PROXY_HOST")?,
            port: get("GENESYSCLOUD_PROXY_PORT")?,
            protocol: get("GENESYSCLOUD_PROXY_PROTOCOL")?,
        },
        proxy_user: get("GENESYSCLOUD_PROXY_AUTH_USERNAME")?,
        proxy_password: secret(get("GENESYSCLOUD_PROXY_AUTH_PASSWORD")?),
    })
}

/// Returns the value of a variable without the white space around it. An empty variable counts as not set.
fn setting(name: &'static str, value: Result<String, VarError>) -> Result<Setting, Error> {
    let value = match value {
        Ok(value) => {
            // It may be a secret, so this copy is wiped.
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
