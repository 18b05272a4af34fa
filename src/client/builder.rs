//! The configuration of a client.

// In the order in which the documentation of `ClientBuilder` has their methods.
mod hosts;

mod credentials;

mod limits;

mod program;

mod proxies;

mod trust;

mod build;
mod login;

use std::fmt;

use super::proxy::ProxySetting;
use super::tls;
use crate::named::Named;
use crate::secret::Secret;
use crate::transport::CallSettings;
use crate::{Credentials, Error, Region};

/// The configuration of a [`Client`](crate::Client), returned by [`Client::builder`](crate::Client::builder).
///
/// Setters accept any value; [`build`](Self::build) checks them all. Only credentials are required.
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::{Client, Region};
///
/// let client = Client::builder()
///     .region(Region::EuWest1)
///     .client_credentials("id", "secret")
///     .timeout(Duration::from_secs(30))
///     .user_agent("nightly-report/2.1")
///     .build()?;
/// # Ok::<(), genesys_cloud::Error>(())
/// ```
///
/// | setting | default | page |
/// |---|---|---|
/// | [`region`](Self::region), or [`base_url`](Self::base_url) and [`login_url`](Self::login_url) | `us-east-1` | [Networks](crate::docs::networks#gateways) |
/// | [`allow_plain_http`](Self::allow_plain_http) | `https` only, except on loopback | [Networks](crate::docs::networks#gateways) |
/// | [`client_credentials`](Self::client_credentials), [`access_token`](Self::access_token), [`credentials`](Self::credentials) or [`without_credentials`](Self::without_credentials) | required | [Signing in](crate::docs::signing_in) |
/// | [`timeout`](Self::timeout) of a call | 120 s | [Reliability](crate::docs::reliability#time-and-size) |
/// | [`attempt_timeout`](Self::attempt_timeout), [`connect_timeout`](Self::connect_timeout) | 15 s, 5 s | [Reliability](crate::docs::reliability#time-and-size) |
/// | [`retry`](Self::retry) | 3 retries | [`RetryPolicy`](crate::RetryPolicy) |
/// | [`requests_per_minute`](Self::requests_per_minute) | not spaced | [Batch jobs](crate::docs::batch_jobs#rate-limits) |
/// | [`max_response_bytes`](Self::max_response_bytes) | 16 MiB | [Reliability](crate::docs::reliability#time-and-size) |
/// | [`max_idle_connections`](Self::max_idle_connections) to a host | 16 | [Batch jobs](crate::docs::batch_jobs#settings-for-a-job) |
/// | [`user_agent`](Self::user_agent), [`header`](Self::header) | the name of this crate; none | |
/// | [`on_attempt`](Self::on_attempt) | none | [Batch jobs](crate::docs::batch_jobs#progress-and-metrics) |
/// | [`proxy`](Self::proxy), [`no_proxy`](Self::no_proxy) | the variables `https_proxy`, `all_proxy`, `no_proxy` | [Networks](crate::docs::networks#proxies) |
/// | [`root_certificates_pem`](Self::root_certificates_pem), [`add_root_certificates_pem`](Self::add_root_certificates_pem), `system_certificates` | Mozilla's | [Networks](crate::docs::networks#root-certificates) |
/// | [`client_certificate_pem`](Self::client_certificate_pem) | none | [Networks](crate::docs::networks#client-certificates) |
///
/// # Outside of the client
///
/// Two things outside of the client affect its calls:
///
/// - The system clock. TLS checks the validity of certificates against it, and a date in `Retry-After` is compared with it if the
///   response has no `Date`. Token lifetimes and time limits use the monotonic clock, which is never set back.
/// - Features of ureq that another crate of the program enables, since cargo unifies features. With `cookies`, the client stores
///   the cookies of each host and sends them back to it; ureq has no setting to disable that. With `gzip` or `brotli`, responses
///   may be compressed; [`max_response_bytes`](Self::max_response_bytes) counts decompressed bytes.
#[derive(Clone)]
#[must_use = "a builder does nothing until build is called"]
pub struct ClientBuilder {
    pub(super) region: Option<Named<Region>>,
    /// The error for settings from outside of the program that name no host.
    pub(super) missing_region: Option<Error>,
    pub(super) base_url: Option<Named<String>>,
    pub(super) login_url: Option<Named<String>>,
    /// The client ID of the source, for a sign-in with the browser.
    pub(super) client_id: Option<Named<Option<String>>>,
    allow_plain_http: bool,
    /// The credentials, or the error for a client without any.
    pub(super) credentials: Result<Credentials, Error>,
    settings: CallSettings,
    requests_per_minute: Option<u32>,
    max_idle_connections: usize,
    user_agent: Option<String>,
    headers: Vec<(String, Secret)>,
    pub(super) proxy: ProxySetting,
    tls: tls::Settings,
}

/// The names of the settings that the program itself makes.
const REGION: &str = "region";
const BASE_URL: &str = "base_url";
const LOGIN_URL: &str = "login_url";

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            region: None,
            missing_region: None,
            base_url: None,
            login_url: None,
            client_id: None,
            allow_plain_http: false,
            credentials: Err(Error::config(
                "credentials",
                "not set; call access_token, client_credentials, credentials or without_credentials",
            )),
            settings: CallSettings::default(),
            requests_per_minute: None,
            max_idle_connections: 16,
            user_agent: None,
            headers: Vec::new(),
            proxy: ProxySetting::Environment,
            tls: tls::Settings::default(),
        }
    }
}

impl fmt::Debug for ClientBuilder {
    /// Shows only what has no secret. Until `build` has checked the URLs, they may have one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region.as_ref().map(|region| &region.value))
            .field("credentials", &self.credentials)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
