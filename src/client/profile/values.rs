//! The values of a profile.

use jiff::Timestamp;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::Error;
use crate::client::source::browser::{Browser, StoredToken};
use crate::client::source::{Gateway, HostSettings, Proxy, Setting, Source};
use crate::named::Named;
use crate::secret::Secret;

/// The values of a profile, and the place that errors name.
pub(super) struct Values<'t, 'i> {
    place: &'t str,
    table: &'t DeTable<'i>,
}

impl<'t, 'i> Values<'t, 'i> {
    pub(super) fn new(place: &'t str, table: &'t DeTable<'i>) -> Self {
        Self { place, table }
    }

    /// Returns the settings of the profile.
    pub(super) fn into_source(self) -> Result<Source, Error> {
        let paths = self.get("gateway_pathparams")?;
        Ok(Source {
            region: self.get("environment")?,
            access_token: self.secret("access_token")?,
            // The key of the id, whatever its name says.
            client_id: self.get("client_credentials")?,
            client_secret: self.secret("client_secret")?,
            browser: self.browser()?,
            gateway: Gateway {
                host: self.host("gateway")?,
                api_path: path_of("api", &paths)?,
                login_path: path_of("login", &paths)?,
                auth: [self.secret("gateway_username")?, self.secret("gateway_password")?],
            },
            // The paths of a proxy (`proxy_pathparams`) have no effect: a proxy is connected to by host and port.
            proxy: Proxy {
                host: self.host("proxy")?,
                user: self.get("proxy_username")?,
                password: self.secret("proxy_password")?,
            },
            also_read: Vec::new(),
        })
    }

    fn host(&self, kind: &str) -> Result<HostSettings, Error> {
        Ok(HostSettings {
            host: self.get(&format!("{kind}_host"))?,
            port: self.get(&format!("{kind}_port"))?,
            protocol: self.get(&format!("{kind}_protocol"))?,
        })
    }

    /// Returns how the profile signs in with the browser, if it does.
    fn browser(&self) -> Result<Option<Browser>, Error> {
        let grant = self.get("grant_type")?;
        let signs_in = match grant.value.as_deref() {
            // None, and client credentials.
            Some("0" | "1") => false,
            // The implicit grant, and PKCE.
            Some("2" | "3") => true,
            Some(_) => {
                let problem = "is none of \"0\" (none), \"1\" (client credentials), \"2\" (implicit) and \"3\" (PKCE); use one of them";
                return Err(grant.refused(problem));
            }
            None => self.get("redirect_uri")?.value.is_some(),
        };
        if !signs_in {
            return Ok(None);
        }
        let stored = self.secret("oauth_token_data")?;
        let token = match &stored.value {
            Some(json) => match stored_token(json) {
                Some(token) => Some(token),
                None => return Err(stored.refused("is not JSON with an access_token; sign in with gc again")),
            },
            None => None,
        };
        Ok(Some(Browser {
            token: Named::new(stored.name, token),
            is_replaced: false,
        }))
    }

    fn secret(&self, key: &str) -> Result<Setting<Secret>, Error> {
        let setting = self.get(key)?;
        Ok(Named::new(setting.name, setting.value.map(Secret::new)))
    }

    /// Returns a value without the white space around it. An empty value is what `gc` writes for one that is not set.
    fn get(&self, key: &str) -> Result<Setting, Error> {
        let setting = Named::new(format!("{} {key}", self.place), ());
        let found = self
            .table
            .iter()
            .find(|(known, _)| known.get_ref().eq_ignore_ascii_case(key));
        let text = match found.map(|(_, value)| value.get_ref()) {
            None => String::new(),
            Some(DeValue::String(text)) => text.trim().to_owned(),
            Some(DeValue::Integer(number)) => number.as_str().to_owned(),
            Some(DeValue::Boolean(value)) => value.to_string(),
            Some(_) => return Err(setting.refused("is not text; write it in quotes")),
        };
        Ok(Named::new(
            setting.name,
            if text.is_empty() { None } else { Some(text) },
        ))
    }
}

/// Returns the token of the last sign-in. `None` if it is not what `gc` writes.
fn stored_token(json: &Secret) -> Option<StoredToken> {
    let mut fields: Map<String, Value> = serde_json::from_str(json.expose_secret()).ok()?;
    let Some(Value::String(token)) = fields.remove("access_token") else {
        return None;
    };
    let expiry = fields.get("oauth_token_expiry").and_then(Value::as_str);
    Some(StoredToken {
        secret: Secret::new(token),
        expires_at: expiry.and_then(|date| date.parse::<Timestamp>().ok()),
    })
}

/// Returns a path of `{login: loginpath, api: apipath}`.
fn path_of(name: &str, paths: &Setting) -> Result<Setting, Error> {
    let text = paths.value.as_deref().unwrap_or_default();
    let inner = text.trim().trim_start_matches('{').trim_end_matches('}');
    let mut path = None;
    for pair in inner.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let Some((key, value)) = pair.split_once(':') else {
            return Err(paths.refused("is not in the form {login: path, api: path}; write it so"));
        };
        if key.trim().eq_ignore_ascii_case(name) && !value.trim().is_empty() {
            path = Some(value.trim().to_owned());
        }
    }
    Ok(Named::new(paths.name.clone(), path))
}
