//! The setting as people and programs read it.

use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::serde_json::{self, Value};

use crate::duration::show;

/// The shortest and the longest timeout that the platform accepts, in seconds.
pub(crate) const MIN: u32 = 300;
pub(crate) const MAX: u32 = 28_800;

/// Returns the setting as the API sends it, with everything that this program does not know.
pub(super) fn json(setting: &IdleTokenTimeout) -> Value {
    // A model is an object of values that are JSON.
    serde_json::to_value(setting).unwrap_or_default()
}

/// Returns the setting in lines.
pub(super) fn text(setting: &IdleTokenTimeout) -> String {
    let seconds = setting.idle_token_timeout_seconds.filter(|seconds| *seconds > 0);
    let length = seconds.map(|seconds| show(seconds.into()));
    let timeout = match (setting.enable_idle_token_timeout, length) {
        (Some(true), Some(length)) => format!("on, {length}"),
        (Some(true), None) => "on, of an unknown length".to_owned(),
        (Some(false), Some(length)) => format!("off (the length is set to {length})"),
        (Some(false), None) => "off".to_owned(),
        (None, _) => "unknown: the response does not say whether it is on".to_owned(),
    };
    let mut lines = vec![format!("  Timeout   {timeout}")];
    let bundles = setting.inactivity_timeout_group_bundles.as_deref().unwrap_or_default();
    if let Some(are_on) = setting.inactivity_timeout_groups_enabled {
        let state = if are_on { "on" } else { "off" };
        lines.push(format!(
            "  Groups    {state}, {} with a timeout of their own",
            bundles.len()
        ));
    }
    for bundle in bundles {
        lines.push(format!("            {}", bundle_text(bundle)));
    }
    lines.join("\n")
}

fn bundle_text(bundle: &InactivityTimeoutGroupBundle) -> String {
    let number = |value: Option<i32>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let length = bundle
        .timeout_seconds
        .map_or_else(|| "?".to_owned(), |seconds| show(seconds.into()));
    let groups = bundle.groups.as_deref().unwrap_or_default();
    format!(
        "priority {}: {length}, groups {}",
        number(bundle.priority),
        groups.join(", ")
    )
}
