//! Includes code that another version of the generator wrote.

mod genesys {
    use genesys_cloud;
    include!(concat!(env!("OUT_DIR"), "/other_format.rs"));
}
use genesys::Apis as _;

fn main() {
    let client = genesys_cloud::Client::from_env().unwrap();
    client.routing().get_routing_queue("1").send().unwrap();
}
