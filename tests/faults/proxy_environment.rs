//! Proxies of the environment. Each test starts a process of its own with its own variables, since the tests of a process share
//! one environment.

use std::process::{Command, Output, Stdio};

use genesys_cloud::Client;

use super::proxy::{API, tunnel, with_password};
use crate::support::clients::quick;
use crate::support::leaks::TOKEN;
use crate::support::response::{status, token_info};
use crate::support::{Server, Step, cases, leaks, spawn};

/// Run by the tests below in a process of its own.
#[test]
#[ignore = "run by the tests below in a process of its own"]
fn in_another_process() {
    let url = std::env::var("TEST_API").expect("set by the test that runs this");
    let builder = Client::builder().base_url(url).access_token(TOKEN).retry(quick());
    // The API of these tests is http on loopback. Without this setting, the client uses no proxy of the environment for it.
    let builder = builder.allow_plain_http(std::env::var("TEST_STRICT").is_err());
    let builder = match std::env::var("TEST_NO_PROXY") {
        Ok(_) => builder.no_proxy(),
        Err(_) => builder,
    };
    match builder
        .build()
        .and_then(|client| client.tokens().get_tokens_me().send())
    {
        Ok(info) => println!("RESULT {}", info.organization.unwrap().name.unwrap()),
        Err(error) => println!("RESULT {error} {error:?}"),
    }
}

/// Calls the API in a process with these variables and without any other variable for proxies.
fn run_with(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "proxy_environment::in_another_process",
        "--ignored",
        "--nocapture",
    ]);
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "REQUEST_METHOD"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Output { stdout, stderr, .. } = spawn(&mut command).wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    leaks::assert_clean("the output of a process", &text);
    let result = text.split("RESULT ").nth(1);
    result
        .unwrap_or_else(|| panic!("no result: {text}"))
        .lines()
        .next()
        .unwrap()
        .to_owned()
}

fn of_the_environment_is_used(variable: &str) {
    let proxy = tunnel();
    let url = with_password(&proxy);
    assert_eq!(run_with(&[("TEST_API", API), (variable, &url)]), "behind");
    assert_eq!(proxy.requests()[0].line(), "CONNECT 127.0.0.1:9 HTTP/1.1");
}

cases! { of_the_environment_is_used:
    http_proxy => "HTTP_PROXY";
    http_proxy_in_small_letters => "http_proxy";
    all_proxy => "ALL_PROXY";
    all_proxy_in_small_letters => "all_proxy";
}

fn of_the_environment_is_used_for_https(variable: &str) {
    let proxy = Server::each(vec![
        Step::Read,
        Step::Send(status(403, &[], "")),
        Step::UntilPeerCloses,
    ]);
    let result = run_with(&[("TEST_API", "https://127.0.0.1:9"), (variable, &with_password(&proxy))]);
    assert!(result.contains("proxy"), "{result}");
    assert_eq!(proxy.requests()[0].line(), "CONNECT 127.0.0.1:9 HTTP/1.1");
}

cases! { of_the_environment_is_used_for_https:
    https_proxy => "HTTPS_PROXY";
    https_proxy_in_small_letters => "https_proxy";
    all_proxy_for_https => "ALL_PROXY";
}

fn is_not_used(variables: &[(&str, &str)], api: &str) {
    let proxy = Server::unused();
    let url = with_password(&proxy);
    let filled = variables
        .iter()
        .map(|&(name, value)| (name, if value == PROXY { &url } else { value }));
    let variables: Vec<_> = filled.chain([("TEST_API", api)]).collect();
    // No server listens on the address of the API.
    let result = run_with(&variables);
    assert!(result.contains("refused"), "{result}");
}

/// Replaced by the URL of the proxy.
const PROXY: &str = "PROXY";

cases! { is_not_used:
    http_proxy_for_https => &[("HTTP_PROXY", PROXY)], "https://127.0.0.1:9";
    http_proxy_in_small_letters_for_https => &[("http_proxy", PROXY)], "https://127.0.0.1:9";
    https_proxy_for_http => &[("HTTPS_PROXY", PROXY)], API;
    http_proxy_in_a_cgi_program => &[("HTTP_PROXY", PROXY), ("REQUEST_METHOD", "GET")], API;
}

fn no_proxy_is_respected(no_proxy: &str) {
    let proxy = Server::unused();
    let api = Server::responses([token_info("direct")]);
    let name = run_with(&[
        ("TEST_API", &api.url()),
        ("HTTP_PROXY", &with_password(&proxy)),
        ("NO_PROXY", no_proxy),
    ]);
    assert_eq!(name, "direct");
}

cases! { no_proxy_is_respected:
    no_proxy_names_the_host => "127.0.0.1";
    no_proxy_names_several_hosts => "example.com,127.0.0.1";
    no_proxy_names_all_hosts => "*";
    no_proxy_has_spaces => " example.com  127.0.0.1 ";
    no_proxy_names_a_network => "127.0.0.0/8";
}

#[test]
fn an_empty_no_proxy_does_not_hide_the_other_spelling() {
    for (set, empty) in [("no_proxy", "NO_PROXY"), ("NO_PROXY", "no_proxy")] {
        let proxy = Server::unused();
        let api = Server::responses([token_info("direct")]);
        let name = run_with(&[
            ("TEST_API", &api.url()),
            ("HTTP_PROXY", &with_password(&proxy)),
            (set, "127.0.0.1"),
            (empty, ""),
        ]);
        assert_eq!(name, "direct", "{set}");
    }
}

#[test]
fn no_proxy_names_the_port() {
    let api = Server::responses([token_info("direct")]);
    let (host, other) = (format!("127.0.0.1:{}", api.port()), "127.0.0.1:1");
    for (no_proxy, expected) in [(host.as_str(), "direct"), (other, "behind")] {
        let proxy = tunnel();
        let name = run_with(&[
            ("TEST_API", &api.url()),
            ("HTTP_PROXY", &with_password(&proxy)),
            ("NO_PROXY", no_proxy),
        ]);
        assert_eq!(name, expected, "{no_proxy}");
    }
}

#[test]
fn no_proxy_for_another_host_has_no_effect() {
    let proxy = tunnel();
    let name = run_with(&[
        ("TEST_API", API),
        ("HTTP_PROXY", &proxy.url()),
        ("NO_PROXY", "example.com"),
    ]);
    assert_eq!(name, "behind");
}

#[test]
fn the_setting_no_proxy_disables_proxies_of_the_environment() {
    let proxy = Server::unused();
    let api = Server::responses([token_info("direct")]);
    let name = run_with(&[
        ("TEST_API", &api.url()),
        ("HTTP_PROXY", &with_password(&proxy)),
        ("TEST_NO_PROXY", "1"),
    ]);
    assert_eq!(name, "direct");
}

#[test]
fn a_proxy_of_the_environment_that_refuses_does_not_show_its_password() {
    let proxy = Server::each(vec![
        Step::Read,
        Step::Send(status(407, &[], "")),
        Step::UntilPeerCloses,
    ]);
    let result = run_with(&[("TEST_API", API), ("HTTP_PROXY", &with_password(&proxy))]);
    assert!(result.contains("proxy"), "{result}");
}

#[test]
fn http_on_loopback_does_not_use_a_proxy_of_the_environment() {
    let proxy = Server::unused();
    let api = Server::responses([token_info("direct")]);
    let name = run_with(&[
        ("TEST_API", &api.url()),
        ("HTTP_PROXY", &with_password(&proxy)),
        ("TEST_STRICT", "1"),
    ]);
    assert_eq!(name, "direct");
}

fn is_a_config_error(variable: &str, proxy: &str) {
    let api = Server::unused();
    let url = api.url().replace("http:", "https:");
    let result = run_with(&[("TEST_API", &url), (variable, proxy)]);
    assert!(result.starts_with(&format!("{variable}: ")), "{result}");
    assert!(!result.contains("secret"), "{result}");
}

cases! { is_a_config_error:
    a_socks4_proxy_of_the_environment => "ALL_PROXY", "socks4://user:secret@127.0.0.1:9";
    an_invalid_proxy_url_of_the_environment => "HTTPS_PROXY", "http://user:secret@host:port";
}
