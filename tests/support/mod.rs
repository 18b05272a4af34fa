//! Code that the integration tests share: a scripted server, prepared responses, certificates, clients with short timeouts, and a
//! logger that looks for secrets.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "each test binary uses the part of the support that it needs"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these in tests, and does not see that this module is part of one"
)]

pub(crate) mod certificates;
pub(crate) mod clients;
pub(crate) mod leaks;
pub(crate) mod outcome;
mod recorded;
pub(crate) mod response;
mod script;
mod server;
mod shared;
mod stream;

pub(crate) use clients::{
    anonymous_builder as anonymous, builder, client, client_with_credentials, credentials_builder,
};
pub(crate) use outcome::{error_of, in_threads, timed};
pub(crate) use recorded::Recorded;
pub(crate) use response::{chunked, error_response, ok_json, status, token_response};
pub(crate) use script::{FLOOD_LIMIT, Gate, Step, spawn};
pub(crate) use server::Server;

/// Makes one `#[test]` out of each row: `cases! { check: name_of_the_test => argument, argument; … }`.
macro_rules! cases {
    ($check:path: $($(#[$attribute:meta])* $name:ident => $($argument:expr),+ $(,)?;)+) => {$(
        $(#[$attribute])*
        #[test]
        fn $name() {
            $check($($argument),+);
        }
    )+};
}
pub(crate) use cases;
