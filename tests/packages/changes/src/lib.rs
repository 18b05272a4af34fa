//! The callers that compile, before and after each change, and the table of changes.
include!(concat!(env!("OUT_DIR"), "/runs.rs"));
pub mod table;
