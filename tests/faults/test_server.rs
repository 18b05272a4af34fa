//! The test server itself follows its scripts. Otherwise the fault tests would prove nothing.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::response::no_content;
use crate::support::{FLOOD_LIMIT, Gate, Server, Step, chunked, ok_json};

const REQUEST: &[u8] = b"PUT /path?x=1 HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nbody";

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

fn send_request(stream: &mut TcpStream) {
    stream.write_all(REQUEST).unwrap();
}

/// Reads exactly `expected`.
fn expect(stream: &mut TcpStream, expected: &[u8]) {
    let mut received = vec![0; expected.len()];
    stream.read_exact(&mut received).unwrap();
    assert_eq!(received, expected);
}

#[test]
fn a_request_is_recorded_as_it_was_received() {
    let server = Server::responses([no_content()]);
    let mut stream = connect(&server);
    send_request(&mut stream);
    expect(&mut stream, &no_content());
    let request = server.request();
    assert_eq!(request.line(), "PUT /path?x=1 HTTP/1.1");
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.target(), "/path?x=1");
    assert_eq!(request.header("HOST"), Some("here"));
    assert_eq!(request.header("absent"), None);
    assert_eq!(request.text().as_bytes(), REQUEST);
}

#[test]
fn two_requests_in_one_packet_are_recorded_separately() {
    let server = Server::responses([no_content(), ok_json("{}")]);
    let mut stream = connect(&server);
    stream.write_all(&[REQUEST, REQUEST].concat()).unwrap();
    expect(&mut stream, &no_content());
    expect(&mut stream, &ok_json("{}"));
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}

#[test]
fn each_connection_follows_its_own_script() {
    let scripts = ["one", "two"].map(|text| vec![Step::Send(text.into()), Step::Fin]);
    let server = Server::script(scripts);
    for text in ["one", "two"] {
        let mut received = String::new();
        connect(&server).read_to_string(&mut received).unwrap();
        assert_eq!(received, text);
    }
    server.wait_for_all_closed();
    assert_eq!(server.connections(), 2);
}

#[test]
#[should_panic(expected = "connection 0 was not expected")]
fn a_connection_without_a_script_fails_the_test() {
    let server = Server::unused();
    let mut rest = Vec::new();
    connect(&server).read_to_end(&mut rest).unwrap();
}

#[test]
#[should_panic(expected = "an unexpected request")]
fn a_request_without_a_response_fails_the_test() {
    let server = Server::responses([]);
    let mut stream = connect(&server);
    send_request(&mut stream);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
}

#[test]
fn reset_sends_a_rst() {
    let server = Server::each(vec![Step::Read, Step::Send(b"HTTP/1".to_vec()), Step::Reset]);
    let mut stream = connect(&server);
    send_request(&mut stream);
    let mut rest = Vec::new();
    let error = stream.read_to_end(&mut rest).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

#[test]
fn fin_closes_in_order() {
    let server = Server::each(vec![Step::Read, Step::Send(b"HTTP/1".to_vec()), Step::Fin]);
    let mut stream = connect(&server);
    send_request(&mut stream);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert_eq!(rest, b"HTTP/1");
}

#[test]
fn stall_sends_nothing_and_ends_with_the_test() {
    let server = Server::each(vec![Step::Stall]);
    let mut stream = connect(&server);
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let error = stream.read(&mut [0]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
    let start = Instant::now();
    drop(server);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn drip_pauses_after_each_byte() {
    let server = Server::each(vec![
        Step::Drip(b"12345".to_vec(), Duration::from_millis(20)),
        Step::Fin,
    ]);
    let start = Instant::now();
    let mut received = Vec::new();
    connect(&server).read_to_end(&mut received).unwrap();
    assert_eq!(received, b"12345");
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[test]
fn flood_stops_when_the_client_closes() {
    let server = Server::each(vec![Step::Flood(b"data".to_vec())]);
    let mut stream = connect(&server);
    expect(&mut stream, b"datadata");
    drop(stream);
    server.wait_for_all_closed();
    assert!(server.flooded() < FLOOD_LIMIT);
}

#[test]
fn a_closed_gate_stops_the_script() {
    let gate = Gate::default();
    let server = Server::each(vec![
        Step::Read,
        Step::Hold(gate.clone()),
        Step::Send(no_content()),
        Step::UntilPeerCloses,
    ]);
    let mut stream = connect(&server);
    send_request(&mut stream);
    server.wait_for_requests(1);
    stream.set_read_timeout(Some(Duration::from_millis(30))).unwrap();
    stream.read(&mut [0]).unwrap_err();
    server.open(&gate);
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    expect(&mut stream, &no_content());
}

#[test]
fn requests_can_wait_for_each_other() {
    let server = Server::serve(|_| vec![Step::UntilRequests(2), Step::Send(no_content())]);
    let mut streams = [connect(&server), connect(&server)];
    streams.iter_mut().for_each(send_request);
    for stream in &mut streams {
        expect(stream, &no_content());
    }
}

#[test]
fn prepared_responses_have_the_expected_bytes() {
    assert_eq!(
        ok_json("{}"),
        b"HTTP/1.1 200 Some Reason\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    );
    assert_eq!(
        chunked(200, &[], &["hello ", "world"]),
        b"HTTP/1.1 200 Some Reason\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"
    );
}
