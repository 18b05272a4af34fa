//! `one-call-crate [TIMES] URL`: calls `get_tokens_me` with this crate.

use genesys_cloud::{Client, Error};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1).rev();
    let url = arguments.next().unwrap_or_default();
    let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let client = Client::builder().base_url(url).access_token("token").build()?;
    for _ in 1..times {
        client.tokens().get_tokens_me().send()?;
    }
    let me = client.tokens().get_tokens_me().send()?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    Ok(())
}
