//! All code that uses `ureq::unversioned`, which may change with a minor version of ureq.
//!
//! - Implemented traits: `Connector`, `Transport`, `Resolver`. Their signatures have not changed since 3.1.
//! - Types whose methods are called: `ConnectProxyConnector`, `RustlsConnector`, `LazyBuffers`, `Either`, `Buffers`.
//! - Fields that are read: `ConnectionDetails::{uri, config}`.
//! - `ResolvedSocketAddrs`, through `Resolver::empty`.
//!
//! Outside of this module, `src/fuzzing.rs` implements the same traits for connections in memory, and `src/client/tls.rs` calls `TlsConfigBuilder::unversioned_rustls_crypto_provider`.
//!
//! No struct of it is written as a literal, since ureq 3.2 and 3.5 added fields. CI builds with the oldest ureq that Cargo.toml
//! accepts and with the newest one.

mod connector;
mod resolver;
mod tcp;

pub(super) use connector::TimedConnector;
pub(super) use resolver::HostResolver;
