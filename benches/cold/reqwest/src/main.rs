//! `one-call-reqwest URL`: calls `get_tokens_me` by hand. Over TLS, the variable
//! `CERTIFICATE` names the file of the root certificate.

#[allow(dead_code, reason = "one of the calls needs half of them")]
#[path = "../../../rivals/src/models.rs"]
mod models;

fn main() -> reqwest::Result<()> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let mut builder = reqwest::blocking::Client::builder();
    if let Some(pem) = std::env::var_os("CERTIFICATE").and_then(|file| std::fs::read(file).ok()) {
        builder = builder.tls_certs_only([reqwest::Certificate::from_pem(&pem)?]);
    }
    let client = builder.build()?;
    let me: models::TokenInfo = client
        .get(format!("{url}/api/v2/tokens/me"))
        .bearer_auth("token")
        .send()?
        .error_for_status()?
        .json()?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
