//! A connection that breaks during the TLS handshake is a failure to connect: nothing was sent, so every request is retried.

use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, Error, Method, RetryPolicy};

use super::operation::{DeleteMe, GetMe, PutTimeout};
use super::proxy::established;
use crate::support::certificates::{Authority, Validity};
use crate::support::clients::{SHORT_TIMEOUT, anonymous_builder, with_short_timeouts};
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, TOKEN};
use crate::support::response::{ok_json, token_info, token_response};
use crate::support::{Server, Step, cases, error_of, timed};

const LOOPBACK: &[&str] = &["127.0.0.1", "localhost"];

fn trusting(authority: &Authority, server: &Server) -> ClientBuilder {
    anonymous_builder()
        .base_url(format!("https://{}", server.address()))
        .access_token(TOKEN)
        .root_certificates_pem(authority.pem())
}

/// Returns the ways in which a connection breaks before the handshake is complete.
fn accidents(authority: &Authority) -> Vec<Vec<Step>> {
    let tls = authority.server(LOOPBACK, Validity::Now);
    vec![
        vec![Step::Fin],
        vec![Step::Reset],
        vec![Step::ReadRaw, Step::Fin],
        vec![Step::ReadRaw, Step::Reset],
        vec![Step::PartOfTls(tls.clone(), 3), Step::Fin],
        vec![Step::PartOfTls(tls.clone(), 200), Step::Fin],
        vec![Step::PartOfTls(tls, 500), Step::Reset],
    ]
}

/// Checks that a broken handshake is repeated, and that the call succeeds on the second connection.
fn is_repeated(call: impl Fn(&Client) -> Result<(), Error>, response: &[u8]) {
    let authority = Authority::new();
    for accident in accidents(&authority) {
        let server = Server::script([
            accident,
            vec![
                Step::Tls(authority.server(LOOPBACK, Validity::Now)),
                Step::Read,
                Step::Send(response.to_vec()),
                Step::UntilPeerCloses,
            ],
        ]);
        let client = trusting(&authority, &server).build().unwrap();
        call(&client).unwrap();
        assert_eq!((server.connections(), server.requests().len()), (2, 1));
    }
}

fn post(client: &Client) -> Result<(), Error> {
    let request = client.request(Method::POST, "/api/v2/groups");
    request.body_text("a group".to_owned()).send_empty().map(drop)
}

cases! { is_repeated:
    an_accident_during_the_handshake_of_a_get => |client| GetMe.run(client), &GetMe.success();
    an_accident_during_the_handshake_of_a_put => |client| PutTimeout.run(client), &PutTimeout.success();
    an_accident_during_the_handshake_of_a_revocation => |client| DeleteMe.run(client), &DeleteMe.success();
    an_accident_during_the_handshake_of_a_post => post, &ok_json("{}");
}

#[test]
fn an_accident_during_the_handshake_of_a_token_request_is_repeated() {
    let authority = Authority::new();
    for accident in accidents(&authority) {
        let tls = || Step::Tls(authority.server(LOOPBACK, Validity::Now));
        let server = Server::script([
            accident,
            vec![
                tls(),
                Step::Read,
                Step::Send(token_response(FIRST_TOKEN)),
                Step::Read,
                Step::Send(token_info("here")),
                Step::UntilPeerCloses,
            ],
        ]);
        let url = format!("https://{}", server.address());
        let client = anonymous_builder()
            .base_url(url.clone())
            .login_url(url)
            .client_credentials(CLIENT_ID, CLIENT_SECRET)
            .root_certificates_pem(authority.pem())
            .build()
            .unwrap();
        client.tokens().get_tokens_me().send().unwrap();
        assert_eq!((server.connections(), server.token_requests()), (2, 1));
    }
}

#[test]
fn an_accident_during_the_handshake_inside_a_tunnel_is_repeated() {
    let authority = Authority::new();
    for mut accident in accidents(&authority) {
        let tunnel = [Step::Read, established()];
        accident.splice(0..0, tunnel.clone());
        let mut success = tunnel.to_vec();
        success.extend([
            Step::Tls(authority.server(&["api.example"], Validity::Now)),
            Step::Read,
            Step::Send(ok_json("{}")),
            Step::UntilPeerCloses,
        ]);
        let proxy = Server::script([accident, success]);
        let client = anonymous_builder()
            .proxy(proxy.url())
            .base_url("https://api.example")
            .access_token(TOKEN)
            .root_certificates_pem(authority.pem())
            .build()
            .unwrap();
        post(&client).unwrap();
        assert_eq!((proxy.connections(), proxy.requests().len()), (2, 3));
    }
}

#[test]
fn lasting_accidents_during_the_handshake_are_a_failure_to_connect() {
    let authority = Authority::new();
    for accident in accidents(&authority) {
        // The reset may arrive before the client knows that TCP is connected.
        let is_early = matches!(accident[..], [Step::Reset]);
        let server = Server::each(accident);
        let client = trusting(&authority, &server).build().unwrap();
        let error = error_of(post(&client));
        let Error::Transport(failure) = &error else {
            panic!("{error:?}")
        };
        assert!(
            failure.is_connect() && !failure.is_tls() && !failure.is_sent(),
            "{error:?}"
        );
        assert!(error.is_retryable());
        assert_eq!((server.connections(), error.attempts()), (4, 4));
        assert!(
            is_early || error.to_string().contains("during the TLS handshake"),
            "{error}"
        );
    }
}

#[test]
fn a_handshake_without_a_response_is_a_failure_to_connect() {
    let authority = Authority::new();
    let tls = authority.server(LOOPBACK, Validity::Now);
    for stall in [Step::ReadRaw, Step::PartOfTls(tls, 300)] {
        let server = Server::each(vec![stall, Step::Stall]);
        let builder = trusting(&authority, &server).connect_timeout(Duration::from_millis(300));
        let client = builder.clone().retry(RetryPolicy::none()).build().unwrap();
        let (error, elapsed) = timed(|| error_of(post(&client)));
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert!(
            error
                .to_string()
                .contains("(ClientBuilder::connect_timeout) is 0.3 s; check "),
            "{error}"
        );
        assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
        assert!(!String::from_utf8_lossy(&server.raw()).contains(TOKEN));

        let error = error_of(post(&builder.build().unwrap()));
        assert_eq!((server.connections(), error.attempts()), (1 + 4, 4), "not retried");
    }
}

#[test]
fn a_dripping_handshake_times_out() {
    // The header of a record of 16 KiB, then its content byte by byte.
    let server = Server::each(vec![
        Step::ReadRaw,
        Step::Send(vec![22, 3, 3, 0x40, 0]),
        Step::Drip(vec![2; 200], Duration::from_millis(40)),
    ]);
    let client = with_short_timeouts(trusting(&Authority::new(), &server));
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(error.is_timeout(), "{error:?}");
    assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
}
