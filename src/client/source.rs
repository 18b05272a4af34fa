//! Settings that are read from outside of the program.
//!
//! The environment fills a [`Source`], which then configures a builder. Each setting knows its name there, whether it is set or not,
//! so that an error can say what to set or to correct.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::ClientBuilder;
use super::proxy::ProxySetting;
use crate::named::Named;
use crate::secret::Secret;
use crate::{Credentials, Error, Region};

/// A setting of a source. `None` if it is not set there.
pub(super) type Setting<T = String> = Named<Option<T>>;

/// The settings of a source.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) region: Setting,
    pub(super) access_token: Setting<Secret>,
    pub(super) client_id: Setting,
    pub(super) client_secret: Setting<Secret>,
    pub(super) gateway: HostSettings,
    pub(super) proxy: HostSettings,
    /// User name and password for the proxy.
    pub(super) proxy_user: Setting,
    pub(super) proxy_password: Setting<Secret>,
}

/// The settings that name a host.
#[derive(Debug)]
pub(super) struct HostSettings {
    pub(super) host: Setting,
    pub(super) port: Setting,
    pub(super) protocol: Setting,
}

impl Source {
    /// Returns a builder with these settings. Some values are checked only when it builds the client.
    pub(super) fn apply(self) -> Result<ClientBuilder, Error> {
        let mut builder = ClientBuilder::default();
        if let Some(region) = &self.region.value {
            builder = builder.region(parse_region(&self.region, region)?);
        }
        if let Some(url) = self.gateway.url("https", "")? {
            builder.base_url = Some(url.clone());
            builder.login_url = Some(url);
        }
        let user_info = user_info(self.proxy_user.value.as_deref(), self.proxy_password.value.as_ref());
        if let Some(url) = self.proxy.url("http", &user_info)? {
            builder.proxy = ProxySetting::Variables(Named::new(url.name, Secret::new(url.value)));
        } else if !user_info.is_empty() {
            let set = if self.proxy_user.value.is_some() {
                &self.proxy_user.name
            } else {
                &self.proxy_password.name
            };
            return Err(self.proxy.host.refused(format!("not set, but {set} is; set both")));
        }
        Ok(builder.credentials(credentials(self.access_token, self.client_id, self.client_secret)?))
    }
}

fn parse_region(setting: &Setting, region: &str) -> Result<Region, Error> {
    region.parse().map_err(|error: Error| match error {
        Error::Config(error) => setting.refused(error.problem()),
        error => error,
    })
}

/// Returns the access token, or else the client credentials.
fn credentials(token: Setting<Secret>, id: Setting, secret: Setting<Secret>) -> Result<Credentials, Error> {
    let one_is_missing = |missing: Cow<'static, str>, set: &str| {
        let problem = format!("not set, but {set} is; set both");
        Err(Error::config(missing, problem))
    };
    match (token.value, id.value, secret.value) {
        (Some(value), _, _) => Ok(Credentials::from_access_token(Named::new(token.name, value))),
        (None, Some(id_value), Some(secret_value)) => Ok(Credentials::from_client_credentials(
            Named::new(id.name, id_value),
            Named::new(secret.name, secret_value),
        )),
        (None, Some(_), None) => one_is_missing(secret.name, &id.name),
        (None, None, Some(_)) => one_is_missing(id.name, &secret.name),
        (None, None, None) => {
            let problem = format!("not set, nor {} and {}; set one or the others", id.name, secret.name);
            Err(Error::config(token.name, problem))
        }
    }
}

impl HostSettings {
    /// Returns the URL that these settings are the parts of. `None` if none of them is set.
    fn url(&self, default_protocol: &str, user_info: &str) -> Result<Option<Named<String>>, Error> {
        let Some(host) = &self.host.value else {
            return if self.port.value.is_some() || self.protocol.value.is_some() {
                let (port, protocol) = (&self.port.name, &self.protocol.name);
                let problem = format!("not set, but {port} or {protocol} is; set the host too");
                Err(self.host.refused(problem))
            } else {
                Ok(None)
            };
        };
        if host.contains(['/', '@', '?', '#']) {
            let problem = "is not a host name; remove scheme, port, user and path";
            return Err(self.host.refused(problem));
        }
        let port = match &self.port.value {
            Some(port) if port.parse::<u16>().is_ok_and(|port| port > 0) => format!(":{port}"),
            Some(_) => return Err(self.port.refused("is not a port number; use 1 to 65535")),
            None => String::new(),
        };
        let protocol = self.protocol.value.as_deref().unwrap_or(default_protocol);
        let protocol = protocol.to_ascii_lowercase();
        if !matches!(protocol.as_str(), "http" | "https") {
            return Err(self.protocol.refused("is neither http nor https; use one of them"));
        }
        let mut url = String::with_capacity(protocol.len() + "://".len() + user_info.len() + host.len() + port.len());
        for part in [&protocol, "://", user_info, host, &port] {
            // Within the capacity, so that no copy of a password is left behind.
            url.push_str(part);
        }
        Ok(Some(Named::new(self.host.name.clone(), url)))
    }
}

/// Returns user name and password as a URL has them, percent-encoded. Empty if neither is set.
fn user_info(user: Option<&str>, password: Option<&Secret>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::new());
    if user.is_none() && password.is_none() {
        return text;
    }
    let user = user.unwrap_or_default();
    let password = password.map_or("", Secret::expose_secret);
    // An encoded byte has three characters. The text does not grow, so that no copy of it is left behind.
    text.reserve_exact(3 * (user.len() + password.len()) + ":@".len());
    text.extend(utf8_percent_encode(user, NON_ALPHANUMERIC));
    if !password.is_empty() {
        text.push(':');
        text.extend(utf8_percent_encode(password, NON_ALPHANUMERIC));
    }
    text.push('@');
    text
}

#[cfg(test)]
mod tests;
