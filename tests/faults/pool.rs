//! Connections are reused. Idle connections that the server has closed are replaced, and a response is never returned for
//! another call.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genesys_cloud::{Client, Error, RetryPolicy};

use super::operation::{DeleteMe, DeleteUser, GetMe, HeadMe, Operation, PutTimeout};
use crate::support::response::{ok_json, status, token_info};
use crate::support::{Gate, Recorded, Server, Step, builder, cases, client, error_of, in_threads};

fn name_of_me(client: &Client) -> Result<String, Error> {
    let info = client.tokens().get_tokens_me().send()?;
    Ok(info.organization.and_then(|organization| organization.name).unwrap())
}

#[test]
fn sequential_calls_share_a_connection() {
    let server = Server::always(ok_json("{}"));
    let client = client(&server);
    for _ in 0..10 {
        client.tokens().get_tokens_me().send().unwrap();
        client.clone().tokens().get_tokens_timeout().send().unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (20, 1));
}

fn leaves_the_connection_usable(operation: Operation) {
    let server = Server::responses([operation.success(), token_info("next")]);
    let client = client(&server);
    operation.run(&client).unwrap();
    assert_eq!(name_of_me(&client).unwrap(), "next");
    assert_eq!(server.connections(), 1);
}

cases! { leaves_the_connection_usable:
    a_success_of_get_me => GetMe;
    a_success_of_head_me => HeadMe;
    a_success_of_delete_me => DeleteMe;
    a_success_of_delete_user => DeleteUser;
    a_success_of_put_timeout => PutTimeout;
}

#[test]
fn a_connection_is_reused_after_an_error() {
    let server = Server::responses([
        crate::support::error_response(404, "not.found"),
        status(429, &[], "<html>busy</html>"),
        token_info("next"),
    ]);
    let client = client(&server);
    error_of(client.tokens().get_tokens_me().send());
    assert_eq!(name_of_me(&client).unwrap(), "next");
    assert_eq!(server.connections(), 1);
}

/// The connection may lead to a backend that does not respond.
fn is_retried_on_a_new_connection(code: u16) {
    let server = Server::responses([
        token_info("first"),
        crate::support::error_response(code, "busy"),
        token_info("next"),
    ]);
    let client = client(&server);
    assert_eq!(name_of_me(&client).unwrap(), "first");
    assert_eq!(name_of_me(&client).unwrap(), "next");
    assert_eq!(server.connections(), 2);
}

cases! { is_retried_on_a_new_connection:
    a_408_of_a_connection => 408;
    a_421_of_a_connection => 421;
    a_425_of_a_connection => 425;
    a_502_of_a_connection => 502;
    a_503_of_a_connection => 503;
    a_504_of_a_connection => 504;
}

#[test]
fn sixteen_threads_make_1600_calls_over_sixteen_connections() {
    let server = Server::serve(|request| vec![Step::Send(token_info(request.target().rsplit('/').next().unwrap()))]);
    let client = client(&server);
    in_threads(16, || {
        for _ in 0..100 {
            assert_eq!(name_of_me(&client).unwrap(), "me");
        }
    });
    assert_eq!(server.requests().len(), 1600);
    assert!(
        server.connections() <= 16,
        "{} connections for 16 threads",
        server.connections()
    );
}

/// The connection of the first response goes into the pool. The server closes it before the next call.
fn is_replaced(close: Step, operation: Operation) {
    let gate = Gate::default();
    let server = Server::script([
        vec![
            Step::Read,
            Step::Send(token_info("first")),
            Step::Hold(gate.clone()),
            close,
        ],
        vec![Step::Read, Step::Send(operation.success()), Step::UntilPeerCloses],
    ]);
    // The client makes no retries, so a replacement of the connection cannot be one.
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(name_of_me(&client).unwrap(), "first");
    server.open(&gate);
    server.wait_for_all_closed();
    operation.run(&client).unwrap();
    assert_eq!((server.requests().len(), server.connections()), (2, 2));
}

cases! { is_replaced:
    an_idle_connection_that_was_closed => Step::Fin, GetMe;
    an_idle_connection_that_was_reset => Step::Reset, GetMe;
    an_idle_connection_that_was_closed_before_head => Step::Fin, HeadMe;
    an_idle_connection_that_was_closed_before_delete_me => Step::Fin, DeleteMe;
    an_idle_connection_that_was_reset_before_delete_user => Step::Reset, DeleteUser;
    an_idle_connection_that_was_closed_before_put => Step::Fin, PutTimeout;
    an_idle_connection_that_was_reset_before_put => Step::Reset, PutTimeout;
}

/// The server closes after it has read the next request, so the check of an idle connection cannot notice it.
fn is_retried_on_another_connection(close: Step, operation: Operation) {
    let server = Server::script([
        vec![Step::Read, Step::Send(token_info("first")), Step::Read, close],
        vec![Step::Read, Step::Send(operation.success()), Step::UntilPeerCloses],
    ]);
    let client = client(&server);
    assert_eq!(name_of_me(&client).unwrap(), "first");
    operation.run(&client).unwrap();
    assert_eq!((server.requests().len(), server.connections()), (3, 2));
}

cases! { is_retried_on_another_connection:
    a_close_that_races_get_me => Step::Fin, GetMe;
    a_reset_that_races_get_me => Step::Reset, GetMe;
    a_close_that_races_head_me => Step::Fin, HeadMe;
    a_close_that_races_delete_me => Step::Fin, DeleteMe;
    a_reset_that_races_delete_user => Step::Reset, DeleteUser;
    a_reset_that_races_put_timeout => Step::Reset, PutTimeout;
}

/// Opens sixteen connections at the same time, which leaves them in the pool.
fn fill_the_pool(client: &Client) {
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| name_of_me(client).unwrap());
        }
    });
}

/// Each of the first sixteen connections sends one response, once all sixteen requests have been received, and then runs `next`.
/// Further connections send a response.
fn server_with_a_full_pool(next: &[Step]) -> Server {
    let mut first = vec![Step::Read, Step::UntilRequests(16), Step::Send(token_info("first"))];
    first.extend_from_slice(next);
    let mut scripts = vec![first; 16];
    scripts.push(vec![Step::Read, Step::Send(token_info("next")), Step::UntilPeerCloses]);
    Server::script(scripts)
}

fn is_replaced_without_a_retry(close: Step) {
    let gate = Gate::default();
    let server = server_with_a_full_pool(&[Step::Hold(gate.clone()), close]);
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    fill_the_pool(&client);
    server.open(&gate);
    server.wait_for_all_closed();
    assert_eq!(name_of_me(&client).unwrap(), "next");
    assert_eq!((server.requests().len(), server.connections()), (17, 17));
}

cases! { is_replaced_without_a_retry:
    a_pool_of_closed_connections => Step::Fin;
    a_pool_of_reset_connections => Step::Reset;
}

/// Checks that idle connections that look open, and are closed at the next request, cost one attempt together, not one each.
fn costs_one_attempt(close: Step) {
    let server = server_with_a_full_pool(&[Step::Read, close]);
    let client = client(&server);
    fill_the_pool(&client);
    assert_eq!(name_of_me(&client).unwrap(), "next");
    assert_eq!((server.requests().len(), server.connections()), (18, 17));
}

cases! { costs_one_attempt:
    a_pool_that_closes_at_the_next_request => Step::Fin;
    a_pool_that_resets_at_the_next_request => Step::Reset;
}

/// Checks that the client does not read bytes after the first response as the response to the next call.
fn is_not_returned_for_the_next_call(stray: Vec<u8>) {
    let count = Arc::new(AtomicUsize::new(0));
    let server = Server::serve(move |_: &Recorded| {
        let name = ["first", "second", "third"][count.fetch_add(1, Ordering::SeqCst)];
        let mut response = token_info(name);
        if name == "first" {
            response.extend_from_slice(&stray);
        }
        vec![Step::Send(response)]
    });
    let client = client(&server);
    assert_eq!(name_of_me(&client).unwrap(), "first");
    match name_of_me(&client) {
        Ok(name) => assert_ne!(name, "stray"),
        Err(error) => assert!(matches!(error, Error::Transport(_)), "{error:?}"),
    }
}

cases! { is_not_returned_for_the_next_call:
    a_second_response => token_info("stray");
    a_second_response_after_a_line_end => [b"\r\n".to_vec(), token_info("stray")].concat();
    garbage => b"garbage".to_vec();
}

fn of_a_response_without_a_body_is_not_returned_for_the_next_call(operation: Operation, head: &str) {
    let server = {
        let first = [head.as_bytes(), &token_info("stray")].concat();
        let responses = [first, token_info("next")];
        let count = AtomicUsize::new(0);
        Server::serve(move |_| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            vec![Step::Send(responses[number.min(1)].clone())]
        })
    };
    let client = client(&server);
    // The first call may fail because of the additional bytes. The second call must not return them.
    let _ = operation.run(&client);
    match name_of_me(&client) {
        Ok(name) => assert_eq!(name, "next"),
        Err(error) => assert!(matches!(error, Error::Transport(_)), "{error:?}"),
    }
}

cases! { of_a_response_without_a_body_is_not_returned_for_the_next_call:
    a_body_after_head => HeadMe, "HTTP/1.1 200 OK\r\n\r\n";
    a_body_after_204 => DeleteUser, "HTTP/1.1 204 No Content\r\n\r\n";
    a_body_after_a_length_of_zero => DeleteUser, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
}

fn is_not_reused(header: (&str, &str)) {
    let server = Server::script(["one", "two"].map(|name| {
        let body = format!(r#"{{"organization":{{"name":"{name}"}}}}"#);
        vec![
            Step::Read,
            Step::Send(status(200, &[header], body)),
            Step::UntilPeerCloses,
        ]
    }));
    let client = client(&server);
    assert_eq!(name_of_me(&client).unwrap(), "one");
    assert_eq!(name_of_me(&client).unwrap(), "two");
    assert_eq!(server.connections(), 2);
}

cases! { is_not_reused:
    a_connection_with_connection_close => ("Connection", "close");
    a_connection_with_connection_close_in_capitals => ("CONNECTION", "Close");
}

/// The first call times out. The bytes that the server sends once `gate` is open must not be returned for the second call.
fn second_call_gets_its_own_response(server: &Server, gate: &Gate) {
    let client = builder(server)
        .attempt_timeout(Duration::from_millis(500))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    assert!(error_of(name_of_me(&client)).is_timeout());
    server.open(gate);
    assert_eq!(name_of_me(&client).unwrap(), "next");
}

#[test]
fn a_late_response_is_not_returned_for_the_next_call() {
    let gate = Gate::default();
    let server = Server::script([
        vec![
            Step::Read,
            Step::Hold(gate.clone()),
            Step::Send(token_info("late")),
            Step::UntilPeerCloses,
        ],
        vec![Step::Read, Step::Send(token_info("next")), Step::UntilPeerCloses],
    ]);
    second_call_gets_its_own_response(&server, &gate);
}

#[test]
fn the_late_rest_of_a_body_is_not_returned_for_the_next_call() {
    // The first response stops half-way, and continues after the call has ended.
    let gate = Gate::default();
    let whole = token_info("late");
    let (first, rest) = whole.split_at(whole.len() - 10);
    let server = Server::script([
        vec![
            Step::Read,
            Step::Send(first.to_vec()),
            Step::Hold(gate.clone()),
            Step::Send([rest, &token_info("stray")].concat()),
            Step::UntilPeerCloses,
        ],
        vec![Step::Read, Step::Send(token_info("next")), Step::UntilPeerCloses],
    ]);
    second_call_gets_its_own_response(&server, &gate);
}

#[test]
fn without_idle_connections_each_call_opens_a_new_one() {
    let server = Server::always(ok_json("{}"));
    let client = builder(&server).max_idle_connections(0).build().unwrap();
    for _ in 0..3 {
        client.tokens().get_tokens_me().send().unwrap();
    }
    assert_eq!(server.connections(), 3);
}

#[test]
fn a_body_above_the_limit_is_not_returned_for_the_next_call() {
    let large = ok_json(format!(r#"{{"a":"{}"}}"#, "b".repeat(5000)));
    let server = Server::responses([large, token_info("next")]);
    let client = builder(&server).max_response_bytes(1000).build().unwrap();
    assert!(matches!(error_of(name_of_me(&client)), Error::TooLarge(_)));
    assert_eq!(name_of_me(&client).unwrap(), "next");
}
