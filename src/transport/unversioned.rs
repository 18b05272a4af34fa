//! All that is used of `ureq::unversioned`, which may change with a minor version of ureq.
//!
//! - Traits that are implemented: `Connector`, `Transport`, `Resolver`. Their signatures have not changed since 3.1.
//! - Types that are called: `ConnectProxyConnector`, `TcpConnector`, `RustlsConnector`, `DefaultResolver`, `Either`, `Buffers`.
//! - Fields that are read: `ConnectionDetails::{config, timeout}`, `NextTimeout::{after, reason}`; `after` is also set.
//! - `ResolvedSocketAddrs`, through `Resolver::empty` and `push`.
//!
//! None of its structs is written as a literal: ureq 3.2 and 3.5 added fields. CI builds with the oldest ureq that Cargo.toml
//! accepts and with the newest one.

mod connector;
mod resolver;
mod stage;

pub(super) use connector::TimedConnector;
pub(super) use resolver::CachingResolver;
pub(super) use stage::Stage;
