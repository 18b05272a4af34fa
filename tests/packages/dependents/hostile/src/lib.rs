//! The client of a fragment whose texts are written to be more than text.

genesys_cloud::include_api!();
