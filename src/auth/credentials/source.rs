//! Checks credentials, and makes the source of tokens of a client.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Credentials, Kind, OAuthClient};
use crate::Error;
use crate::auth::cache::TokenCache;
use crate::auth::grant::{ClientAuthentication, Grant};
use crate::auth::pasted::{self, Content};
use crate::auth::token::Token;
use crate::auth::token_endpoint::TokenEndpoint;
use crate::auth::token_source::{Issuer, TokenSource};
use crate::base_url::BaseUrl;
use crate::named::Named;
use crate::secret::Secret;

impl Credentials {
    /// Checks the credentials. `login` is the host of the token endpoint, if it is known.
    pub(crate) fn into_source(self, login: Option<BaseUrl>) -> Result<TokenSource, Error> {
        match self.0 {
            Kind::None => Ok(TokenSource::None),
            Kind::AccessToken(token) => access_token(&token),
            Kind::ClientCredentials(client) => {
                let endpoint = endpoint(login)?;
                let cache = Arc::new(TokenCache::new(Some(endpoint.uri().clone())));
                let grant = Grant::ClientCredentials(client.authentication()?);
                Ok(TokenSource::renewable(Issuer::Endpoint(grant, endpoint), cache))
            }
            Kind::User(user) => {
                if let Some(refusal) = user.refusal {
                    return Err(refusal);
                }
                let endpoint = endpoint(login)?;
                let cache = || Arc::new(TokenCache::new(Some(endpoint.uri().clone())));
                let cache = Arc::clone(user.cache.get_or_init(cache));
                let grant = Grant::User(user.client.authentication()?, user.session);
                Ok(TokenSource::renewable(Issuer::Endpoint(grant, endpoint), cache))
            }
            Kind::Provider(provider) => {
                let cache = Arc::new(TokenCache::new(None));
                Ok(TokenSource::renewable(Issuer::Provider(provider), cache))
            }
        }
    }
}

fn access_token(token: &Named<Secret>) -> Result<TokenSource, Error> {
    pasted::check(token, Content::Token, token.value.expose_secret())?;
    let too_long = || token.refused("the token is longer than 16 KiB; copy it again");
    let header = Token::new(&token.value).ok_or_else(too_long)?;
    Ok(TokenSource::Static(Arc::new(header)))
}

fn endpoint(login: Option<BaseUrl>) -> Result<TokenEndpoint, Error> {
    let login = login.ok_or_else(|| {
        let problem = "base_url is set, but neither login_url nor region; set one of them to name the host that the secret is sent to";
        Error::config("login_url", problem)
    })?;
    TokenEndpoint::new(&login)
}

impl OAuthClient {
    fn authentication(&self) -> Result<ClientAuthentication, Error> {
        let Some(secret) = &self.secret else {
            pasted::check(&self.id, Content::ClientId, &self.id.value)?;
            let client_id = self.id.value.clone();
            return Ok(ClientAuthentication::Public { client_id });
        };
        ClientAuthentication::basic(basic(&self.id, secret)?, secret.value.clone())
            .ok_or_else(|| secret.refused("the client ID or secret does not fit into a header"))
    }
}

/// Returns the value of `Authorization` for an OAuth client (RFC 7617): base64 of `id:secret` in UTF-8.
fn basic(id: &Named<String>, secret: &Named<Secret>) -> Result<Secret, Error> {
    pasted::check(id, Content::ClientId, &id.value)?;
    pasted::check(secret, Content::ClientSecret, secret.value.expose_secret())?;
    if id.value.contains(':') {
        return Err(id.refused("the client ID has a colon, which HTTP Basic does not allow; set the ID alone"));
    }
    let (id, secret) = (&id.value, secret.value.expose_secret());
    // Neither text grows, so that no copy of the secret is left behind.
    let mut pair = Zeroizing::new(String::with_capacity(id.len() + 1 + secret.len()));
    pair.push_str(id);
    pair.push(':');
    pair.push_str(secret);
    // Encoded in place: `encode_string` has a buffer of its own, which is not wiped.
    let mut basic = b"Basic ".to_vec();
    let start = basic.len();
    basic.reserve_exact(pair.len().div_ceil(3) * 4);
    basic.resize(basic.capacity(), 0);
    let encoded = STANDARD.encode_slice(pair.as_bytes(), &mut basic[start..]);
    basic.truncate(start + encoded.unwrap_or_default());
    Ok(Secret::new(String::from_utf8(basic).unwrap_or_default()))
}
