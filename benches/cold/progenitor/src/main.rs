//! `one-call-progenitor URL`: calls `get_tokens_me` with a client that progenitor has generated. That client does not support tokens,
//! so the program sets the header. Over TLS, the variable `CERTIFICATE` names the file of the root certificate.

use std::error::Error;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Bearer token"))]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut builder = reqwest::Client::builder().default_headers(headers);
    if let Some(pem) = std::env::var_os("CERTIFICATE").and_then(|file| std::fs::read(file).ok()) {
        builder = builder.tls_certs_only([reqwest::Certificate::from_pem(&pem)?]);
    }
    let client = builder.build()?;
    let client = tokens_client::Client::new_with_client(&url, client);
    let me = runtime.block_on(client.get_tokens_me(None))?.into_inner();
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
