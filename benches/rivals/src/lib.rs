//! Two calls, made with this crate, with ureq and with reqwest.

pub mod models;
pub mod raw;
pub mod server;
pub mod start;
pub mod tables;

use std::hint::black_box;
use std::net::SocketAddr;
use std::time::Duration;

use genesys_cloud::Client;
use genesys_cloud::models::IdleTokenTimeout;

const TOKEN: &str = "tHe-tOkEn-oF-tHe-rIvAlS-wHiCh-iS-aS-lOnG-aS-a-rEaL-oNe-iS-nOw-00000000000000000";

/// The default time limits of this crate, for the ways that use the same.
const CALL: Duration = Duration::from_secs(15);
const CONNECT: Duration = Duration::from_secs(5);

/// A way to make a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// This crate.
    Crate,
    /// ureq with `serde_json`, by hand, without limits and retries. Ignores status and headers.
    Hand,
    /// As `Hand`, with `read_json` of ureq, which is a little slower.
    HandReadJson,
    /// As `Hand`, with the time limits of this crate.
    HandLimits,
    /// `reqwest::blocking`, with the same time limits.
    Reqwest,
}

impl Way {
    /// All ways, this crate first.
    pub const ALL: [Self; 5] = [
        Self::Crate,
        Self::Hand,
        Self::HandReadJson,
        Self::HandLimits,
        Self::Reqwest,
    ];

    /// Returns the name in tables and scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Crate => "genesys-cloud",
            Self::Hand => "ureq-by-hand",
            Self::HandReadJson => "ureq-by-hand-read-json",
            Self::HandLimits => "ureq-by-hand-with-limits",
            Self::Reqwest => "reqwest-blocking",
        }
    }

    /// Returns the way with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// Builds a client for the server at `address`.
    ///
    /// # Panics
    ///
    /// If the client cannot be built.
    #[must_use]
    pub fn client(self, address: SocketAddr) -> Rival {
        let base = format!("http://{address}");
        match self {
            Self::Crate => Rival::Crate(
                Client::builder()
                    .base_url(base)
                    .access_token(TOKEN)
                    .no_proxy()
                    .build()
                    .expect("a client"),
            ),
            Self::Hand => Rival::hand(base, None, false),
            Self::HandReadJson => Rival::hand(base, None, true),
            Self::HandLimits => Rival::hand(base, Some((CALL, CONNECT)), false),
            Self::Reqwest => Rival::Reqwest {
                client: reqwest::blocking::Client::builder()
                    .no_proxy()
                    .timeout(CALL)
                    .connect_timeout(CONNECT)
                    .build()
                    .expect("a client"),
                base,
            },
        }
    }
}

impl Way {
    /// Builds a client for a TLS server with this certificate, as PEM. Returns `None` for reqwest, which uses another TLS library
    /// here.
    ///
    /// # Panics
    ///
    /// If the client cannot be built.
    #[must_use]
    pub fn client_over_tls(self, address: SocketAddr, certificate: &[u8]) -> Option<Rival> {
        let base = format!("https://localhost:{}", address.port());
        let trusting = || {
            let certificate = ureq::tls::Certificate::from_pem(certificate).expect("a certificate");
            ureq::tls::TlsConfig::builder()
                .root_certs(ureq::tls::RootCerts::new_with_certs(&[certificate]))
                .build()
        };
        match self {
            Self::Crate => Some(Rival::Crate(
                Client::builder()
                    .base_url(base)
                    .access_token(TOKEN)
                    .root_certificates_pem(certificate)
                    .no_proxy()
                    .build()
                    .expect("a client"),
            )),
            Self::Hand => Some(Rival::hand_with(base, None, false, trusting())),
            Self::HandReadJson => Some(Rival::hand_with(base, None, true, trusting())),
            Self::HandLimits => Some(Rival::hand_with(base, Some((CALL, CONNECT)), false, trusting())),
            Self::Reqwest => None,
        }
    }
}

/// A client that makes the two calls.
#[derive(Debug)]
pub enum Rival {
    /// This crate.
    Crate(Client),
    /// ureq, by hand.
    Hand {
        /// The agent, configured.
        agent: ureq::Agent,
        /// `http://host:port`
        base: String,
        /// Whether the body is decoded with `read_json`. Otherwise its bytes are read first.
        read_json: bool,
    },
    /// `reqwest::blocking`.
    Reqwest {
        /// The client, configured.
        client: reqwest::blocking::Client,
        /// `http://host:port`
        base: String,
    },
}

impl Rival {
    fn hand(base: String, limits: Option<(Duration, Duration)>, read_json: bool) -> Self {
        Self::hand_with(base, limits, read_json, ureq::tls::TlsConfig::default())
    }

    fn hand_with(
        base: String,
        limits: Option<(Duration, Duration)>,
        read_json: bool,
        tls: ureq::tls::TlsConfig,
    ) -> Self {
        let agent = ureq::Agent::config_builder()
            .proxy(None)
            .tls_config(tls)
            .timeout_global(limits.map(|(call, _)| call))
            .timeout_connect(limits.map(|(_, connect)| connect))
            // This crate has the same setting. The default of ureq is 3, with which 8 threads would reconnect all the time.
            .max_idle_connections_per_host(16)
            .build()
            .new_agent();
        Self::Hand { agent, base, read_json }
    }

    /// Calls `GET /api/v2/tokens/me` and decodes the response.
    ///
    /// # Panics
    ///
    /// If the call fails.
    pub fn get_tokens_me(&self) {
        match self {
            Self::Crate(client) => {
                black_box(client.tokens().get_tokens_me().send().expect("a response"));
            }
            Self::Hand { agent, base, read_json } => {
                let mut response = agent
                    .get(format!("{base}/api/v2/tokens/me"))
                    .header("Accept", "application/json")
                    .header("Authorization", format!("Bearer {TOKEN}"))
                    .call()
                    .expect("a response");
                black_box::<models::TokenInfo>(read(response.body_mut(), *read_json));
            }
            Self::Reqwest { client, base } => {
                let response = client
                    .get(format!("{base}/api/v2/tokens/me"))
                    .header("Accept", "application/json")
                    .bearer_auth(TOKEN)
                    .send()
                    .expect("a response");
                black_box::<models::TokenInfo>(response.json().expect("a TokenInfo"));
            }
        }
    }

    /// Calls `PUT /api/v2/tokens/timeout` with a small body and decodes the response.
    ///
    /// # Panics
    ///
    /// If the call fails.
    pub fn put_tokens_timeout(&self) {
        match self {
            Self::Crate(client) => {
                let body = IdleTokenTimeout::default()
                    .with_idle_token_timeout_seconds(900)
                    .with_enable_idle_token_timeout(true);
                black_box(
                    client
                        .tokens()
                        .put_tokens_timeout()
                        .body(body)
                        .send()
                        .expect("a response"),
                );
            }
            Self::Hand { agent, base, read_json } => {
                let body = serde_json::to_vec(&models::IdleTokenTimeout::from_seconds(900)).expect("JSON");
                let mut response = agent
                    .put(format!("{base}/api/v2/tokens/timeout"))
                    .header("Accept", "application/json")
                    .header("Authorization", format!("Bearer {TOKEN}"))
                    .header("Content-Type", "application/json")
                    .send(&body)
                    .expect("a response");
                black_box::<models::IdleTokenTimeout>(read(response.body_mut(), *read_json));
            }
            Self::Reqwest { client, base } => {
                let response = client
                    .put(format!("{base}/api/v2/tokens/timeout"))
                    .header("Accept", "application/json")
                    .bearer_auth(TOKEN)
                    .json(&models::IdleTokenTimeout::from_seconds(900))
                    .send()
                    .expect("a response");
                black_box::<models::IdleTokenTimeout>(response.json().expect("an IdleTokenTimeout"));
            }
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &mut ureq::Body, read_json: bool) -> T {
    if read_json {
        body.read_json().expect("JSON")
    } else {
        serde_json::from_slice(&body.read_to_vec().expect("a body")).expect("JSON")
    }
}
