//! Clients for tests: on loopback, past any proxy of the machine, with short waits.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, RetryPolicy};
use socket2::{Domain, Socket, Type};

use super::leaks::{CLIENT_ID, CLIENT_SECRET, TOKEN};
use super::server::Server;

/// The default policy with waits that no test notices.
pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy::default()
        .with_base_delay(Duration::from_millis(1))
        .with_max_delay(Duration::from_millis(5))
}

/// Generous enough for a loaded machine: only the tests of silence are impatient.
pub(crate) fn anonymous_builder() -> ClientBuilder {
    Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(20))
        .attempt_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(10))
        .retry(quick())
}

/// A static token.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    anonymous_builder().base_url(server.url()).access_token(TOKEN)
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().expect("a sound configuration")
}

/// Client credentials; `login` may be the same server.
pub(crate) fn credentials_builder(login: &Server, api: &Server) -> ClientBuilder {
    anonymous_builder()
        .base_url(api.url())
        .login_url(login.url())
        .client_credentials(CLIENT_ID, CLIENT_SECRET)
}

/// Client credentials, the token endpoint and the API on one server.
pub(crate) fn client_with_credentials(server: &Server) -> Client {
    credentials_builder(server, server)
        .build()
        .expect("a sound configuration")
}

/// The call may take this long at most, [`impatient`] or not: generous, for a machine that does other things too.
pub(crate) const PROMPT: Duration = Duration::from_secs(5);

/// The timeout of a whole call of an [`impatient`] client.
pub(crate) const IMPATIENCE: Duration = Duration::from_millis(900);

/// Gives up on a silent server quickly.
pub(crate) fn impatient(builder: ClientBuilder) -> Client {
    builder
        .timeout(IMPATIENCE)
        .attempt_timeout(Duration::from_millis(300))
        .connect_timeout(Duration::from_millis(300))
        .build()
        .expect("a sound configuration")
}

/// A port that refuses connections. It is taken for as long as the socket lives, so that no other test gets it.
pub(crate) fn refusing_port() -> (Socket, SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    // Bound, and nobody listens.
    socket.bind(&anywhere.into()).expect("loopback has a free port");
    let address = socket.local_addr().expect("it is bound");
    (socket, address.as_socket().expect("it is an address of IPv4"))
}
