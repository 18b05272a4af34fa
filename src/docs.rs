//! Pages about the client. They hold nothing that a program could use.

#[doc = include_str!("docs/other_apis.md")]
pub mod other_apis {}

#[doc = include_str!("docs/reliability.md")]
pub mod reliability {}

#[doc = include_str!("docs/names.md")]
pub mod names {}

#[doc = include_str!("docs/networks.md")]
pub mod networks {}
