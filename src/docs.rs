//! Pages about how the client behaves. There is nothing in them that a program could use.

#[doc = include_str!("docs/reliability.md")]
pub mod reliability {}
