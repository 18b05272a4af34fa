//! Properties of the public interface, for random input. Properties of private code are in its unit tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail by panicking too"
)]

mod json;
mod models;
mod responses;
mod settings;
