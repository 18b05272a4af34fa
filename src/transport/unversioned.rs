//! All that is used of `ureq::unversioned`, which may change with a minor version of ureq.
//!
//! - Traits that are implemented: `Connector`, `Transport`, `Resolver`. Their signatures have not changed since 3.1.
//! - Types that are called: `ConnectProxyConnector`, `RustlsConnector`, `LazyBuffers`, `Either`, `Buffers`.
//! - Fields that are read: `ConnectionDetails::{uri, config, now, timeout}`, `NextTimeout::{after, reason}`.
//! - Variants of `time::{Duration, Instant}`.
//! - `ResolvedSocketAddrs`, through `Resolver::empty`.
//!
//! Beside that module, `src/client/tls.rs` calls `TlsConfigBuilder::unversioned_rustls_crypto_provider`.
//!
//! None of its structs is written as a literal: ureq 3.2 and 3.5 added fields. CI builds with the oldest ureq that Cargo.toml
//! accepts and with the newest one.

mod connector;
mod io_limit;
mod resolver;
mod stage;
mod tcp;

pub(super) use connector::TimedConnector;
pub(super) use io_limit::IoLimit;
pub(super) use resolver::HostResolver;
pub(super) use stage::Stage;
