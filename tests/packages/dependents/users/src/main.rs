//! Lists users and prints the organization: two APIs from fragments of its own, and the one that genesys-cloud ships.

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
    for line in report(&Client::from_env()?)? {
        println!("{line}");
    }
    Ok(())
}

/// Returns the lines that the program prints.
fn report(client: &Client) -> Result<Vec<String>, Error> {
    let me = client.tokens().get_tokens_me().send()?;
    let mut lines = vec![format!(
        "{:?}",
        me.organization.and_then(|organization| organization.name)
    )];
    let listing = client.users().get_users().page_size(100).send()?;
    for user in listing.entities.unwrap_or_default() {
        lines.push(format!("{:?} {:?}", user.id, user.name));
    }
    let queue = client.routing().get_routing_queue("7f0c").send()?;
    lines.push(format!("{:?}", queue.name));
    Ok(lines)
}

#[cfg(test)]
mod tests;
