//! `one-call-crate [TIMES] URL`: calls `get_tokens_me` with this crate. Over TLS, the variable
//! `CERTIFICATE` names the file of the root certificate.

use genesys_cloud::{Client, Error};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1).rev();
    let url = arguments.next().unwrap_or_default();
    let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut builder = Client::builder().base_url(url).access_token("token");
    if let Some(pem) = std::env::var_os("CERTIFICATE").and_then(|file| std::fs::read(file).ok()) {
        builder = builder.root_certificates_pem(pem);
    }
    let client = builder.build()?;
    for _ in 1..times {
        client.tokens().get_tokens_me().send()?;
    }
    let me = client.tokens().get_tokens_me().send()?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
