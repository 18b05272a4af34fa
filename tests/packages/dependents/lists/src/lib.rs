//! The client of a fragment with lists, for the tests of this package.

pub mod genesys {
    genesys_cloud::include_api!();
}
