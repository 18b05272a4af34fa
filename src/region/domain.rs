//! The domain of a region.

use std::fmt;
use std::str::FromStr;

use crate::Error;
use crate::host::is_label;

/// The domain of the hosts of a region: at least two labels of letters, digits and hyphens, in lower case.
///
/// ```
/// use genesys_cloud::{Domain, Region};
///
/// let domain: Domain = "NewRegion.pure.cloud".parse()?;
/// assert_eq!(domain.as_str(), "newregion.pure.cloud");
/// assert_eq!(Region::Other(domain).domain(), "newregion.pure.cloud");
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(Box<str>);

impl Domain {
    /// The longest text that errors quote. All regions and domains of Genesys are shorter, and client secrets are longer.
    pub(super) const MAX_QUOTED: usize = 32;

    /// Parses a domain as `from_str` does. The error says what is wrong with the text.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let lower = text.to_ascii_lowercase();
        match problem_of_domain(&lower) {
            None => Ok(Self(lower.into())),
            Some(problem) if is_like_region(text) => Err(format!("\"{text}\" {problem}")),
            Some(problem) => Err(problem.to_owned()),
        }
    }

    /// Returns the domain as text: `mypurecloud.ie`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Domain {
    type Err = Error;

    /// Parses a bare domain. Case does not matter.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for anything else, including a URL and a host name such as `api.mypurecloud.ie`.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text).map_err(|problem| Error::config("region", problem))
    }
}

/// Returns whether a text may be a misspelled region, which errors quote. A token, a secret or a URL with a password may be there by
/// mistake: those are long, or have other characters, many digits, or letters of both cases.
fn is_like_region(text: &str) -> bool {
    const MOST_DIGITS: usize = 3;
    let is_allowed = |character: char| character.is_alphanumeric() || "-_. ".contains(character);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= Domain::MAX_QUOTED
        && text.chars().all(is_allowed)
        && digits <= MOST_DIGITS
        && !(text.contains(char::is_lowercase) && text.contains(char::is_uppercase))
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Domain {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

fn problem_of_domain(text: &str) -> Option<&'static str> {
    if text.contains("://") {
        return Some("is a URL; give the bare domain, or set ClientBuilder::base_url and login_url");
    }
    if text.len() > 240 || !text.split('.').all(is_label) {
        return Some("is neither a region such as eu-west-1 nor a bare domain such as mypurecloud.ie");
    }
    if !text.contains('.') {
        return Some("is not a region that this version knows; give its domain, such as mypurecloud.ie");
    }
    if text
        .split('.')
        .all(|label| label.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some("is an IP address; give the bare domain, or set ClientBuilder::base_url and login_url");
    }
    if ["api.", "login.", "apps."].iter().any(|host| text.starts_with(host)) {
        return Some("is a host of a region; give the domain without the first label");
    }
    None
}
