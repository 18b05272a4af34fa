//! The request to which the platform redirects the browser (RFC 6749, sections 4.1.2 and 4.1.2.1).

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use crate::Error;
use crate::error::{AuthError, CallContext, truncated};
use crate::secret::Secret;

/// How many bytes of the text of an error are kept.
const TEXT_LIMIT: usize = 1024;

/// What the platform has decided.
#[derive(Debug, Clone)]
pub(super) enum Callback {
    Code(Secret),
    Refused { error: String, description: Option<String> },
}

impl Callback {
    /// Reads the query of a request. `None` if it is not the callback of the sign-in with this state.
    pub(super) fn parse(query: &str, state: &Secret) -> Option<Self> {
        let mut fields = Fields::parse(query)?;
        if fields.take("state")?.expose_secret() != state.expose_secret() {
            return None;
        }
        if let Some(error) = fields.take("error") {
            let text = |secret: &Secret| truncated(secret.expose_secret().to_owned(), TEXT_LIMIT);
            return Some(Self::Refused {
                error: text(&error),
                description: fields.take("error_description").as_ref().map(text),
            });
        }
        let code = fields.take("code")?;
        if code.expose_secret().is_empty() {
            None
        } else {
            Some(Self::Code(code))
        }
    }

    /// Returns the code, or the error of the platform.
    pub(super) fn into_code(self) -> Result<Secret, Error> {
        match self {
            Self::Code(code) => Ok(code),
            Self::Refused { error, description } => {
                let refusal = AuthError::new(CallContext::for_sign_in(), "the platform returned no code")
                    .with_advice("start another sign-in, or check the OAuth client and its redirect URI");
                Err(Error::Auth(refusal.with_code(Some(error), description)))
            }
        }
    }
}

/// The fields of a query, which may be secrets.
struct Fields(Vec<(Secret, Secret)>);

impl Fields {
    /// Parses a query. `None` if a field cannot be decoded, or occurs twice.
    fn parse(query: &str) -> Option<Self> {
        let mut fields: Vec<(Secret, Secret)> = Vec::new();
        for field in query.split('&').filter(|field| !field.is_empty()) {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let name = decode(name)?;
            let is_known = |(known, _): &(Secret, Secret)| known.expose_secret() == name.expose_secret();
            if fields.iter().any(is_known) {
                return None;
            }
            fields.push((name, decode(value)?));
        }
        Some(Self(fields))
    }

    fn take(&mut self, name: &str) -> Option<Secret> {
        let index = self.0.iter().position(|(known, _)| known.expose_secret() == name)?;
        Some(self.0.swap_remove(index).1)
    }
}

/// Decodes a part of a query. `None` if it is not UTF-8.
fn decode(text: &str) -> Option<Secret> {
    // The buffer does not grow, so that no copy of the code is left behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    for (number, part) in text.split('+').enumerate() {
        if number > 0 {
            bytes.push(b' ');
        }
        bytes.extend(percent_decode_str(part));
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(Secret::new(text.to_owned()))
}
