//! Guides: pages that explain how to use the client. This module exists in the documentation only.

#[doc = include_str!("docs/signing_in.md")]
pub mod signing_in {}

#[doc = include_str!("docs/other_apis.md")]
pub mod other_apis {}

#[doc = include_str!("docs/errors.md")]
pub mod errors {}

#[doc = include_str!("docs/batch_jobs.md")]
pub mod batch_jobs {}

#[doc = include_str!("docs/ctrl_c.md")]
pub mod ctrl_c {}

#[doc = include_str!("docs/paging.md")]
pub mod paging {}

#[cfg_attr(feature = "sandbox", doc = include_str!("docs/testing.md"))]
#[cfg_attr(
    not(feature = "sandbox"),
    doc = "How to test your program without Genesys Cloud. This page needs the feature `sandbox`."
)]
pub mod testing {}

#[doc = include_str!("docs/networks.md")]
pub mod networks {}

#[doc = include_str!("docs/logging.md")]
pub mod logging {}

#[doc = include_str!("docs/reliability.md")]
pub mod reliability {}

#[doc = include_str!("docs/names.md")]
pub mod names {}

#[doc = include_str!("docs/versions.md")]
pub mod versions {}

#[doc = include_str!("docs/migration.md")]
pub mod migration {}
