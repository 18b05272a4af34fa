//! Clients for tests: on loopback, without a proxy, with short waits.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, RetryPolicy};
use socket2::{Domain, Socket, Type};

use super::leaks::{CLIENT_ID, CLIENT_SECRET, TOKEN};
use super::server::Server;

/// Returns the default policy with very short waits.
pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy::default()
        .with_base_delay(Duration::from_millis(1))
        .with_max_delay(Duration::from_millis(5))
}

/// Returns a builder without credentials. Its timeouts are long enough for a machine under load. Tests of timeouts use
/// [`with_short_timeouts`].
pub(crate) fn anonymous_builder() -> ClientBuilder {
    Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(20))
        .attempt_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(10))
        .retry(quick())
}

/// Returns a builder with an access token.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    anonymous_builder().base_url(server.url()).access_token(TOKEN)
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().expect("a valid configuration")
}

/// Returns a builder with client credentials. `login` and `api` may be the same server.
pub(crate) fn credentials_builder(login: &Server, api: &Server) -> ClientBuilder {
    anonymous_builder()
        .base_url(api.url())
        .login_url(login.url())
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
}

/// Returns a client with client credentials, whose token endpoint and API are on one server.
pub(crate) fn client_with_credentials(server: &Server) -> Client {
    credentials_builder(server, server)
        .build()
        .expect("a valid configuration")
}

/// The most time that a prompt call takes on a machine under load.
pub(crate) const PROMPT: Duration = Duration::from_secs(5);

/// Time limit for a whole call of a client made by [`with_short_timeouts`].
pub(crate) const SHORT_TIMEOUT: Duration = Duration::from_millis(900);

/// Returns a client with short timeouts.
pub(crate) fn with_short_timeouts(builder: ClientBuilder) -> Client {
    builder
        .timeout(SHORT_TIMEOUT)
        .attempt_timeout(Duration::from_millis(300))
        .connect_timeout(Duration::from_millis(300))
        .build()
        .expect("a valid configuration")
}

/// Returns a port that refuses connections. The socket keeps other tests from binding it.
pub(crate) fn refusing_port() -> (Socket, SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    // The socket is bound, but does not listen.
    socket.bind(&anywhere.into()).expect("loopback has a free port");
    let address = socket.local_addr().expect("it is bound");
    (socket, address.as_socket().expect("it is an IPv4 address"))
}
