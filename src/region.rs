//! The regions of Genesys Cloud.

mod domain;
mod near;

use std::fmt;
use std::str::FromStr;

use crate::Error;
pub use domain::Domain;

/// Defines the known regions, with each region on one line.
macro_rules! regions {
    ($($(#[$attribute:meta])* $variant:ident $aws:literal $domain:literal $place:literal,)+) => {
        /// The region of Genesys Cloud that hosts an organization. Default: `us-east-1`.
        ///
        /// Each region has its own hosts, `api.<domain>` and `login.<domain>`. For a region that this version does not know, use its
        /// domain.
        ///
        /// An organization is in one region, which is part of the address at which its people sign in:
        ///
        /// | region | place | sign-in | variant |
        /// |---|---|---|---|
        $(#[doc = concat!("| `", $aws, "` | ", $place, " | `login.", $domain, "` | [`", stringify!($variant), "`](Self::", stringify!($variant), ") |")])+
        ///
        /// ```
        /// use genesys_cloud::Region;
        ///
        /// // Names of AWS regions, with hyphens or underscores.
        /// assert_eq!("eu-west-1".parse::<Region>()?, Region::EuWest1);
        /// assert_eq!("eu_west_1".parse::<Region>()?, Region::EuWest1);
        /// assert_eq!("mypurecloud.ie".parse::<Region>()?, Region::EuWest1);
        /// assert_eq!("newregion.pure.cloud".parse::<Region>()?.domain(), "newregion.pure.cloud");
        ///
        /// let error = "https://api.mypurecloud.ie".parse::<Region>().unwrap_err();
        /// assert!(error.to_string().contains("give the bare domain"));
        /// # Ok::<(), genesys_cloud::Error>(())
        /// ```
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Region {
            $(
                #[doc = concat!("`", $aws, "`, ", $place, ": `", $domain, "`.")]
                $(#[$attribute])*
                $variant,
            )+
            /// A region that this version does not know, by its domain.
            Other(Domain),
        }

        impl Region {
            /// The regions that this version knows.
            ///
            /// ```
            /// use genesys_cloud::Region;
            ///
            /// for region in Region::KNOWN {
            ///     println!("{region:15} {}", region.domain());
            /// }
            /// ```
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the domain of the region's hosts: `mypurecloud.ie` for `api.mypurecloud.ie`.
            #[must_use]
            pub fn domain(&self) -> &str {
                match self {
                    $(Self::$variant => $domain,)+
                    Self::Other(domain) => domain.as_str(),
                }
            }

            /// Returns the name of the AWS region: `eu-west-1`. `None` for [`Other`](Self::Other).
            ///
            /// ```
            /// use genesys_cloud::Region;
            ///
            /// assert_eq!(Region::EuWest1.aws_region(), Some("eu-west-1"));
            /// assert_eq!(Region::EuWest1.domain(), "mypurecloud.ie");
            /// ```
            #[must_use]
            pub fn aws_region(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($aws),)+
                    Self::Other(_) => None,
                }
            }
        }
    };
}

regions! {
    #[default]
    UsEast1 "us-east-1" "mypurecloud.com" "N. Virginia",
    EuWest1 "eu-west-1" "mypurecloud.ie" "Ireland",
    ApSoutheast2 "ap-southeast-2" "mypurecloud.com.au" "Sydney",
    ApNortheast1 "ap-northeast-1" "mypurecloud.jp" "Tokyo",
    EuCentral1 "eu-central-1" "mypurecloud.de" "Frankfurt",
    UsWest2 "us-west-2" "usw2.pure.cloud" "Oregon",
    CaCentral1 "ca-central-1" "cac1.pure.cloud" "Canada",
    ApNortheast2 "ap-northeast-2" "apne2.pure.cloud" "Seoul",
    EuWest2 "eu-west-2" "euw2.pure.cloud" "London",
    ApSouth1 "ap-south-1" "aps1.pure.cloud" "Mumbai",
    UsEast2 "us-east-2" "use2.us-gov-pure.cloud" "Ohio (FedRAMP)",
    SaEast1 "sa-east-1" "sae1.pure.cloud" "São Paulo",
    MeCentral1 "me-central-1" "mec1.pure.cloud" "UAE",
    ApNortheast3 "ap-northeast-3" "apne3.pure.cloud" "Osaka",
    EuCentral2 "eu-central-2" "euc2.pure.cloud" "Zurich",
    MxCentral1 "mx-central-1" "mxc1.pure.cloud" "Mexico",
    ApSoutheast1 "ap-southeast-1" "apse1.pure.cloud" "Singapore",
    EuscDeEast1 "eusc-de-east-1" "edee1.eusc-pure.cloud" "Brandenburg (sovereign)",
}

impl Region {
    /// Parses a region as `from_str` does. The error says what is wrong with the text, and does not name a setting.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let lower = text.to_ascii_lowercase();
        let dashed = lower.replace('_', "-");
        let is_match = |region: &&Self| region.domain() == lower || region.aws_region() == Some(dashed.as_str());
        if let Some(region) = Self::KNOWN.iter().find(is_match) {
            return Ok(region.clone());
        }
        let near = near::near(&lower).filter(|_| text.len() <= Domain::MAX_QUOTED);
        match near {
            Some(near) => Err(format!("\"{text}\" is not a region; did you mean {near}?")),
            None => Domain::parse(text).map(Self::Other),
        }
    }

    pub(crate) fn api_url(&self) -> String {
        format!("https://api.{}", self.domain())
    }

    /// Returns the base URL at which users sign in, and of the token endpoint: `https://login.<domain>`.
    ///
    /// ```
    /// use genesys_cloud::Region;
    ///
    /// assert_eq!(Region::EuWest1.login_url(), "https://login.mypurecloud.ie");
    /// ```
    #[must_use]
    pub fn login_url(&self) -> String {
        format!("https://login.{}", self.domain())
    }
}

impl FromStr for Region {
    type Err = Error;

    /// Parses the name of an AWS region, with `-` or `_`, or a bare domain. Case does not matter.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for anything else, including a URL and a host name such as `api.mypurecloud.ie`.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text).map_err(|problem| Error::config("region", problem))
    }
}

impl fmt::Display for Region {
    /// Writes the name of the AWS region if it is known, and the domain otherwise. Parsing it returns the same region, or the known
    /// one if `Other` has the domain of a known region.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.aws_region().unwrap_or_else(|| self.domain()))
    }
}

#[cfg(test)]
mod tests;
