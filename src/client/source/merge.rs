//! Settings of two sources.

use super::{Browser, Gateway, HostSettings, Proxy, Setting, Source};
use crate::Region;

impl Source {
    /// Returns the settings of this source, and from `other` what is not set here. `place` describes `other`.
    ///
    /// The settings of a host come from one source as a whole, so that the client sends no password to the host of another source.
    pub(in crate::client) fn or(self, other: Self, place: String) -> Self {
        let has_client = self.client_id.value.is_some() && self.client_secret.value.is_some();
        let is_replaced =
            is_another_region(&self.region, &other.region) || is_another(&self.client_id, &other.client_id);
        Self {
            browser: match other.browser {
                // This source has client credentials.
                Some(_) if has_client => None,
                Some(browser) => Some(Browser { is_replaced, ..browser }),
                None => None,
            },
            region: first(self.region, other.region),
            access_token: first(self.access_token, other.access_token),
            client_id: first(self.client_id, other.client_id),
            client_secret: first(self.client_secret, other.client_secret),
            gateway: if is_gateway_set(&other.gateway) && !is_gateway_set(&self.gateway) {
                other.gateway
            } else {
                self.gateway
            },
            proxy: if is_proxy_set(&other.proxy) && !is_proxy_set(&self.proxy) {
                other.proxy
            } else {
                self.proxy
            },
            also_read: self.also_read,
        }
        .also_read(place)
    }

    /// Adds another source that was read, for errors that say what is missing.
    pub(in crate::client) fn also_read(mut self, place: String) -> Self {
        self.also_read.push(place);
        self
    }
}

/// Returns the setting that is set. If none is, its name is the name of the first one.
fn first<T>(setting: Setting<T>, other: Setting<T>) -> Setting<T> {
    if setting.value.is_none() && other.value.is_some() {
        other
    } else {
        setting
    }
}

/// Returns whether a source sets another value than the one below it.
fn is_another(setting: &Setting, below: &Setting) -> bool {
    match (&setting.value, &below.value) {
        (Some(value), Some(below)) => !value.eq_ignore_ascii_case(below),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Returns whether a source sets another region than the one below it. A region has several spellings.
fn is_another_region(setting: &Setting, below: &Setting) -> bool {
    let region = |setting: &Setting| setting.value.as_deref()?.parse::<Region>().ok();
    let is_same = region(setting).is_some_and(|value| Some(value) == region(below));
    !is_same && is_another(setting, below)
}

fn is_gateway_set(gateway: &Gateway) -> bool {
    let Gateway {
        host,
        api_path,
        login_path,
        auth,
    } = gateway;
    is_host_set(host)
        || [api_path, login_path].into_iter().any(|path| path.value.is_some())
        || auth.iter().any(|setting| setting.value.is_some())
}

fn is_proxy_set(proxy: &Proxy) -> bool {
    let Proxy { host, user, password } = proxy;
    is_host_set(host) || user.value.is_some() || password.value.is_some()
}

fn is_host_set(settings: &HostSettings) -> bool {
    let HostSettings { host, port, protocol } = settings;
    [host, port, protocol]
        .into_iter()
        .any(|setting| setting.value.is_some())
}
