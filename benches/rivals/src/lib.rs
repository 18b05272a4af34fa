//! The same calls, made with this crate, with ureq, with reqwest, and with prepared requests.

pub mod endpoint;
pub mod models;
pub mod operation;
pub mod raw;
pub mod rival;
pub mod server;
pub mod start;
pub mod tables;
pub mod way;

pub use endpoint::Endpoint;
pub use operation::Operation;
pub use rival::Rival;
pub use way::Way;

const TOKEN: &str = "tHe-tOkEn-oF-tHe-rIvAlS-wHiCh-iS-aS-lOnG-aS-a-rEaL-oNe-iS-nOw-00000000000000000";

/// The user whose token is deleted.
const USER: &str = "7f0c1d2e-3a4b-4c5d-8e6f-0a1b2c3d4e5f";
