//! What the integration tests share: a server that misbehaves on request, canned answers, certificates, clients with
//! short fuses, and a watch over everything that is printed.

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

pub(crate) mod answer;
pub(crate) mod certificates;
pub(crate) mod clients;
pub(crate) mod leaks;
pub(crate) mod outcome;
mod recorded;
mod script;
mod server;
mod shared;

pub(crate) use answer::{chunked, error_answer, ok_json, status, token_answer};
pub(crate) use clients::{
    anonymous_builder as anonymous, builder, client, client_with_credentials, credentials_builder,
};
pub(crate) use outcome::{error_of, timed};
pub(crate) use recorded::Recorded;
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
