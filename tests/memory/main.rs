//! The memory of a secret is wiped: after a client is dropped, its heap does not contain the secret.
//!
//! Linux only, where a process can read its own memory as a file.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these in tests, and does not see the functions that tests share"
)]

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use genesys_cloud::{AccessToken, Client, ClientBuilder, Code, Credentials, Login, Region};
use zeroize::Zeroizing;

/// The secret, backwards: so that the program of the test does not contain it.
const TERCES: &str = "rotacolla0eht0evivrus0ot0hguone0gnol0si0taht0tset0yromem0eht0fo0TERCES";

/// How `client-id` and the secret are sent, in base64 and backwards.
const CISAB: &str =
    "=I3b0F2YvxGbhBTZoRHMlZXa2JXdzBzb0BDanV3buVGMn52bsBzcpBDdhhGdwQ3clRHM5J3btVWbwUGa0BjZvBDVFJ1QFNlOklWL05WZpx2Y";

/// How many bytes of a secret are searched for, at its end: an allocator overwrites the beginning of memory that is free.
const PART: usize = 24;

/// Returns the secret in memory that is its own, without copies that a string leaves behind when it grows.
fn secret() -> String {
    let mut secret = String::with_capacity(TERCES.len());
    secret.extend(TERCES.chars().rev());
    secret
}

/// Returns how often the memory of the heap contains the end of a text, which is given backwards.
fn count(text: &str) -> usize {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    maps.lines()
        .filter_map(heap)
        .map(|(start, end)| count_in(&memory, start, end, text))
        .sum()
}

/// Returns start and end of a line of `/proc/self/maps`, if it is memory that the allocator may use.
fn heap(line: &str) -> Option<(u64, u64)> {
    let mut columns = line.split_whitespace();
    let (start, end) = columns.next()?.split_once('-')?;
    let is_writable = columns.next()?.starts_with("rw");
    let file = columns.nth(3);
    let is_heap = is_writable && matches!(file, None | Some("[heap]"));
    let parse = |number| u64::from_str_radix(number, 16).ok();
    if is_heap {
        Some((parse(start)?, parse(end)?))
    } else {
        None
    }
}

fn count_in(memory: &File, start: u64, end: u64, text: &str) -> usize {
    // The block is on the stack, which is not searched.
    let mut block = [0; 16 * 1024];
    let part = &text.as_bytes()[..PART];
    let (mut at, mut found) = (start, 0);
    while at < end {
        let Ok(length) = memory.read_at(&mut block, at) else {
            break;
        };
        let length = length.min(usize::try_from(end - at).unwrap());
        if length < PART {
            break;
        }
        let windows = block[..length].windows(PART);
        found += windows
            .filter(|window| window[PART - 1] == part[0] && window.iter().rev().eq(part))
            .count();
        // A text may begin in this block and end in the next.
        at += u64::try_from(length - (PART - 1)).unwrap();
    }
    found
}

/// Uses the secret in one of the ways that the tests name.
fn run(scenario: &str) {
    let builder = || Client::builder().no_proxy();
    match scenario {
        "nothing" => {}
        "a string" => drop(secret()),
        "base64" => drop(STANDARD.encode(format!("client-id:{}", secret()))),
        "a token" => drop(builder().access_token(secret()).build().unwrap()),
        "client credentials" => drop(builder().client_credentials("client-id", secret()).build().unwrap()),
        "credentials" => {
            let credentials = Credentials::client_credentials("client-id", secret());
            let copy = credentials.clone();
            drop(builder().credentials(credentials).build().unwrap());
            drop(builder().credentials(copy).build().unwrap());
        }
        "a token that is refused" => {
            let mut token = String::with_capacity(TERCES.len() + 1);
            token.push(' ');
            token.extend(TERCES.chars().rev());
            builder().access_token(token).build().unwrap_err();
        }
        "debug and clones" => {
            let builder = builder().client_credentials("client-id", secret());
            let client = builder.clone().build().unwrap();
            println!("{:?} {builder:?}", client.clone());
        }
        "a refresh token" => {
            let credentials = Credentials::refresh_token("client-id", None, secret());
            drop(builder().credentials(credentials.clone()).build().unwrap());
            println!("{credentials:?}");
        }
        "a code" => {
            let code = Code::pkce("client-id", secret(), secret());
            drop(
                builder()
                    .credentials(Credentials::authorization_code(code))
                    .build()
                    .unwrap(),
            );
        }
        "an assertion" => {
            let credentials = Credentials::saml2_bearer("client-id", "client-secret", "org", secret());
            drop(builder().credentials(credentials).build().unwrap());
        }
        "a callback" => {
            let login = Login::pkce("client-id").region(Region::EuWest1).start().unwrap();
            let state = login
                .url()
                .split(['?', '&'])
                .find_map(|field| field.strip_prefix("state="));
            let mut callback = Zeroizing::new(String::with_capacity(400));
            callback.push_str("http://localhost/?state=");
            callback.push_str(state.unwrap());
            callback.push_str("&code=");
            callback.extend(TERCES.chars().rev());
            drop(builder().credentials(login.finish(&callback).unwrap()).build().unwrap());
        }
        "a provider" => {
            let credentials = Credentials::provider(|| Ok(AccessToken::new(secret())));
            let client = builder().credentials(credentials).build().unwrap();
            drop(client.access_token().unwrap());
        }
        "the environment" => drop(ClientBuilder::from_env().unwrap().build().unwrap()),
        "the proxy setting" => {
            let mut url = String::with_capacity(200);
            url.push_str("http://user:");
            url.extend(TERCES.chars().rev());
            url.push_str("@127.0.0.1:9");
            drop(Client::builder().access_token("token").proxy(url).build().unwrap());
        }
        other => panic!("no scenario {other}"),
    }
}

/// Run by the tests below in a process of its own, in which nothing else uses the secret.
#[test]
#[ignore = "run by the tests below in a process of its own"]
fn in_another_process() {
    let scenario = std::env::var("TEST_SCENARIO").expect("set by the test that runs this");
    run(&scenario);
    println!("FOUND {} {}", count(TERCES), count(CISAB));
}

/// Returns how often the secret is in the heap of a process that has run a scenario, as it is and as base64.
fn found_after(scenario: &str, variables: &[(&str, String)]) -> (usize, usize) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    // With one thread, the test uses the stack of the process.
    command.args([
        "--exact",
        "in_another_process",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    command
        .env("TEST_SCENARIO", scenario)
        .envs(variables.iter().map(|(name, value)| (name, value)));
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let found = text.split("FOUND ").nth(1).and_then(|found| found.lines().next());
    let found = found.unwrap_or_else(|| panic!("no result: {text} {}", String::from_utf8_lossy(&output.stderr)));
    let (plain, base64) = found.split_once(' ').unwrap();
    (plain.parse().unwrap(), base64.parse().unwrap())
}

#[test]
fn the_search_finds_a_string_that_is_not_wiped() {
    assert_eq!(found_after("nothing", &[]), (0, 0));
    assert_eq!(found_after("a string", &[]), (1, 0));
    assert_ne!(found_after("base64", &[]).1, 0);
}

#[test]
fn the_secrets_of_a_client_are_wiped() {
    for scenario in [
        "a token",
        "client credentials",
        "credentials",
        "a token that is refused",
        "debug and clones",
        "a refresh token",
        "a code",
        "an assertion",
        "a callback",
        "a provider",
    ] {
        assert_eq!(found_after(scenario, &[]), (0, 0), "{scenario}");
    }
}

#[test]
fn a_token_of_the_environment_is_wiped() {
    let variables = [
        ("GENESYSCLOUD_REGION", "eu-west-1".to_owned()),
        ("GENESYSCLOUD_ACCESS_TOKEN", secret()),
    ];
    assert_eq!(found_after("the environment", &variables), (0, 0));
}

#[test]
fn a_client_secret_of_the_environment_is_wiped() {
    let variables = [
        ("GENESYSCLOUD_REGION", "eu-west-1".to_owned()),
        ("GENESYSCLOUD_OAUTHCLIENT_ID", "client-id".to_owned()),
        ("GENESYSCLOUD_OAUTHCLIENT_SECRET", secret()),
    ];
    assert_eq!(found_after("the environment", &variables), (0, 0));
}

#[test]
fn a_proxy_password_of_the_environment_is_wiped() {
    let variables = [
        ("GENESYSCLOUD_REGION", "eu-west-1".to_owned()),
        ("GENESYSCLOUD_ACCESS_TOKEN", "token".to_owned()),
        ("GENESYSCLOUD_PROXY_HOST", "127.0.0.1".to_owned()),
        ("GENESYSCLOUD_PROXY_AUTH_USERNAME", "user".to_owned()),
        ("GENESYSCLOUD_PROXY_AUTH_PASSWORD", secret()),
    ];
    assert_eq!(found_after("the environment", &variables), (0, 0));
}

#[test]
fn a_proxy_password_of_a_setting_is_wiped() {
    assert_eq!(found_after("the proxy setting", &[]), (0, 0));
}
