//! Includes a client that the build script does not generate.

mod genesys {
    genesys_cloud::include_api!("missing");
}
use genesys::Apis as _;

fn main() {
    let client = genesys_cloud::Client::from_env().unwrap();
    client.routing().get_routing_queue("1").send().unwrap();
}
