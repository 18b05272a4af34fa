//! All code that uses `ureq::unversioned`, which may change with a minor version of ureq, apart from `src/fuzzing.rs`, which has a
//! connection in memory.
//!
//! - Implemented traits: `Connector`, `Transport`, `Buffers`, `Resolver`. Their signatures have not changed since 3.1.
//! - Fields that are read: `ConnectionDetails::uri`.
//! - `ResolvedSocketAddrs`, through `Resolver::empty`, and `NextTimeout` as a parameter.
//!
//! No struct of it is written as a literal, since ureq 3.2 and 3.5 added fields. CI builds with the oldest ureq that Cargo.toml
//! accepts and with the newest one.

mod buffers;
mod connection;
mod connector;
mod resolver;

pub(super) use connection::{MAX_IDLE_AGE, TooManyHeaders};
pub(super) use resolver::NoLookup;
