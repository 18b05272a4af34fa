//! A blocking client for the Genesys Cloud Platform API, generated at build time from the endpoints you need.
//!
//! ```no_run
//! use genesys_cloud::{Client, Region};
//!
//! # fn main() -> Result<(), genesys_cloud::Error> {
//! let client = Client::builder()
//!     .region(Region::EuWest1)
//!     .client_credentials("id", "secret")
//!     .build()?;
//!
//! let me = client.tokens().get_tokens_me().send()?;
//! println!("{:?}", me.organization.and_then(|organization| organization.name));
//! # Ok(())
//! # }
//! ```
//!
//! [`Client`] is where everything begins: [`ClientBuilder`] configures it, and for each tag of the specification it has
//! a method that leads to the operations of that tag. An operation is a request that is built and then sent: `send`
//! gives back what it returned, `send_with_response` a [`Response`] with status and headers too. What goes wrong is an
//! [`Error`].
//!
//! What it does when something goes wrong, and what it does not promise: [reliability](docs::reliability). How the names
//! of the specification become names of Rust: [names](docs::names).
//!
//! # How it is made
//!
//! `build.rs` turns the OpenAPI fragment in `spec/` into the modules [`models`] and [`api`]. They hold data about
//! operations and thin typed builders; what all operations share is written by hand:
//!
//! - `request` takes what an operation sends: path, query, headers, body.
//! - `call` runs it: token, retries, limits, decoding. `Client::run` is the whole of it on one screen; the files below
//!   are its parts, down to the socket.
//! - `auth` holds credentials and the token that all threads share.
//! - `model` implements the generated structs and enums: how they are read, written and shown.
//!
//! # Logging
//!
//! One line for each request, at the level DEBUG, through the [`log`] crate: method, path of the specification, status,
//! time, attempt, correlation id. It has no values of parameters and no secrets. The crate `ureq_proto`, which speaks
//! HTTP below, logs whole requests at the level TRACE, the token included: keep that target above TRACE.

// Their types are part of this interface: fields of models, headers.
pub use jiff;
pub use serde_json;
pub use ureq::http;

mod auth;
// For build.rs, which compiles it by its path; here for its tests and for the tool that shares it.
#[cfg(any(test, feature = "spec-tool"))]
mod codegen;

mod call;
mod client;
mod config;
#[cfg(doc)]
pub mod docs;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod model;
mod origin;
mod region;
mod request;
mod response;
mod retry;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "spec-tool")]
#[doc(hidden)]
pub mod spec_tool;

pub use auth::Credentials;
pub use client::{Client, ClientBuilder};
pub use error::{
    ApiError, AuthError, ConfigError, DecodeError, Detail, Error, ErrorBody, Limit, Phase, TimeoutError, TooLargeError,
    TransportError,
};
pub use region::{Domain, Region};
pub use response::Response;
pub use retry::RetryPolicy;

// `models` and `api`, made by build.rs from the fragment. tests/golden/api.rs is a copy to read.
include!(concat!(env!("OUT_DIR"), "/api.rs"));

/// The code in README.md, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
