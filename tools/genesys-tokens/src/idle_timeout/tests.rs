use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::serde_json::{self, json};

use super::limit::is_within;
use super::{Change, changed};

fn setting(json: serde_json::Value) -> IdleTokenTimeout {
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_change_keeps_what_the_program_does_not_know() {
    let before = json!({
        "idleTokenTimeoutSeconds": 3600,
        "enableIdleTokenTimeout": false,
        "inactivityTimeoutGroupsEnabled": true,
        "inactivityTimeoutGroupBundles": [{"priority": 1, "timeoutSeconds": 600, "groups": ["a"], "color": "red"}],
        "future": {"value": 1.5},
    });
    let mut expected = before.clone();
    expected["idleTokenTimeoutSeconds"] = json!(900);
    expected["enableIdleTokenTimeout"] = json!(true);
    let after = changed(setting(before.clone()), Change::Set(900));
    assert_eq!(serde_json::to_value(&after).unwrap(), expected);

    let mut expected = before.clone();
    expected.as_object_mut().unwrap().remove("idleTokenTimeoutSeconds");
    let after = changed(setting(before), Change::Off);
    assert_eq!(serde_json::to_value(&after).unwrap(), expected);
}

#[test]
fn the_limit_holds_for_each_timeout_that_applies() {
    let on = |seconds: i32| {
        IdleTokenTimeout::default()
            .with_enable_idle_token_timeout(true)
            .with_idle_token_timeout_seconds(seconds)
    };
    let bundle = |seconds: i32| vec![InactivityTimeoutGroupBundle::default().with_timeout_seconds(seconds)];
    assert_eq!(is_within(&on(900), 900), Ok(true));
    assert_eq!(is_within(&on(901), 900), Ok(false));
    assert_eq!(
        is_within(&on(300).with_enable_idle_token_timeout(false), 900),
        Ok(false)
    );

    let groups = on(900).with_inactivity_timeout_group_bundles(bundle(3_600));
    assert_eq!(is_within(&groups, 900), Ok(true), "the groups are not on");
    let groups = groups.with_inactivity_timeout_groups_enabled(true);
    assert_eq!(is_within(&groups, 900), Ok(false));
    assert_eq!(is_within(&groups, 3_600), Ok(true));
}

#[test]
fn what_the_response_does_not_say_cannot_be_told() {
    for unknown in [
        json!({}),
        json!({"idleTokenTimeoutSeconds": 600}),
        json!({"idleTokenTimeoutSeconds": 600, "enableIdleTokenTimeout": null}),
        json!({"enableIdleTokenTimeout": true}),
        json!({"idleTokenTimeoutSeconds": 0, "enableIdleTokenTimeout": true}),
        json!({
            "idleTokenTimeoutSeconds": 600, "enableIdleTokenTimeout": true,
            "inactivityTimeoutGroupsEnabled": true, "inactivityTimeoutGroupBundles": [{"priority": 1}],
        }),
    ] {
        assert!(is_within(&setting(unknown.clone()), 900).is_err(), "{unknown}");
    }
}
