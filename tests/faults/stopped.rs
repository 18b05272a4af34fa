//! A process that is stopped until its time limits are over, as by a debugger, a container that is frozen or a computer that sleeps.

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use genesys_cloud::{Client, RetryPolicy};

use crate::support::leaks::TOKEN;
use crate::support::response::token_info;
use crate::support::{Gate, Server, Step, cases, spawn};

const LIMIT: Duration = Duration::from_millis(1500);

/// Run by the tests below in a process of its own.
#[test]
#[ignore = "run by the tests below in a process of its own"]
fn in_another_process() {
    let url = std::env::var("TEST_API").expect("set by the test that runs this");
    let client = Client::builder()
        .base_url(url)
        .access_token(TOKEN)
        .no_proxy()
        .attempt_timeout(LIMIT)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    match client.tokens().get_tokens_me().send() {
        Ok(info) => println!("RESULT {}", info.organization.unwrap().name.unwrap()),
        Err(error) => println!("RESULT {error}"),
    }
}

/// Stops the process after it has sent its request, and continues it after its time is over.
fn result_of_a_stopped_process(response: Vec<u8>) -> String {
    let (stopped, late) = (Gate::default(), Gate::default());
    let server = Server::each(vec![
        Step::Read,
        Step::Hold(stopped.clone()),
        Step::Send(response),
        Step::Pause(LIMIT + Duration::from_millis(200)),
        Step::Reached(late.clone()),
        Step::UntilPeerCloses,
    ]);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "stopped::in_another_process", "--ignored", "--nocapture"])
        .env("TEST_API", server.url())
        .stdout(Stdio::piped());
    let process = spawn(&mut command);
    let signal = |signal: &str| {
        let sent = Command::new("kill").args([signal, &process.id().to_string()]).status();
        assert!(sent.unwrap().success());
    };
    server.wait_for_requests(1);
    signal("-STOP");
    server.open(&stopped);
    server.wait_for(&late);
    signal("-CONT");
    let Output { stdout, .. } = process.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&stdout).into_owned();
    let result = text.split("RESULT ").nth(1).expect("a result");
    result.lines().next().unwrap().to_owned()
}

fn is_read_after_the_limit(response: Vec<u8>, expected: &str) {
    let result = result_of_a_stopped_process(response);
    assert!(result.contains(expected), "{result}");
}

cases! { is_read_after_the_limit:
    a_response_that_arrived_in_time => token_info("in time"), "in time";
    a_part_of_a_response_that_arrived_in_time =>
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec(), "timed out while reading the response body";
}
