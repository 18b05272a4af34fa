//! Settings that are read from outside of the program.
//!
//! The environment and a profile fill a [`Source`], which then configures a builder. Each setting knows its name in the environment or
//! the profile, whether it is set or not, so that an error can say what to set or to correct.

pub(super) mod browser;
mod hosts;
#[cfg(feature = "profile")]
mod merge;

use std::borrow::Cow;

use super::ClientBuilder;
use super::proxy::ProxySetting;
use crate::named::Named;
use crate::secret::Secret;
use crate::{Credentials, Error, Region};
use browser::Browser;
pub(super) use hosts::{Gateway, HostSettings, Proxy};

/// A setting of a source. `None` if it is not set there.
pub(super) type Setting<T = String> = Named<Option<T>>;

/// The settings of a source.
#[derive(Debug)]
pub(super) struct Source {
    /// An AWS region, a domain, or `localhost` with an optional port.
    pub(super) region: Setting,
    pub(super) access_token: Setting<Secret>,
    pub(super) client_id: Setting,
    pub(super) client_secret: Setting<Secret>,
    /// Set if the source signs in with the browser.
    pub(super) browser: Option<Browser>,
    pub(super) gateway: Gateway,
    pub(super) proxy: Proxy,
    /// The sources that were read after this one, for errors that say what is missing.
    pub(super) also_read: Vec<String>,
}

impl Source {
    /// Returns a builder with these settings. `build` checks the other values, and a missing region or missing credentials are an
    /// error only then, so that the program can set them itself.
    pub(super) fn apply(self) -> Result<ClientBuilder, Error> {
        let mut builder = ClientBuilder::default();
        builder.missing_region = Some(self.missing_region());
        builder.client_id = Some(self.client_id.clone());
        let mut localhost = None;
        if let Some(region) = &self.region.value {
            localhost = localhost_url(region).map(|url| Named::new(self.region.name.clone(), url));
            if localhost.is_none() {
                let name = self.region.name.clone();
                builder.region = Some(Named::new(name, parse_region(&self.region, region)?));
            }
        }
        if let Some(url) = &localhost {
            builder.base_url = Some(url.clone());
            builder.login_url = Some(url.clone());
        }
        if let Some([api, login]) = self.gateway.urls()? {
            builder.base_url = Some(api);
            builder.login_url = Some(login);
            localhost = None;
        }
        if let Some(url) = self.proxy.url()? {
            builder.proxy = ProxySetting::Variables(url, self.proxy.parts());
        }
        builder.credentials = self.credentials(localhost.is_some());
        Ok(builder)
    }

    /// Returns the access token, or else the credentials of the grant.
    fn credentials(self, is_localhost: bool) -> Result<Credentials, Error> {
        let missing = self.missing_credentials();
        let one_is_missing = |missing: Cow<'static, str>, set: &str| {
            let problem = format!("not set, but {set} is; set both");
            Err(Error::config(missing, problem))
        };
        if let Some(value) = self.access_token.value {
            return Ok(Credentials::from_access_token(Named::new(
                self.access_token.name,
                value,
            )));
        }
        if is_localhost {
            // The command gc requests no token from a server on this machine.
            return Ok(Credentials::none());
        }
        if let Some(browser) = self.browser {
            return browser.credentials();
        }
        let (id, secret) = (self.client_id, self.client_secret);
        match (id.value, secret.value) {
            (Some(id_value), Some(secret_value)) => Ok(Credentials::from_client_credentials(
                Named::new(id.name, id_value),
                Named::new(secret.name, secret_value),
            )),
            (Some(_), None) => one_is_missing(secret.name, &id.name),
            (None, Some(_)) => one_is_missing(id.name, &secret.name),
            (None, None) => Err(missing),
        }
    }

    fn missing_credentials(&self) -> Error {
        let (id, secret) = (&self.client_id.name, &self.client_secret.name);
        let others = self.others("credentials");
        self.access_token
            .refused(format!("not set, nor {id} and {secret}{others}; set one or the others"))
    }

    fn missing_region(&self) -> Error {
        let gateway = &self.gateway.host.host.name;
        let others = self.others("a region");
        let problem = format!(
            "not set, nor {gateway}{others}; set the region of your organization, such as eu-west-1: \
             the client sends secrets only to a host that you name"
        );
        self.region.refused(problem)
    }

    /// Lists the other sources that were read without success.
    fn others(&self, what: &str) -> String {
        let others: Vec<_> = self
            .also_read
            .iter()
            .map(|place| format!(", nor {what} in {place}"))
            .collect();
        others.concat()
    }
}

fn parse_region(setting: &Setting, region: &str) -> Result<Region, Error> {
    Region::parse(region).map_err(|problem| setting.refused(problem))
}

/// Returns the URL of a server on this machine, if the region is one.
fn localhost_url(region: &str) -> Option<String> {
    let rest = region.strip_prefix("localhost")?;
    if !rest.is_empty() {
        rest.strip_prefix(':')?.parse::<u16>().ok().filter(|port| *port > 0)?;
    }
    Some(format!("http://{region}"))
}

#[cfg(test)]
mod tests;
