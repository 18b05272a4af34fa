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
//! Everything begins with a [`Client`]: [`ClientBuilder`] configures it, and it has a method for each API, which has a method
//! for each operation. `send` returns the response body, `send_with_response` a [`Response`] with status and headers too.
//! Failures are an [`Error`].
//!
//! The crate ships with the Tokens API. [Other APIs](docs::other_apis) are generated in your own crate, in a build script.
//!
//! Further pages: [reliability](docs::reliability), [testing your program](docs::testing), [names](docs::names).
//!
//! # Logging
//!
//! One line for each attempt, at the level DEBUG, through the [`log`] crate: method, path of the specification, status,
//! time, attempt, correlation id. It has no values of parameters and no secrets.
//!
//! The crates below have targets of their own. Do not enable TRACE for `ureq` and `ureq_proto`:
//!
//! - `ureq_proto` logs whole requests at TRACE, the token included.
//! - `ureq` logs each request at DEBUG: scheme, host and some headers. Once TRACE is enabled for it, these lines have the whole
//!   URL, with the values of path and query parameters, and the target of redirects.
//!
//! A logger must not call the client whose lines it receives: the call would log again, and so on without end. A logger that sends
//! its lines through Genesys Cloud leaves out the target `genesys_cloud`.
// Rooms, from the ground up: error, retry, region, base_url, secret, model → transport → auth → client → request, response,
// and the generated code. ARCHITECTURE.md says more.

// Generated code names this crate as the code of other crates does.
extern crate self as genesys_cloud;

// Their types are part of this interface: fields of models, headers.
pub use jiff;
pub use serde_json;
pub use ureq::http;
pub use ureq::http::Method;

#[doc(hidden)]
pub mod __private;
mod auth;
mod base_url;
mod client;
#[cfg(doc)]
pub mod docs;
pub mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod header;
mod host;
mod model;
mod region;
mod request;
mod response;
mod retry;
mod route;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod secret;
mod transport;

pub use auth::Credentials;
pub use client::{Client, ClientBuilder};
pub use error::{ApiError, Error};
pub use region::{Domain, Region};
pub use request::{ListStyle, OptionalValue, ParameterValue, Request};
pub use response::Response;
pub use retry::RetryPolicy;

/// Includes the client that `genesys_cloud_codegen::Fragment::build` generated in the build script of your crate.
///
/// Put it into a module of its own, which then has the modules `models` and `api`, the API types, and the trait `Apis` with a
/// method of [`Client`] for each API:
///
/// ```ignore
/// mod genesys {
///     genesys_cloud::include_api!();
/// }
/// use genesys::Apis as _;
///
/// let user = client.users().get_users_me().send()?;
/// ```
///
/// `include_api!("users")` includes the fragment that the build script named with `Fragment::name("users")`.
/// [Other APIs](docs::other_apis) shows the whole way.
#[macro_export]
macro_rules! include_api {
    () => {
        $crate::include_api!("api");
    };
    ($name:literal) => {
        // What generated code begins its paths with, whatever this crate is called here.
        #[allow(unused_imports, reason = "generated code")]
        use $crate as genesys_cloud;
        ::core::include!(::core::env!(
            ::core::concat!("GENESYS_CLOUD_API_", $name),
            "the build script of this package generates no such client: call \
             `genesys_cloud_codegen::Fragment::file(\"spec/users.json\").build()` in build.rs"
        ));
    };
}

// `models` and `api`, which build.rs generates from the fragment. codegen/tests/golden/tokens.rs is a copy to read.
include!(concat!(env!("OUT_DIR"), "/api.rs"));

/// The code in README.md, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
