//! Compiles if the build script succeeds.

mod genesys {
    genesys_cloud::include_api!();
}

fn main() {}
