//! An authorization code, for programs that receive it themselves.

use super::OAuthClient;
use crate::Error;
use crate::auth::pasted::{self, Content};
use crate::named::Named;
use crate::secret::Secret;

/// An authorization code with what belongs to it, for [`Credentials::authorization_code`](super::Credentials::authorization_code).
///
/// [`Login`](crate::Login) returns credentials with it. A program needs this type only if it makes the URL for the browser itself.
///
/// ```
/// use genesys_cloud::{Client, Code, Credentials, Region};
///
/// # let (code, verifier) = ("the-code", "a-verifier-of-43-to-128-unreserved-characters");
/// let code = Code::pkce("client-id", code, verifier).redirect_uri("https://app.example.com/callback");
/// let client = Client::builder()
///     .region(Region::EuWest1)
///     .credentials(Credentials::authorization_code(code))
///     .build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Code {
    pub(super) client: OAuthClient,
    pub(super) text: Secret,
    pub(super) verifier: Option<Secret>,
    pub(super) redirect_uri: Option<String>,
}

impl Code {
    /// Returns the code of a client without a secret, with its verifier (RFC 7636): 43 to 128 characters of `A-Z a-z 0-9 - . _ ~`.
    pub fn pkce(client_id: impl Into<String>, code: impl Into<String>, verifier: impl Into<String>) -> Self {
        Self {
            client: OAuthClient::new(SETTING, client_id, None),
            text: Secret::new(code.into()),
            verifier: Some(Secret::new(verifier.into())),
            redirect_uri: None,
        }
    }

    /// Returns the code of a client with a secret (RFC 6749, section 4.1).
    pub fn authorization_code(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        code: impl Into<String>,
    ) -> Self {
        Self {
            client: OAuthClient::new(SETTING, client_id, Some(Secret::new(client_secret.into()))),
            text: Secret::new(code.into()),
            verifier: None,
            redirect_uri: None,
        }
    }

    /// Sets the redirect URI, exactly as it was in the URL that the user opened.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Returns the error for a code or a verifier that cannot be valid. The error shows neither.
    pub(super) fn refusal(&self) -> Option<Error> {
        match &self.verifier {
            Some(verifier) if !is_verifier(verifier.expose_secret()) => Some(Error::config(
                SETTING,
                "the code verifier is not 43 to 128 characters of A-Z a-z 0-9 - . _ ~ (RFC 7636); use the one whose challenge was in the URL",
            )),
            _ => pasted::check(&Named::new(SETTING, ()), Content::Code, self.text.expose_secret()).err(),
        }
    }
}

const SETTING: &str = "authorization_code";

/// Returns whether a text is a code verifier (RFC 7636, section 4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}
