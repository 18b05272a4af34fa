//! The callers that compile, before and after each change.
include!(concat!(env!("OUT_DIR"), "/runs.rs"));
pub mod table;
