//! The grants of users: authorization codes, refresh tokens, and SAML2 assertions.
//!
//! The tokens of one sign-in are a family. The second use of a code or a refresh token ends the family, since one of the two parties
//! may have stolen it (RFC 6749, section 4.1.2; RFC 9700, section 4.14.2).

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use super::random;

/// The lifetime of a code (RFC 6749, section 4.1.2, recommends no more than 10 minutes).
const CODE_LIFETIME: Duration = Duration::from_secs(300);
/// The lifetime of a refresh token, which bounds the memory of a sandbox that runs for weeks.
const REFRESH_LIFETIME: Duration = Duration::from_secs(30 * 24 * 3600);

/// The grants of a sandbox.
#[derive(Default)]
pub(super) struct Grants {
    codes: HashMap<String, Granted<Code>>,
    refresh_tokens: HashMap<String, Granted<()>>,
    used_assertions: HashSet<Vec<u8>>,
}

/// A sign-in of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Family {
    pub(super) id: String,
    pub(super) user: String,
    /// An index into the clients.
    pub(super) client: usize,
    /// Whether the client has used PKCE instead of its secret.
    pub(super) is_public: bool,
}

struct Granted<T> {
    family: Family,
    /// The end of the lifetime, by the clock of the sandbox since its start.
    expires: Duration,
    is_used: bool,
    details: T,
}

/// The request that a code was granted for.
pub(super) struct Code {
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
}

/// Why a code or a refresh token is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Unknown,
    /// Used before, so that its family has ended.
    Reused(String),
    Mismatch(&'static str),
}

impl Grants {
    /// Returns a new code for a user.
    pub(super) fn grant(&mut self, client: usize, user: &str, code: Code, now: Duration) -> String {
        self.forget_expired(now);
        let text = random::secret();
        let family = Family {
            id: random::uuid(),
            user: user.to_owned(),
            client,
            is_public: code.challenge.is_some(),
        };
        let granted = Granted {
            family,
            expires: now.saturating_add(CODE_LIFETIME),
            is_used: false,
            details: code,
        };
        self.codes.insert(text.clone(), granted);
        text
    }

    /// Uses a code. `check` compares it with the request.
    pub(super) fn use_code(
        &mut self,
        code: &str,
        now: Duration,
        check: impl FnOnce(&Family, &Code) -> Result<(), &'static str>,
    ) -> Result<Family, Refused> {
        use_once(self.codes.get_mut(code), now, check)
    }

    /// Returns a new refresh token.
    pub(super) fn issue_refresh_token(&mut self, family: Family, now: Duration) -> String {
        self.forget_expired(now);
        let text = random::secret();
        let granted = Granted {
            family,
            expires: now.saturating_add(REFRESH_LIFETIME),
            is_used: false,
            details: (),
        };
        self.refresh_tokens.insert(text.clone(), granted);
        text
    }

    /// Uses a refresh token. `check` compares its client with the client of the request.
    pub(super) fn use_refresh_token(
        &mut self,
        token: &str,
        now: Duration,
        check: impl FnOnce(&Family) -> Result<(), &'static str>,
    ) -> Result<Family, Refused> {
        use_once(self.refresh_tokens.get_mut(token), now, |family, ()| check(family))
    }

    /// Records an assertion. Returns whether it is used for the first time.
    pub(super) fn use_assertion(&mut self, assertion: &str) -> bool {
        let hash = digest(&SHA256, assertion.as_bytes());
        self.used_assertions.insert(hash.as_ref().to_vec())
    }

    /// Ends the families for which this is true.
    pub(super) fn end(&mut self, is_ended: impl Fn(&Family) -> bool) {
        self.codes.retain(|_, granted| !is_ended(&granted.family));
        self.refresh_tokens.retain(|_, granted| !is_ended(&granted.family));
    }

    fn forget_expired(&mut self, now: Duration) {
        self.codes.retain(|_, granted| now < granted.expires);
        self.refresh_tokens.retain(|_, granted| now < granted.expires);
    }
}

fn use_once<T>(
    granted: Option<&mut Granted<T>>,
    now: Duration,
    check: impl FnOnce(&Family, &T) -> Result<(), &'static str>,
) -> Result<Family, Refused> {
    let granted = granted
        .filter(|granted| now < granted.expires)
        .ok_or(Refused::Unknown)?;
    if granted.is_used {
        return Err(Refused::Reused(granted.family.id.clone()));
    }
    check(&granted.family, &granted.details).map_err(Refused::Mismatch)?;
    granted.is_used = true;
    Ok(granted.family.clone())
}

impl Code {
    /// Returns whether the challenge was made of this verifier (RFC 7636, section 4.6).
    pub(super) fn is_verified_by(&self, verifier: Option<&str>) -> bool {
        match (&self.challenge, verifier) {
            (Some(challenge), Some(verifier)) => {
                URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())) == *challenge
            }
            (None, None) => true,
            _ => false,
        }
    }
}
