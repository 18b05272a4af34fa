//! Pages about the client. They hold nothing that a program could use.

#[doc = include_str!("docs/other_apis.md")]
pub mod other_apis {}

#[doc = include_str!("docs/reliability.md")]
pub mod reliability {}

#[doc = include_str!("docs/names.md")]
pub mod names {}

#[cfg_attr(feature = "sandbox", doc = include_str!("docs/testing.md"))]
#[cfg_attr(
    not(feature = "sandbox"),
    doc = "How to test a program: this page needs the feature `sandbox`."
)]
pub mod testing {}

#[doc = include_str!("docs/networks.md")]
pub mod networks {}
