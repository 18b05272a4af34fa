//! Lists users, and names the organization: one API of its own, one that genesys-cloud ships.

mod api {
    genesys::include_api!();
}

mod routing {
    genesys::include_api!("routing");
}

use std::process::ExitCode;

use api::Apis as _;
use genesys::{Client, Error};
use routing::Apis as _;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let client = Client::from_env()?;
    let me = client.tokens().get_tokens_me().send()?;
    println!("{:?}", me.organization.and_then(|organization| organization.name));
    for user in client
        .users()
        .get_users()
        .page_size(100)
        .send()?
        .entities
        .unwrap_or_default()
    {
        println!("{:?} {:?}", user.id, user.name);
    }
    let queue = client.routing().get_routing_queue("7f0c").send()?;
    println!("{:?}", queue.name);
    Ok(())
}

#[cfg(test)]
mod tests;
