//! What holds for any input, as far as the public interface shows it. Properties of what is private stand beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail by panicking too"
)]

mod json;
mod models;
mod responses;
mod settings;
