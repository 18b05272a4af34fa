//! The client of the awkward fragment, for the tests of this package.

genesys_cloud::include_api!();
