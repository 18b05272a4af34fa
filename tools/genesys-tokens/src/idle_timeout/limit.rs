//! `idle-timeout check`: whether the timeout is at most as long as a policy allows, as evidence.

use genesys_cloud::jiff::Timestamp;
use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::serde_json::json;

use super::setting;
use crate::console::{note, print_json};
use crate::exit;
use crate::failure::Failure;
use crate::holder::entity_json;
use crate::platform::{Account, Platform};

/// Compares the timeout with a limit in seconds, and prints what it was compared with.
pub(crate) fn check(account: &Account, max: u32) -> u8 {
    match Platform::find(account).and_then(|platform| compare(&platform, max)) {
        Ok(code) => code,
        Err(failure) => {
            note(format_args!(
                "It cannot be told whether the idle timeout is within the limit: {}",
                failure.line
            ));
            exit::UNKNOWN
        }
    }
}

fn compare(platform: &Platform, max: u32) -> Result<u8, Failure> {
    let client = platform.builder.clone().build()?;
    platform.say_if_sandbox();
    let setting = client.tokens().get_tokens_timeout().send()?;
    let me = client.tokens().get_tokens_me().preserve_idle_ttl(true).send()?;
    let is_within = is_within(&setting, max).map_err(Failure::failed)?;
    let written = print_json(&json!({
        "setting": setting::json(&setting),
        "limit_seconds": max,
        "within": is_within,
        "organization": entity_json(me.organization.as_ref()),
        "time": format!("{:.0}", Timestamp::now()),
    }));
    if let Err(error) = written {
        // The exit code is the result, also if nothing reads the document.
        note(format_args!("standard output cannot be written: {error}"));
    }
    Ok(if is_within { exit::SUCCESS } else { exit::NO })
}

/// Returns whether each timeout that applies is on and at most this long, or why that cannot be told.
pub(super) fn is_within(setting: &IdleTokenTimeout, max: u32) -> Result<bool, &'static str> {
    let is_long = |seconds: i32| i64::from(seconds) > i64::from(max);
    match setting.enable_idle_token_timeout {
        Some(true) => {}
        Some(false) => return Ok(false),
        None => return Err("the response does not say whether the timeout is on"),
    }
    match setting.idle_token_timeout_seconds {
        Some(seconds) if is_long(seconds) => return Ok(false),
        Some(1..) => {}
        // The platform sends 0 for a timeout that was never set.
        _ => return Err("the response does not say how long the timeout is"),
    }
    match setting.inactivity_timeout_groups_enabled {
        Some(true) => {}
        _ => return Ok(true),
    }
    let mut is_unknown = false;
    for bundle in setting.inactivity_timeout_group_bundles.as_deref().unwrap_or_default() {
        match bundle.timeout_seconds {
            Some(seconds) if is_long(seconds) => return Ok(false),
            Some(1..) => {}
            _ => is_unknown = true,
        }
    }
    if is_unknown {
        return Err("the response does not say how long the timeout of a group is");
    }
    Ok(true)
}
