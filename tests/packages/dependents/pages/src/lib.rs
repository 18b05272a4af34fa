//! The Rust code of README.md and of the pages, each block in a module. It compiles here as a reader would paste it.

#![allow(dead_code, unused_imports, reason = "a block may have more than its page calls")]

pub mod genesys {
    genesys_cloud::include_api!();
}

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
