//! The hosts of a source: a gateway and a proxy.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::Setting;
use crate::Error;
use crate::base_url;
use crate::named::Named;
use crate::proxy::ProxyParts;
use crate::secret::Secret;

/// The settings that name a host.
#[derive(Debug)]
pub(in crate::client) struct HostSettings {
    pub(in crate::client) host: Setting,
    pub(in crate::client) port: Setting,
    pub(in crate::client) protocol: Setting,
}

/// A reverse proxy in front of the API and the token endpoint.
#[derive(Debug)]
pub(in crate::client) struct Gateway {
    pub(in crate::client) host: HostSettings,
    /// The prefix of the paths of the API.
    pub(in crate::client) api_path: Setting,
    /// The prefix of the path of the token endpoint.
    pub(in crate::client) login_path: Setting,
    /// User and password, which are refused.
    pub(in crate::client) auth: [Setting<Secret>; 2],
}

/// A proxy.
#[derive(Debug)]
pub(in crate::client) struct Proxy {
    pub(in crate::client) host: HostSettings,
    pub(in crate::client) user: Setting,
    pub(in crate::client) password: Setting<Secret>,
}

impl Gateway {
    /// Returns the URLs of the API and of the token endpoint. `None` if no gateway is set.
    pub(super) fn urls(&self) -> Result<Option<[Named<String>; 2]>, Error> {
        if let Some(setting) = self.auth.iter().find(|setting| setting.value.is_some()) {
            let problem = "is not supported: the gateway would get it in the header Authorization, which has the access token; \
                           unset it, and let the gateway accept a client certificate";
            return Err(setting.refused(problem));
        }
        let Some(url) = self.host.url("https", "")? else {
            return match [&self.api_path, &self.login_path]
                .into_iter()
                .find(|path| path.value.is_some())
            {
                Some(path) => Err(self
                    .host
                    .host
                    .refused(format!("not set, but {} is; set the host too", path.name))),
                None => Ok(None),
            };
        };
        let with_path = |path: &Setting| {
            let prefix = path.value.as_deref().unwrap_or_default().trim_matches('/');
            match base_url::prefix_problem(prefix) {
                Some(problem) => Err(path.refused(problem)),
                None if prefix.is_empty() => Ok(url.clone()),
                None => Ok(Named::new(url.name.clone(), format!("{}/{prefix}", url.value))),
            }
        };
        Ok(Some([with_path(&self.api_path)?, with_path(&self.login_path)?]))
    }
}

impl Proxy {
    /// Returns the names of the settings, for errors.
    pub(super) fn parts(&self) -> ProxyParts {
        ProxyParts {
            protocol: self.host.protocol.name.clone(),
            user: self.user.name.clone(),
            password: self.password.name.clone(),
        }
    }

    /// Returns the URL of the proxy, with user and password. `None` if no proxy is set.
    pub(super) fn url(&self) -> Result<Option<Named<Secret>>, Error> {
        let user_info = user_info(self.user.value.as_deref(), self.password.value.as_ref());
        if let Some(url) = self.host.url("http", &user_info)? {
            return Ok(Some(Named::new(url.name, Secret::new(url.value))));
        }
        if user_info.is_empty() {
            return Ok(None);
        }
        let set = if self.user.value.is_some() {
            &self.user.name
        } else {
            &self.password.name
        };
        Err(self.host.host.refused(format!("not set, but {set} is; set both")))
    }
}

impl HostSettings {
    /// Returns the URL that these settings are the parts of. `None` if none of them is set.
    pub(super) fn url(&self, default_protocol: &str, user_info: &str) -> Result<Option<Named<String>>, Error> {
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
pub(super) fn user_info(user: Option<&str>, password: Option<&Secret>) -> Zeroizing<String> {
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
