//! The callers that do not compile after a change.
include!(concat!(env!("OUT_DIR"), "/broken.rs"));

fn main() {}
