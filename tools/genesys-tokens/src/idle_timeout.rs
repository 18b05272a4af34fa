//! `idle-timeout`: after which time without use the tokens of the organization end.

mod limit;
mod setting;

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Error};

use crate::console::{note, print, print_json};
use crate::duration::show;
use crate::exit;
use crate::failure::Failure;
use crate::platform::Platform;
use crate::question::Consent;
pub(crate) use limit::check;
pub(crate) use setting::{MAX, MIN};

/// The longest timeout, in seconds, that is allowed with the HIPAA compliance of the platform.
const HIPAA: u32 = 900;

/// A change of the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// The seconds of the timeout.
    Set(u32),
    Off,
}

/// Runs `idle-timeout get`.
pub(crate) fn get(platform: &Platform, json: bool) -> Result<u8, Failure> {
    let client = platform.builder.clone().build()?;
    platform.say_if_sandbox();
    show_setting(&client.tokens().get_tokens_timeout().send()?, json)?;
    Ok(exit::SUCCESS)
}

/// Runs `idle-timeout set` or `idle-timeout off`.
pub(crate) fn change(platform: &Platform, change: Change, consent: Consent, json: bool) -> Result<u8, Failure> {
    let client = platform.builder.clone().build()?;
    platform.say_if_sandbox();
    let before = client.tokens().get_tokens_timeout().send()?;
    let after = changed(before.clone(), change);
    note(format_args!(
        "Before\n{}\nAfter\n{}",
        setting::text(&before),
        setting::text(&after)
    ));
    if matches!(change, Change::Set(seconds) if seconds > HIPAA) {
        note(format_args!(
            "Warning: an organization with HIPAA compliance allows at most {}.",
            show(HIPAA.into())
        ));
    }
    if after == before {
        note("Nothing is to be changed.");
        show_setting(&before, json)?;
        return Ok(exit::SUCCESS);
    }
    if !consent.is_given("Change the idle timeout of the organization?")? {
        return Err(Failure::failed("nothing was changed"));
    }
    let written = write(&client, after)?;
    note("Changed.");
    show_setting(&written, json)?;
    Ok(exit::SUCCESS)
}

fn write(client: &Client, setting: IdleTokenTimeout) -> Result<IdleTokenTimeout, Error> {
    client.tokens().put_tokens_timeout().body(setting).send()
}

/// Returns the setting with the change. Everything else is kept, also what this program does not know.
fn changed(mut setting: IdleTokenTimeout, change: Change) -> IdleTokenTimeout {
    match change {
        Change::Set(seconds) => setting
            .with_enable_idle_token_timeout(true)
            // In range: the command line was checked.
            .with_idle_token_timeout_seconds(i32::try_from(seconds).unwrap_or(i32::MAX)),
        Change::Off => {
            // The platform refuses seconds of a timeout that is switched off.
            setting.idle_token_timeout_seconds = None;
            setting.with_enable_idle_token_timeout(false)
        }
    }
}

fn show_setting(setting: &IdleTokenTimeout, json: bool) -> Result<(), Failure> {
    if json {
        print_json(&setting::json(setting))?;
    } else {
        print(setting::text(setting))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
