//! Everything awkward, for the tests beside it.

genesys_cloud::include_api!();
