//! Code that the client and the generator have in common: names of headers, and text on one line. The build script copies it from
//! `codegen/src/shared.rs`.

include!(concat!(env!("OUT_DIR"), "/shared.rs"));
