//! Puts a value into the path of a request without `path`, which would not encode it.

use genesys_cloud::{Client, Method};

fn main() {
    let client = Client::from_env().unwrap();
    let id = "7f0c";
    let path = format!("/api/v2/users/{id}");
    client.request(Method::GET, &path).send_empty().unwrap();
}
