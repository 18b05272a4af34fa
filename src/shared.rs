//! What the client and the generator have in common: names of headers, and text on one line. The code is that of
//! `codegen/src/shared.rs`, which the build script writes here.

include!(concat!(env!("OUT_DIR"), "/shared.rs"));
