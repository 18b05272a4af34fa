//! `one-call-openapi-generator URL`: calls `get_tokens_me` with a client that openapi-generator has generated. Over TLS, the variable
//! `CERTIFICATE` names the file of the root certificate.

use tokens_client::apis::configuration::Configuration;
use tokens_client::apis::tokens_api;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = reqwest::blocking::Client::builder();
    if let Some(pem) = std::env::var_os("CERTIFICATE").and_then(|file| std::fs::read(file).ok()) {
        builder = builder.tls_certs_only([reqwest::Certificate::from_pem(&pem)?]);
    }
    let configuration = Configuration {
        client: builder.build()?,
        base_path: std::env::args().nth(1).unwrap_or_default(),
        oauth_access_token: Some("token".to_owned()),
        ..Configuration::default()
    };
    let me = tokens_api::get_tokens_me(&configuration, None)?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
