//! Size limits count decompressed bytes, so that a response of two megabytes cannot fill two gigabytes of memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

#[path = "../../../support/mod.rs"]
mod support;

use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use genesys_cloud::Error;

use support::clients::PROMPT;
use support::response::{chunked, status, until_close};
use support::{Server, Step, builder, cases, client, client_with_credentials, error_of, timed};

const GZIP: &[(&str, &str)] = &[("Content-Encoding", "gzip")];

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

/// Returns a compressed JSON string of this many megabytes. A thousandth of them is sent.
fn string_of(megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(br#"{"x":""#).unwrap();
    let block = vec![b'x'; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&block).unwrap();
    }
    encoder.write_all(br#""}"#).unwrap();
    encoder.finish().unwrap()
}

/// Returns a large compressed body, made once for all tests, since compressing takes longer than the tests.
fn bomb() -> &'static [u8] {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| string_of(256))
}

#[test]
fn gzip_is_accepted_and_read() {
    let body = gzip(br#"{"organization":{"name":"compressed"}}"#);
    let server = Server::always(status(200, GZIP, body));
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().name.as_deref(), Some("compressed"));
    // Without this header the feature would be off, and the other tests would prove nothing.
    assert_eq!(server.request().header("accept-encoding"), Some("gzip"));
}

fn is_too_large(response: Vec<u8>) {
    let server = Server::script([vec![Step::Read, Step::Send(response), Step::Fin]]);
    let (error, elapsed) = timed(|| error_of(client(&server).tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

cases! { is_too_large:
    a_bomb => status(200, GZIP, bomb());
    a_bomb_in_chunks => chunked(200, GZIP, &bomb().chunks(5000).collect::<Vec<_>>());
    a_bomb_until_close => until_close(200, GZIP, bomb());
    a_body_a_little_above_the_limit => status(200, GZIP, string_of(16));
}

/// Returns an object of exactly this many bytes once it is decompressed.
fn object_of(bytes: usize) -> Vec<u8> {
    let frame = r#"{"x":""}"#;
    gzip(format!(r#"{{"x":"{}"}}"#, "x".repeat(bytes - frame.len())).as_bytes())
}

#[test]
fn the_limit_counts_decompressed_bytes() {
    const LIMIT: usize = 100_000;
    let call = |bytes| {
        let server = Server::always(status(200, GZIP, object_of(bytes)));
        let client = builder(&server).max_response_bytes(LIMIT as u64).build().unwrap();
        client.tokens().get_tokens_me().send()
    };
    call(LIMIT).unwrap();
    assert!(matches!(error_of(call(LIMIT + 1)), Error::TooLarge(_)));
}

#[test]
fn a_body_that_compression_makes_larger_counts_decompressed() {
    // Incompressible data grows by a few bytes, which the limit does not count.
    let plain = br#"{"x":"q8"}"#;
    let compressed = gzip(plain);
    assert!(compressed.len() > plain.len());
    let server = Server::always(status(200, GZIP, compressed));
    let client = builder(&server).max_response_bytes(plain.len() as u64).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
}

#[test]
fn a_bomb_in_an_error_keeps_its_status() {
    let server = Server::always(status(400, GZIP, bomb()));
    let (error, elapsed) = timed(|| error_of(client(&server).tokens().get_tokens_me().send()));
    let Error::Api(api) = &error else {
        panic!("a status is an Api error: {error:?}")
    };
    assert_eq!(api.status(), 400);
    assert_eq!(api.raw_body().len(), 64 << 10);
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

#[test]
fn an_error_body_is_decompressed() {
    let server = Server::always(status(404, GZIP, gzip(br#"{"code":"not.found"}"#)));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.code(), Some("not.found"));
}

#[test]
fn a_void_operation_does_not_decompress_a_bomb() {
    let server = Server::always(status(200, GZIP, bomb()));
    let (outcome, elapsed) = timed(|| client(&server).tokens().delete_token("user-1").send());
    outcome.unwrap();
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

#[test]
fn the_token_endpoint_has_a_limit_too() {
    let server = Server::always(status(200, GZIP, bomb()));
    let (error, elapsed) = timed(|| error_of(client_with_credentials(&server).tokens().get_tokens_me().send()));
    assert!(matches!(error, Error::TooLarge(_) | Error::Auth(_)), "{error:?}");
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

/// Checks that a body that cannot be decompressed is an error.
fn is_corrupt(body: Vec<u8>) {
    let server = Server::always(status(200, GZIP, body));
    let client = builder(&server).timeout(Duration::from_secs(5)).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Transport(_) | Error::Decode(_)), "{error:?}");
    assert!((1..=4).contains(&server.requests().len()));
}

fn flipped(index: usize) -> Vec<u8> {
    let mut body = gzip(br#"{"organization":{"name":"compressed"}}"#);
    body[index] ^= 0xff;
    body
}

fn cut(bytes: usize) -> Vec<u8> {
    let body = gzip(br#"{"organization":{"name":"compressed"}}"#);
    body[..body.len() - bytes].to_vec()
}

cases! { is_corrupt:
    not_gzip_at_all => b"{}".to_vec();
    nothing => Vec::new();
    another_magic_number => flipped(0);
    another_method => flipped(2);
    other_content => flipped(12);
    another_checksum => {
        let length = flipped(0).len();
        flipped(length - 8)
    };
    another_length => {
        let length = flipped(0).len();
        flipped(length - 1)
    };
    half_of_it => cut(20);
    no_trailer => cut(8);
}

#[test]
fn a_head_with_a_content_encoding_has_no_body() {
    let response = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 30\r\n\r\n".to_vec();
    let server = Server::always(response);
    client(&server).tokens().head_tokens_me().send().unwrap();
}

#[test]
fn a_204_with_a_content_encoding_has_no_body() {
    let response = b"HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    let server = Server::always(response);
    client(&server).tokens().delete_token("user-1").send().unwrap();
}
