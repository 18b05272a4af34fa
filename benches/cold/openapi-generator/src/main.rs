//! `one-call-openapi-generator URL`: calls `get_tokens_me` with a client that openapi-generator has generated.

use tokens_client::apis::configuration::Configuration;
use tokens_client::apis::tokens_api;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let configuration = Configuration {
        base_path: std::env::args().nth(1).unwrap_or_default(),
        oauth_access_token: Some("token".to_owned()),
        ..Configuration::default()
    };
    let me = tokens_api::get_tokens_me(&configuration, None)?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
