//! Another part of the program installs a crypto provider of rustls between `build` and the first connection.
//!
//! A process has only one such provider, so each test runs in a process of its own.

use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, KeyProvider, ring};
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::SigningKey;

use crate::support::certificates::{Authority, Validity};
use crate::support::response::token_info;
use crate::support::{Server, Step, anonymous, cases, spawn};

/// The provider that the process installs. Set in the processes that the tests start.
const VARIABLE: &str = "TEST_CRYPTO_PROVIDER";

/// A key provider that loads no key.
#[derive(Debug)]
struct NoKeys;

impl KeyProvider for NoKeys {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, rustls::Error> {
        Err(rustls::Error::General("no keys".to_owned()))
    }
}

fn provider(name: &str) -> CryptoProvider {
    let mut provider = ring::default_provider();
    match name {
        "without cipher suites" => provider.cipher_suites.clear(),
        _ => provider.key_provider = &NoKeys,
    }
    provider
}

/// Run by the tests below in a process of its own. Does nothing otherwise.
#[test]
fn a_connection_in_another_process() {
    let Ok(name) = std::env::var(VARIABLE) else { return };
    let authority = Authority::new();
    let tls = authority.server(&["127.0.0.1"], Validity::Now);
    let server = Server::each(vec![
        Step::Tls(tls),
        Step::Read,
        Step::Send(token_info("behind TLS")),
        Step::UntilPeerCloses,
    ]);
    let identity = authority.issue(&["client.example"], Validity::Now);
    let configured = || {
        anonymous()
            .base_url(format!("https://{}", server.address()))
            .access_token("a-token-of-this-process")
            .root_certificates_pem(authority.pem())
            .client_certificate_pem(identity.chain.clone(), identity.key.clone())
    };
    let client = configured().build().unwrap();
    provider(&name).install_default().unwrap();
    let info = client.tokens().get_tokens_me().send().unwrap();
    println!("RESULT {}", info.organization.unwrap().name.unwrap());
    println!("REFUSED {}", configured().build().unwrap_err());
}

fn does_not_affect_a_client_that_is_already_built(provider: &str, error_of_the_next: &str) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "crypto_provider::a_connection_in_another_process",
            "--nocapture",
        ])
        .env(VARIABLE, provider)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Output { stdout, stderr, .. } = spawn(&mut command).wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(text.contains("RESULT behind TLS\n"), "{text}");
    assert!(text.contains(&format!("REFUSED {error_of_the_next}")), "{text}");
}

cases! { does_not_affect_a_client_that_is_already_built:
    a_provider_without_cipher_suites => "without cipher suites", "rustls::crypto::CryptoProvider: ";
    a_provider_that_loads_no_key => "without keys", "client_certificate_pem: ";
}
