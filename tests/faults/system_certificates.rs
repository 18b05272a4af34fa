//! The certificates that the operating system trusts. The system of these tests is Linux with a store of the test's own, which a
//! process gets by an environment variable, so each test runs in a process of its own.

use std::process::{Command, Output, Stdio};

use genesys_cloud::{ClientBuilder, Error};

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::anonymous_builder;
use crate::support::response::token_info;
use crate::support::{Server, Step, cases, spawn};

/// The URL that the process calls. Set in the processes that the tests start.
const URL: &str = "TEST_SYSTEM_CERTIFICATES_URL";
/// The certificate that the process adds, and its client certificate, if there are any.
const ADDED: &str = "TEST_SYSTEM_CERTIFICATES_ADDED";
const IDENTITY: &str = "TEST_SYSTEM_CERTIFICATES_IDENTITY";

/// Run by the tests below in a process of its own. Does nothing otherwise.
#[test]
fn a_call_in_another_process() {
    let Ok(url) = std::env::var(URL) else { return };
    let mut builder = anonymous_builder()
        .system_certificates()
        .base_url(url)
        .access_token("a-token-of-this-process");
    if let Ok(pem) = std::env::var(ADDED) {
        builder = builder.add_root_certificates_pem(pem);
    }
    if let Ok(identity) = std::env::var(IDENTITY) {
        let (chain, key) = identity.split_once("====").unwrap();
        builder = builder.client_certificate_pem(chain, key);
    }
    let client = match builder.build() {
        Ok(client) => client,
        Err(error) => {
            println!("RESULT {error}");
            return;
        }
    };
    match client.tokens().get_tokens_me().send() {
        Ok(_) => println!("RESULT trusted"),
        Err(error) => println!("RESULT {error}"),
    }
}

/// Runs the call above with a store that has `stored`. Returns what it prints.
fn call(server: &Server, stored: &Authority, variables: &[(&str, String)]) -> String {
    let store = tempfile(&stored.pem());
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "system_certificates::a_call_in_another_process",
            "--nocapture",
        ])
        .env(URL, format!("https://127.0.0.1:{}", server.port()))
        .env("SSL_CERT_FILE", &store)
        .env_remove("SSL_CERT_DIR")
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Output { stdout, stderr, .. } = spawn(&mut command).wait_with_output().unwrap();
    std::fs::remove_file(&store).unwrap();
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    let result = text
        .lines()
        .find_map(|line| line.split_once("RESULT "))
        .map(|(_, result)| result.to_owned());
    result.unwrap_or(text)
}

fn tempfile(text: &str) -> std::path::PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let path = std::env::temp_dir().join(format!("genesys-cloud-store-{}-{number}.pem", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

fn responding(authority: &Authority) -> Server {
    Server::each(vec![
        Step::Tls(authority.server(&["127.0.0.1"], Validity::Now)),
        Step::Read,
        Step::Send(token_info("here")),
        Step::UntilPeerCloses,
    ])
}

#[test]
fn a_certificate_of_the_system_is_trusted() {
    let authority = Authority::new();
    assert_eq!(call(&responding(&authority), &authority, &[]), "trusted");
}

#[test]
fn another_certificate_is_not_trusted_unless_it_is_added() {
    let (authority, other) = (Authority::new(), Authority::new());
    let refusal = call(&responding(&authority), &other, &[]);
    assert!(refusal.contains("the certificate is not trusted"), "{refusal}");
    let added = [(ADDED, authority.pem())];
    assert_eq!(call(&responding(&authority), &other, &added), "trusted");
}

#[test]
fn a_client_certificate_is_sent_as_well() {
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(authority.server_with_client_auth()),
        Step::Read,
        Step::Send(token_info("here")),
        Step::UntilPeerCloses,
    ]);
    let identity = authority.issue(&["client.example"], Validity::Now);
    let identity = format!("{}===={}", identity.chain, identity.key);
    assert_eq!(call(&server, &authority, &[(IDENTITY, identity)]), "trusted");
}

fn is_refused_when_it_is_built(builder: ClientBuilder, problem: &str) {
    let error = builder.access_token("token").build().unwrap_err();
    assert!(
        matches!(error, Error::Config(_)) && error.to_string().starts_with(problem),
        "{error}"
    );
}

cases! { is_refused_when_it_is_built:
    with_the_roots_replaced => anonymous_builder().system_certificates().root_certificates_pem(Authority::new().pem()),
        "root_certificates_pem: is set beside system_certificates";
    with_an_added_root_that_is_none => anonymous_builder().system_certificates().add_root_certificates_pem("no certificate"),
        "add_root_certificates_pem: ";
}
