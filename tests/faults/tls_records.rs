//! TLS below HTTP: records of all sizes, key updates, versions, and the end of a connection.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use genesys_cloud::{Client, Error, RetryPolicy};
use rustls::ServerConfig;
use rustls::version::{TLS12, TLS13};

use super::operation::{GetMe, PutTimeout};
use crate::support::certificates::{Authority, Validity};
use crate::support::clients::anonymous_builder;
use crate::support::leaks::TOKEN;
use crate::support::response::{chunked, ok_json, token_info, until_close};
use crate::support::{Gate, Server, Step, cases, error_of};

/// Returns a client of the server at this address, which trusts `authority` only.
fn client(authority: &Authority, server: SocketAddr) -> Client {
    anonymous_builder()
        .base_url(format!("https://{server}"))
        .access_token(TOKEN)
        .root_certificates_pem(authority.pem())
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

fn server(authority: &Authority) -> Arc<ServerConfig> {
    authority.server(&["127.0.0.1"], Validity::Now)
}

/// Returns a response whose body is a JSON string of this size.
fn large(size: usize) -> Vec<u8> {
    ok_json(format!("\"{}\"", "x".repeat(size - 2)))
}

fn arrive_as_they_were_sent(bytes_at_once: usize, version: &'static rustls::SupportedProtocolVersion) {
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::SmallWrites(bytes_at_once),
        Step::Tls(authority.server_with_version(version)),
        Step::Read,
        Step::Send(token_info("first")),
        Step::Read,
        Step::Send(large(20_000)),
        Step::UntilPeerCloses,
    ]);
    let client = client(&authority, server.address());
    client.tokens().get_tokens_me().send().unwrap();
    let body = client
        .request(genesys_cloud::Method::GET, "/api/v2/tokens/me")
        .send_bytes();
    assert_eq!(body.unwrap().body().len(), 20_000);
    assert_eq!(server.connections(), 1);
}

cases! { arrive_as_they_were_sent:
    records_that_are_sent_byte_by_byte => 1, &TLS13;
    records_that_are_sent_byte_by_byte_with_tls_1_2 => 1, &TLS12;
    records_that_are_split_over_segments => 1000, &TLS13;
    records_that_are_split_over_segments_with_tls_1_2 => 1000, &TLS12;
}

#[test]
fn bodies_of_many_whole_records_arrive_in_both_directions() {
    const SIZE: usize = 3 << 20;
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(server(&authority)),
        Step::Read,
        Step::Send(large(SIZE)),
        Step::UntilPeerCloses,
    ]);
    let client = client(&authority, server.address());
    let request = client.request(genesys_cloud::Method::PUT, "/api/v2/tokens/timeout");
    let response = request.body_text("y".repeat(SIZE)).send_bytes().unwrap();
    assert_eq!(response.body().len(), SIZE);
    assert_eq!(server.request().body.len(), SIZE);
}

/// Passes the bytes of one connection on to a server, and returns the bytes that the client sent.
fn relay(server: SocketAddr) -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let relay = thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut server = TcpStream::connect(server).unwrap();
        let (mut responses, mut back) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let responding = thread::spawn(move || std::io::copy(&mut responses, &mut back));
        let (mut sent, mut part) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = client.read(&mut part) {
            sent.extend_from_slice(&part[..count]);
            server.write_all(&part[..count]).unwrap();
        }
        server.shutdown(Shutdown::Write).unwrap();
        let _ = responding.join().unwrap();
        sent
    });
    (address, relay)
}

#[test]
fn head_and_body_of_a_small_request_are_one_record() {
    /// The type of the records that contain requests. With TLS 1.3, the end of the handshake also has this type.
    const APPLICATION_DATA: u8 = 23;
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(authority.server_with_version(&TLS12)),
        Step::Read,
        Step::Send(ok_json("{}")),
        Step::UntilPeerCloses,
    ]);
    let (address, relay) = relay(server.address());
    let client = client(&authority, address);
    PutTimeout.run(&client).unwrap();
    drop(client);
    assert!(!server.request().body.is_empty());
    let sent = relay.join().unwrap();
    let (mut rest, mut requests) = (&sent[..], 0);
    // RFC 5246, section 6.2.1: type, version, length.
    while let [kind, _, _, high, low, after @ ..] = rest {
        requests += usize::from(*kind == APPLICATION_DATA);
        rest = &after[usize::from(u16::from_be_bytes([*high, *low]))..];
    }
    assert_eq!(requests, 1);
}

/// Checks that the client uses a connection again whose keys the server has updated while it was idle.
fn does_not_end_an_idle_connection(update: Vec<Step>) {
    let authority = Authority::new();
    let (idle, updated) = (Gate::default(), Gate::default());
    let mut steps = vec![
        Step::Tls(server(&authority)),
        Step::Read,
        Step::Send(token_info("first")),
        Step::Hold(idle.clone()),
    ];
    steps.extend(update);
    steps.extend([
        Step::Reached(updated.clone()),
        Step::Read,
        Step::Send(token_info("second")),
        Step::Read,
        Step::Send(token_info("third")),
        Step::UntilPeerCloses,
    ]);
    let server = Server::each(steps);
    let client = client(&authority, server.address());
    GetMe.run(&client).unwrap();
    server.open(&idle);
    server.wait_for(&updated);
    GetMe.run(&client).unwrap();
    GetMe.run(&client).unwrap();
    assert_eq!((server.connections(), server.requests().len()), (1, 3));
}

cases! { does_not_end_an_idle_connection:
    a_key_update => vec![Step::KeyUpdate];
    several_key_updates => vec![Step::KeyUpdate, Step::KeyUpdate, Step::KeyUpdate];
    a_key_update_in_small_parts => vec![Step::SmallWrites(3), Step::KeyUpdate];
}

#[test]
fn a_key_update_in_the_middle_of_a_body_is_handled() {
    let authority = Authority::new();
    let (head, rest) = (token_info("first"), token_info("second"));
    let (first, second) = head.split_at(head.len() - 9);
    let server = Server::each(vec![
        Step::Tls(server(&authority)),
        Step::Read,
        Step::Send(first.to_vec()),
        Step::KeyUpdate,
        Step::Send(second.to_vec()),
        Step::Read,
        Step::Send(rest),
        Step::UntilPeerCloses,
    ]);
    let client = client(&authority, server.address());
    GetMe.run(&client).unwrap();
    GetMe.run(&client).unwrap();
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_connection_that_the_server_ends_while_it_is_idle_is_replaced() {
    let authority = Authority::new();
    let (idle, ended) = (Gate::default(), Gate::default());
    let server = Server::script([
        vec![
            Step::Tls(server(&authority)),
            Step::Read,
            Step::Send(token_info("first")),
            Step::Hold(idle.clone()),
            Step::CloseNotify,
            Step::Reached(ended.clone()),
            Step::UntilPeerCloses,
        ],
        vec![
            Step::Tls(server(&authority)),
            Step::Read,
            Step::Send(PutTimeout.success()),
            Step::UntilPeerCloses,
        ],
    ]);
    let client = client(&authority, server.address());
    GetMe.run(&client).unwrap();
    server.open(&idle);
    server.wait_for(&ended);
    PutTimeout.run(&client).unwrap();
    assert_eq!(server.connections(), 2);
}

#[test]
fn bytes_that_arrive_while_a_connection_is_idle_are_not_a_response() {
    let authority = Authority::new();
    let (idle, sent) = (Gate::default(), Gate::default());
    let server = Server::script([
        vec![
            Step::Tls(server(&authority)),
            Step::Read,
            Step::Send(token_info("first")),
            Step::Hold(idle.clone()),
            Step::Send(token_info("stray")),
            Step::Reached(sent.clone()),
            Step::UntilPeerCloses,
        ],
        vec![
            Step::Tls(server(&authority)),
            Step::Read,
            Step::Send(token_info("second")),
            Step::UntilPeerCloses,
        ],
    ]);
    let client = client(&authority, server.address());
    GetMe.run(&client).unwrap();
    server.open(&idle);
    server.wait_for(&sent);
    let info = client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().name.as_deref(), Some("second"));
}

fn a_body_that_ends_with_the_connection(end: Vec<Step>) -> Result<(), Error> {
    let authority = Authority::new();
    let mut steps = vec![
        Step::Tls(server(&authority)),
        Step::Read,
        // The body is a whole JSON document, so that the decoder cannot see that something is missing.
        Step::Send(until_close(200, &[], "{}")),
    ];
    steps.extend(end);
    let server = Server::each(steps);
    GetMe.run(&client(&authority, server.address()))
}

#[test]
fn a_body_that_ends_with_a_close_notify_is_complete() {
    a_body_that_ends_with_the_connection(vec![Step::CloseNotify, Step::Fin]).unwrap();
    a_body_that_ends_with_the_connection(vec![Step::CloseNotify, Step::UntilPeerCloses]).unwrap();
}

/// Anyone on the network path can end a TCP connection.
fn without_a_close_notify_is_not_complete(response: Vec<u8>, end: Step) {
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(server(&authority)),
        Step::Read,
        Step::Send(response),
        end,
    ]);
    let error = error_of(GetMe.run(&client(&authority, server.address())));
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(
        failure.is_sent() && !failure.is_tls() && error.is_retryable(),
        "{error:?}"
    );
}

cases! { without_a_close_notify_is_not_complete:
    a_body_that_ends_with_a_fin => until_close(200, &[], "{}"), Step::Fin;
    a_body_that_ends_with_a_reset => until_close(200, &[], "{}"), Step::Reset;
    half_of_a_body_with_a_length => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}".to_vec(), Step::Fin;
    half_of_a_body_in_chunks => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n".to_vec(), Step::Fin;
}

#[test]
fn a_body_with_an_end_of_its_own_needs_no_close_notify() {
    let authority = Authority::new();
    for response in [ok_json("{}"), chunked(200, &[], &[b"{", b"}"])] {
        let server = Server::each(vec![
            Step::Tls(server(&authority)),
            Step::Read,
            Step::Send(response),
            Step::Fin,
        ]);
        GetMe.run(&client(&authority, server.address())).unwrap();
    }
}

#[test]
fn a_server_with_tls_1_2_only_is_supported() {
    let authority = Authority::new();
    let server = Server::each(vec![
        Step::Tls(authority.server_with_version(&TLS12)),
        Step::Read,
        Step::Send(token_info("here")),
        Step::UntilPeerCloses,
    ]);
    GetMe.run(&client(&authority, server.address())).unwrap();
}

#[test]
fn the_client_ends_its_connections_with_a_close_notify() {
    let authority = Authority::new();
    let ended = Gate::default();
    let server = Server::each(vec![
        Step::Tls(server(&authority)),
        Step::Read,
        Step::Send(token_info("here")),
        // With TLS, the end of a connection without a close_notify is an error, after which the script does not continue.
        Step::UntilCloseNotify,
        Step::Reached(ended.clone()),
    ]);
    let client = client(&authority, server.address());
    GetMe.run(&client).unwrap();
    drop(client);
    server.wait_for(&ended);
}
