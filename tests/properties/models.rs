//! Models with random values, read and written.

use genesys_cloud::models::{
    DomainEntityRef, IdleTokenTimeout, InactivityTimeoutGroupBundle, NamedEntity, OrgOAuthClient, OrgOAuthClientState,
    RoleDivision, TokenInfo, TokenInfoClonedUser,
};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::json::{TIMEOUT_FIELDS, any_json, text, unknown_fields, written};

fn timestamp() -> impl Strategy<Value = Timestamp> {
    let seconds = Timestamp::MIN.as_second() + 1..Timestamp::MAX.as_second();
    (seconds, 0..1_000_000_000).prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

fn entity() -> impl Strategy<Value = NamedEntity> {
    (of(text()), of(text())).prop_map(|(id, name)| {
        let mut entity = NamedEntity::default();
        (entity.id, entity.name) = (id, name);
        entity
    })
}

fn reference() -> impl Strategy<Value = DomainEntityRef> {
    (of(text()), of(text()), of(text())).prop_map(|(id, name, self_uri)| {
        let mut reference = DomainEntityRef::default();
        (reference.id, reference.name, reference.self_uri) = (id, name, self_uri);
        reference
    })
}

fn state() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("active".to_owned()),
        Just("Disabled".to_owned()),
        Just(String::new()),
        text()
    ]
}

fn oauth_client() -> impl Strategy<Value = OrgOAuthClient> {
    let grant = prop_oneof![
        Just("CLIENT-CREDENTIALS".to_owned()),
        Just("client_credentials".to_owned()),
        text()
    ];
    let role = (of(text()), of(text())).prop_map(|(role, division)| {
        let mut both = RoleDivision::default();
        (both.role_id, both.division_id) = (role, division);
        both
    });
    let names = (of(text()), of(text()), of(vec(text(), 0..3)), of(vec(role, 0..3)));
    let dates = (of(timestamp()), of(timestamp()), of(timestamp()));
    let others = (of(reference()), of(reference()), of(grant), of(state()), of(entity()));
    (names, dates, others).prop_map(|(names, dates, others)| {
        let mut client = OrgOAuthClient::default();
        (client.id, client.name, client.scope, client.role_divisions) = names;
        (client.date_created, client.date_modified, client.date_to_delete) = dates;
        let (created_by, modified_by, grant, state, organization) = others;
        (client.created_by, client.modified_by, client.organization) = (created_by, modified_by, organization);
        client.authorized_grant_type = grant.map(Into::into);
        client.state = state.map(Into::into);
        client
    })
}

fn token_info() -> impl Strategy<Value = TokenInfo> {
    let user = (of(text()), of(of(text()))).prop_map(|(id, organization)| {
        let mut user = TokenInfoClonedUser::default();
        user.id = id;
        user.organization = organization.map(|id| {
            let mut entity = genesys_cloud::models::Entity::default();
            entity.id = id;
            entity
        });
        user
    });
    let parts = (
        of(entity()),
        of(entity()),
        of(vec(text(), 0..4)),
        of(user),
        of(timestamp()),
        of(oauth_client()),
    );
    parts.prop_map(|(organization, home, scope, user, idles, client)| {
        let mut info = TokenInfo::default();
        (info.organization, info.home_organization) = (organization, home);
        (info.authorized_scope, info.cloned_user, info.date_token_idles) = (scope, user, idles);
        info.o_auth_client = client;
        info
    })
}

fn bundle() -> impl Strategy<Value = InactivityTimeoutGroupBundle> {
    let parts = (
        of(any::<i32>()),
        of(any::<i32>()),
        of(text()),
        of(vec(text(), 0..3)),
        unknown_fields(),
    );
    parts.prop_map(|(priority, seconds, unit, groups, unknown)| {
        let mut bundle = InactivityTimeoutGroupBundle::default();
        (bundle.priority, bundle.timeout_seconds, bundle.groups) = (priority, seconds, groups);
        bundle.inactivity_timeout_unit = unit.map(Into::into);
        bundle.additional_properties = unknown.into_iter().collect();
        bundle
    })
}

fn timeout() -> impl Strategy<Value = IdleTokenTimeout> {
    let unit = prop_oneof![Just("Minutes".to_owned()), Just("HOURS".to_owned()), text()];
    let parts = (
        of(any::<i32>()),
        of(any::<bool>()),
        of(unit),
        of(any::<bool>()),
        of(vec(bundle(), 0..3)),
        unknown_fields(),
    );
    parts.prop_map(|(seconds, enabled, unit, groups_enabled, bundles, unknown)| {
        let mut timeout = IdleTokenTimeout::default();
        (timeout.idle_token_timeout_seconds, timeout.enable_idle_token_timeout) = (seconds, enabled);
        timeout.inactivity_timeout_unit = unit.map(Into::into);
        timeout.inactivity_timeout_groups_enabled = groups_enabled;
        timeout.inactivity_timeout_group_bundles = bundles;
        timeout.additional_properties = unknown.into_iter().collect();
        timeout
    })
}

fn read<T: DeserializeOwned>(json: &Value) -> Result<T, serde_json::Error> {
    serde_json::from_slice(&written(json))
}

/// Returns whether a value that can be read equals itself after it is written and read again.
fn survives_a_round_trip<T: DeserializeOwned + Serialize + PartialEq>(bytes: &[u8]) -> bool {
    let Ok(model) = serde_json::from_slice::<T>(bytes) else {
        return true;
    };
    serde_json::from_slice::<T>(&written(&model)).is_ok_and(|again| again == model)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_token_info_that_is_written_is_read_back(info in token_info()) {
        prop_assert_eq!(serde_json::from_slice::<TokenInfo>(&written(&info)).unwrap(), info);
    }

    #[test]
    fn a_timeout_that_is_written_is_read_back(timeout in timeout()) {
        prop_assert_eq!(serde_json::from_slice::<IdleTokenTimeout>(&written(&timeout)).unwrap(), timeout);
    }

    #[test]
    fn a_field_without_a_value_is_not_written(timeout in timeout()) {
        let json = serde_json::to_value(&timeout).unwrap();
        let fields = TIMEOUT_FIELDS.iter().filter_map(|field| json.get(field));
        prop_assert!(fields.into_iter().all(|value| !value.is_null()));
    }

    #[test]
    fn a_read_modify_write_changes_one_field_and_keeps_the_others(timeout in timeout(), mut unknown in unknown_fields()) {
        let mut before = serde_json::to_value(&timeout).unwrap();
        before.as_object_mut().unwrap().append(&mut unknown);
        let modified = read::<IdleTokenTimeout>(&before).unwrap().with_idle_token_timeout_seconds(900);
        let mut expected = before;
        expected["idleTokenTimeoutSeconds"] = json!(900);
        prop_assert_eq!(serde_json::from_slice::<Value>(&written(&modified)).unwrap(), expected);
    }

    #[test]
    fn a_field_takes_precedence_over_an_additional_property_of_its_name(timeout in timeout(), extra in any_json(), field in 0..TIMEOUT_FIELDS.len()) {
        let name = TIMEOUT_FIELDS[field];
        let before = serde_json::to_value(&timeout).unwrap();
        let mut with_extra = timeout;
        with_extra.additional_properties.insert(name.to_owned(), extra.clone());
        let text = String::from_utf8(written(&with_extra)).unwrap();
        let after: Value = serde_json::from_str(&text).unwrap();
        // If both were written, `after` would have the last one, which is `extra`.
        prop_assert_eq!(&after[name], before.get(name).unwrap_or(&extra));
    }

    #[test]
    fn an_unknown_enum_value_is_written_as_it_was_read(value in text()) {
        let state = OrgOAuthClientState::from(value.as_str());
        let known = ["active", "disabled", "inactive"].into_iter().find(|known| known.eq_ignore_ascii_case(&value));
        prop_assert_eq!(state.as_str(), known.unwrap_or(&value));
        prop_assert_eq!(matches!(state, OrgOAuthClientState::Unknown(_)), known.is_none());
        prop_assert_eq!(serde_json::to_value(&state).unwrap(), json!(known.unwrap_or(&value)));
    }

    #[test]
    fn any_json_is_read_or_an_error(json in any_json()) {
        prop_assert!(survives_a_round_trip::<TokenInfo>(&written(&json)));
        prop_assert!(survives_a_round_trip::<IdleTokenTimeout>(&written(&json)));
        if !json.is_object() {
            prop_assert!(read::<TokenInfo>(&json).is_err() && read::<IdleTokenTimeout>(&json).is_err());
        }
    }

    #[test]
    fn any_bytes_are_read_or_an_error(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(survives_a_round_trip::<TokenInfo>(&bytes));
        prop_assert!(survives_a_round_trip::<IdleTokenTimeout>(&bytes));
    }
}

/// By default, `serde_json` reads numbers faster and may lose the last bit.
#[test]
fn a_number_in_an_unknown_field_is_written_as_it_was_read() {
    for number in [
        "9.844674407370955e19",
        "0.1",
        "-0.0",
        "5e-324",
        "1.7976931348623157e308",
        "18446744073709551615",
    ] {
        let before: Value = serde_json::from_str(&format!(r#"{{"new":{number}}}"#)).unwrap();
        assert_eq!(before["new"].as_f64(), number.parse::<f64>().ok(), "{number}");
        let read: IdleTokenTimeout = read(&before).unwrap();
        assert_eq!(read.additional_properties["new"], before["new"], "{number}");
    }
}
