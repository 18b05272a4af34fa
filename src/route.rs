//! How connections reach a host.

/// The route of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Direct,
    /// Through the proxy of the client.
    Proxy,
}
