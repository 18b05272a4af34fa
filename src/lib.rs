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
//! A [`Client`] has a method for each API, and each API has a method for each operation. `send` returns the response body, and
//! `send_with_response` a [`Response`] with status and headers. Every failure is an [`Error`]. Calls block; there is no async
//! runtime, and the only threads are short-lived ones for DNS lookups. Time limits and retries are enabled by default.
//!
//! The crate ships with the six operations of the Tokens API: details of the current token, revocation, and the idle timeout of the
//! organization. It needs Rust 1.85 or newer, and is not affiliated with Genesys.
//!
//! # Guides
//!
//! | page | for |
//! |---|---|
//! | [Getting started](docs::getting_started) | a first program, an OAuth client, the region |
//! | [Signing in](docs::signing_in) | which grant when: jobs, users with a browser, refresh tokens, SAML2, profiles |
//! | [Errors](docs::errors) | what each error means, and what to do: 401, 403, 404, 429, 5xx, timeouts |
//! | [Other APIs](docs::other_apis) | calling operations outside of the Tokens API |
//! | [Paging](docs::paging) | lists that are returned page by page: all items, progress, resuming |
//! | [Batch jobs](docs::batch_jobs) | thousands of calls: rate limits, threads, resuming |
//! | [Ctrl-C](docs::ctrl_c) | ending a program in the middle of a call, signing out |
//! | [Testing your program](docs::testing) | a mock server with responses and faults of your choice |
//! | [Networks](docs::networks) | proxies, gateways, certificates, DNS |
//! | [Logging](docs::logging) | what is logged, and a safe `RUST_LOG` |
//! | [Reliability](docs::reliability) | what the client promises when something fails |
//! | [Security](docs::security) | what the client promises about tokens, TLS and secrets |
//! | [Names](docs::names) | how generated code is named |
//! | [Versions](docs::versions) | what stays stable, what `cargo update` changes, defaults, the supported Rust version |
//! | [Migration](docs::migration) | coming from the Python, Go or Java SDK, or from `gc` |
//! | [Administration](docs::administration) | `genesys-tokens`: revoking the tokens of many users, checking a token, the idle timeout |
//!
//! # Other APIs
//!
//! A program compiles only the operations that it uses. `genesys-spec init --operation getUsers` cuts them out of the document that
//! Genesys publishes, and sets up a crate that generates their client:
//!
//! ```ignore
//! // In `main` of build.rs:
//! genesys_cloud_codegen::Fragment::file("spec/users.json").build();
//!
//! // In src/main.rs:
//! mod genesys { genesys_cloud::include_api!(); }
//! use genesys::Apis as _;
//!
//! fn main() -> Result<(), genesys_cloud::Error> {
//!     let client = genesys_cloud::Client::from_env()?;
//!     let users = client.users().get_users().page_size(25).send()?;
//!     println!("{users:?}");
//!     Ok(())
//! }
//! ```
//!
//! [Other APIs](docs::other_apis) shows each step. A single operation needs no fragment: see [`Client::request`].
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `sandbox` | no | the module `sandbox`: a mock server for tests |
//! | `profile` | no | `Client::from_profile` and `Client::discover`, which read the profiles of the command `gc` |
//! | `platform-verifier` | no | `ClientBuilder::system_certificates`: trusts the certificates of the operating system |
//!
//! # Environment variables
//!
//! [`Client::from_env`] reads the variables of the Terraform provider. The official `gc` command has the first four of them:
//!
//! | variable | sets |
//! |---|---|
//! | `GENESYSCLOUD_REGION` | the region: `eu-west-1` or `mypurecloud.ie`. Required, unless a gateway is set |
//! | `GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET` | client credentials |
//! | `GENESYSCLOUD_ACCESS_TOKEN` | an access token; it takes precedence over client credentials |
//! | `GENESYSCLOUD_GATEWAY_HOST`, `_PORT`, `_PROTOCOL`, `_PATH_NAME`, `_PATH_VALUE` | a gateway in front of the API and the token endpoint |
//! | `GENESYSCLOUD_PROXY_HOST`, `_PORT`, `_PROTOCOL`, `GENESYSCLOUD_PROXY_AUTH_USERNAME`, `GENESYSCLOUD_PROXY_AUTH_PASSWORD` | a proxy |
//!
//! With the feature `profile`, `Client::discover` reads these variables, and a profile of `gc` for what they do not set.
//!
//! Every client also reads `https_proxy`, `all_proxy` and `no_proxy`, see [Networks](docs::networks).

// docs.rs marks the items of a feature with its name, which needs a nightly rustdoc.
#![cfg_attr(docsrs, feature(doc_cfg))]

// Modules, from the lowest layer up: data types (error, retry, secret, model, …) → transport → auth → client → request, response,
// paging, and the generated code. ARCHITECTURE.md lists all of them, and follows one call and one token through their files.

// Generated code refers to this crate by name, as it does in other crates.
// `include_api!` imports the crate by this path, since Rust 1.85 cannot import `$crate` itself.
#[doc(hidden)]
pub extern crate self as genesys_cloud;

// Models and responses have types of these crates.
pub use jiff;
pub use serde_json;
pub use ureq::http;
pub use ureq::http::Method;

#[doc(hidden)]
pub mod __private;
mod auth;
mod base_url;
mod client;
mod clock;
#[cfg(doc)]
pub mod docs;
pub mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod header;
mod host;
mod json;
mod model;
mod named;
mod page;
pub mod paging;
mod path;
mod proxy;
mod rate_limit;
mod region;
mod request;
mod response;
mod retry;
mod route;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod secret;
#[allow(unreachable_pub, reason = "the same code is public in the generator")]
mod shared;
mod transport;

pub use auth::{AccessToken, CancelHandle, Code, Credentials, Login, PendingLogin};
pub use client::{Client, ClientBuilder};
#[doc(inline)]
pub use error::{ApiError, Error};
pub use rate_limit::RateLimit;
pub use region::{Domain, Region};
pub use request::{ListStyle, OptionalValue, ParameterValue, Request};
pub use response::Response;
pub use retry::RetryPolicy;
pub use transport::Attempt;

/// Includes the client that `genesys_cloud_codegen::Fragment::build` generated in the build script of your crate.
///
/// Call it in a module of its own. That module then contains `models`, `api`, the API types, and the trait `Apis`, which adds a
/// method to [`Client`] for each API:
///
/// ```ignore
/// mod genesys {
///     genesys_cloud::include_api!();
/// }
/// use genesys::Apis as _;
///
/// fn main() -> Result<(), genesys_cloud::Error> {
///     let client = genesys_cloud::Client::from_env()?;
///     let users = client.users().get_users().page_size(25).send()?;
///     println!("{users:?}");
///     Ok(())
/// }
/// ```
///
/// `include_api!("users")` includes the fragment that the build script named with `Fragment::name("users")`.
/// See [Other APIs](docs::other_apis) for each step.
#[macro_export]
macro_rules! include_api {
    () => {
        $crate::include_api!(
            @of "api",
            "the build script of this package generates no client: call \
             `genesys_cloud_codegen::Fragment::file(\"spec/users.json\").build()` in build.rs"
        );
    };
    ($name:literal) => {
        $crate::include_api!(
            @of $name,
            ::core::concat!(
                "the build script of this package generates no client named ",
                $name,
                ": call `genesys_cloud_codegen::Fragment::file(\"spec/users.json\").name(\"",
                $name,
                "\").build()` in build.rs"
            )
        );
    };
    (@of $name:literal, $missing:expr) => {
        // The paths of generated code start with this name, even if the dependency was renamed.
        #[allow(unused_imports, reason = "generated code")]
        use $crate::genesys_cloud;
        ::core::include!(::core::env!(
            ::core::concat!("GENESYS_CLOUD_API_", $name),
            $missing
        ));
    };
}

// `models` and `api`, generated by build.rs. For a copy to read, see codegen/tests/golden/tokens.rs.
include!(concat!(env!("OUT_DIR"), "/api.rs"));

/// The code in README.md, compiled with the tests.
#[cfg(all(doctest, feature = "sandbox"))]
#[doc = include_str!("../README.md")]
struct Readme;
