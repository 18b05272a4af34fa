//! The ways to make a call.

use std::time::Duration;

use genesys_cloud::Client;

use crate::raw::Raw;
use crate::{Endpoint, Rival, TOKEN};

/// The default time limits of this crate, for the ways that use the same.
const CALL: Duration = Duration::from_secs(15);
const CONNECT: Duration = Duration::from_secs(5);

/// A way to make a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// This crate.
    Crate,
    /// A prepared request, written to a socket, and a response in which a field is searched: the least that a call can be.
    Raw,
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
    pub const ALL: [Self; 6] = [
        Self::Crate,
        Self::Raw,
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
            Self::Raw => "raw",
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

    /// Builds a client for a server.
    ///
    /// # Panics
    ///
    /// If the client cannot be built.
    #[must_use]
    pub fn client(self, server: &Endpoint) -> Rival {
        match self {
            Self::Crate => Rival::Crate(genesys_cloud(server)),
            Self::Raw => Rival::Raw(Box::new(Raw::new(server).into())),
            Self::Hand => hand(server, None, false),
            Self::HandReadJson => hand(server, None, true),
            Self::HandLimits => hand(server, Some((CALL, CONNECT)), false),
            Self::Reqwest => reqwest(server),
        }
    }
}

fn genesys_cloud(server: &Endpoint) -> Client {
    let builder = Client::builder().base_url(server.base()).access_token(TOKEN).no_proxy();
    let builder = match &server.certificate {
        Some(certificate) => builder.root_certificates_pem(certificate.as_slice()),
        None => builder,
    };
    builder.build().expect("a client")
}

fn hand(server: &Endpoint, limits: Option<(Duration, Duration)>, read_json: bool) -> Rival {
    let mut tls = ureq::tls::TlsConfig::builder();
    if let Some(certificate) = &server.certificate {
        let certificate = ureq::tls::Certificate::from_pem(certificate).expect("a certificate");
        tls = tls.root_certs(ureq::tls::RootCerts::new_with_certs(&[certificate]));
    }
    let agent = ureq::Agent::config_builder()
        .proxy(None)
        .tls_config(tls.build())
        .timeout_global(limits.map(|(call, _)| call))
        .timeout_connect(limits.map(|(_, connect)| connect))
        // This crate has the same setting. The default of ureq is 3, with which 8 threads would reconnect all the time.
        .max_idle_connections_per_host(16)
        .build()
        .new_agent();
    Rival::Hand {
        agent,
        base: server.base(),
        read_json,
    }
}

fn reqwest(server: &Endpoint) -> Rival {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::blocking::Client::builder()
        .no_proxy()
        .timeout(CALL)
        .connect_timeout(CONNECT);
    if let Some(config) = server.tls() {
        builder = builder.tls_backend_preconfigured(config.as_ref().clone());
    }
    Rival::Reqwest {
        client: builder.build().expect("a client"),
        base: server.base(),
    }
}
