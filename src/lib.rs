//! A blocking client for the Genesys Cloud Platform API.

pub use ureq::http;

mod auth;
mod call;
mod client;
mod config;
mod error;
mod model;
mod origin;
mod region;
mod request;
mod response;
mod retry;
#[cfg(feature = "sandbox")]
pub mod sandbox;

pub use auth::Credentials;
pub use client::{Client, ClientBuilder};
pub use error::{
    ApiError, AuthError, ConfigError, DecodeError, Detail, Error, ErrorBody, Limit, Phase, TimeoutError, TooLargeError,
    TransportError,
};
pub use region::{Domain, Region};
pub use response::Response;
pub use retry::RetryPolicy;

include!(concat!(env!("OUT_DIR"), "/api.rs"));
