//! A profile that signs in with the browser.

use jiff::Timestamp;

use super::Setting;
use crate::named::Named;
use crate::secret::Secret;
use crate::{Credentials, Error};

/// A profile that signs in with the browser, and the token of its last sign-in.
#[derive(Debug)]
pub(in crate::client) struct Browser {
    pub(in crate::client) token: Setting<StoredToken>,
    /// Whether another source replaces the region or the client that the token belongs to.
    pub(in crate::client) is_replaced: bool,
}

/// A token that another program has stored.
#[derive(Debug)]
pub(in crate::client) struct StoredToken {
    pub(in crate::client) secret: Secret,
    /// `None` if the program has stored no valid date.
    pub(in crate::client) expires_at: Option<Timestamp>,
}

impl Browser {
    /// Returns the token of the last sign-in, unless it has expired.
    pub(super) fn credentials(self) -> Result<Credentials, Error> {
        let name = self.token.name;
        let way_out = "sign in with gc again, or set an access token";
        match self.token.value {
            Some(_) if self.is_replaced => Err(Error::config(
                name,
                "belongs to the region and the client of the profile, and the environment sets others; unset them there, or set an access token",
            )),
            Some(token) if token.expires_at.is_some_and(|end| Timestamp::now() < end) => {
                Ok(Credentials::from_access_token(Named::new(name, token.secret)))
            }
            Some(StoredToken {
                expires_at: Some(end), ..
            }) => Err(Error::config(
                name,
                format!("the token of the last sign-in has expired at {end:.0}; {way_out}"),
            )),
            Some(StoredToken { expires_at: None, .. }) => Err(Error::config(
                name,
                format!("the token of the last sign-in has no valid oauth_token_expiry; {way_out}"),
            )),
            None => Err(Error::config(
                name,
                format!("not set, and the profile signs in with the browser; {way_out}"),
            )),
        }
    }
}
