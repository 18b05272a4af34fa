//! `login`: signs a user in with the browser.

mod profile;

use genesys_cloud::Client;

use crate::console::{note, print, print_json};
use crate::exit;
use crate::failure::Failure;
use crate::holder::Holder;
use crate::platform::Platform;
use crate::whoami;
use profile::Profile;

/// The options of the command.
#[derive(Debug)]
pub(crate) struct Login {
    pub(crate) client_id: Option<String>,
    /// The profile of `gc` that gets the token.
    pub(crate) save_profile: Option<String>,
    pub(crate) json: bool,
}

pub(crate) fn login(options: &Login, platform: &Platform) -> Result<u8, Failure> {
    let of_sandbox = platform.sandbox.as_ref().map(|sandbox| sandbox.client_id().to_owned());
    let client_id = options.client_id.clone().or(of_sandbox);
    // Before the user signs in.
    let profile = options.save_profile.as_deref().map(Profile::open).transpose()?;
    let pending = platform.builder.login(client_id.as_deref())?.start()?;
    platform.say_if_sandbox();
    let url = pending.url().to_owned();
    note(format_args!("Sign in with this page: {url}"));
    if let Err(error) = pending.open() {
        note(error);
    }
    let client = platform.builder.clone().credentials(pending.wait()?).build()?;
    let holder = Holder::read(&client)?;
    whoami::warn(&holder);
    if options.json {
        print_json(&whoami::document(&holder))?;
    } else {
        print(whoami::text(&holder))?;
    }
    match profile {
        Some(profile) => profile.save(&url, &client.access_token()?)?,
        None => sign_out(&client),
    }
    Ok(exit::SUCCESS)
}

/// Revokes a token that is not kept, so that it cannot be used by anyone.
fn sign_out(client: &Client) {
    match client.sign_out() {
        Ok(()) => note("Signed out again: --save-profile keeps the token."),
        Err(error) => note(format_args!("The token is not kept, and could not be revoked: {error}")),
    }
}
