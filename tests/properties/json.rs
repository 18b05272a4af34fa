//! Strategies for JSON: any value, and values with the fields of models.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

/// Fields of the models that the tests read.
const FIELDS: &[&str] = &[
    "idleTokenTimeoutSeconds",
    "enableIdleTokenTimeout",
    "inactivityTimeoutUnit",
    "inactivityTimeoutGroupsEnabled",
    "inactivityTimeoutGroupBundles",
    "priority",
    "groups",
    "organization",
    "authorizedScope",
    "clonedUser",
    "dateTokenIdles",
    "OAuthClient",
    "roleDivisions",
    "state",
];

/// The fields of `IdleTokenTimeout`.
pub(crate) const TIMEOUT_FIELDS: &[&str] = FIELDS.split_at(5).0;

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(any::<char>(), 0..12).prop_map(String::from_iter),
        1 => Just("\u{0}\"\\\u{2028}\u{feff}\u{10ffff}".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = Value> {
    let finite = any::<f64>().prop_filter("JSON has no NaN and no infinity", |number| number.is_finite());
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        finite.prop_map(Value::from)
    ]
}

pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        text().prop_map(Value::from)
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            object(inner, field()).prop_map(Value::from)
        ]
    })
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(FIELDS).prop_map(str::to_owned), text()]
}

fn object(
    values: impl Strategy<Value = Value>,
    names: impl Strategy<Value = String>,
) -> impl Strategy<Value = Map<String, Value>> {
    btree_map(names, values, 0..6).prop_map(Map::from_iter)
}

/// Fields that a later version of the platform may add to a model.
pub(crate) fn unknown_fields() -> impl Strategy<Value = Map<String, Value>> {
    object(any_json(), text().prop_map(|name| format!("new {name}")))
}

pub(crate) fn written(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}
