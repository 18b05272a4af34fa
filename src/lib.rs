//! A blocking client for the Genesys Cloud Platform API.

pub use ureq::http;

#[cfg(test)]
mod codegen;

mod call;
mod client;
mod error;
mod model;
mod request;
mod response;

pub use client::Client;
pub use error::Error;
pub use response::Response;

include!(concat!(env!("OUT_DIR"), "/api.rs"));
