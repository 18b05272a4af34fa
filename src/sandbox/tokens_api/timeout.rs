//! The idle timeout of the organization, and the valid values of a PUT.

use serde_json::{Map, Value};

use crate::sandbox::http::Request;
use crate::sandbox::problem::Problem;
use crate::sandbox::state::State;

/// The valid timeouts in seconds: five minutes to eight hours.
const SECONDS: std::ops::RangeInclusive<i64> = 300..=28_800;
const PRIORITIES: std::ops::RangeInclusive<i64> = 1..=5;
const UNITS: [&str; 2] = ["Minutes", "Hours"];
/// How many characters of a refused value an error quotes.
const MAX_SHOWN: usize = 80;

/// Replaces the timeout with the body of the request. A request without a body changes nothing.
pub(super) fn put(state: &mut State, request: &Request) -> Result<(), Problem> {
    let media_type = request.head.media_type();
    if request.body.is_empty() && media_type.is_none() {
        return Ok(());
    }
    if media_type.as_deref() != Some("application/json") {
        return Err(Problem::from_status(415));
    }
    if request.body.is_empty() {
        return Ok(());
    }
    let body =
        serde_json::from_slice(&request.body).map_err(|_| Problem::new(400, "bad.request", "The body is not JSON."))?;
    let Value::Object(fields) = body else {
        return Err(Problem::new(400, "bad.request", "The body is not a JSON object."));
    };
    check(&fields)?;
    state.timeout = fields;
    Ok(())
}

/// Checks the known fields. All others are accepted unchanged.
fn check(fields: &Map<String, Value>) -> Result<(), Problem> {
    for (name, value) in fields {
        match name.as_str() {
            "idleTokenTimeoutSeconds" => expect(name, value, is_in(value, &SECONDS), "300 to 28800")?,
            "enableIdleTokenTimeout" | "inactivityTimeoutGroupsEnabled" => {
                expect(name, value, value.is_boolean(), "true or false")?;
            }
            "inactivityTimeoutUnit" => expect(name, value, is_unit(value), "Minutes or Hours")?,
            "inactivityTimeoutGroupBundles" => check_bundles(name, value)?,
            _ => {}
        }
    }
    Ok(())
}

fn check_bundles(list: &str, value: &Value) -> Result<(), Problem> {
    expect(list, value, value.is_array(), "a list")?;
    for (index, bundle) in value.as_array().into_iter().flatten().enumerate() {
        let at = |field: &str| format!("{list}[{index}].{field}");
        let field = |name: &str| bundle.get(name).unwrap_or(&Value::Null);
        expect(&format!("{list}[{index}]"), bundle, bundle.is_object(), "an object")?;
        let (priority, seconds) = (field("priority"), field("timeoutSeconds"));
        expect(&at("priority"), priority, is_in(priority, &PRIORITIES), "1 to 5")?;
        expect(&at("timeoutSeconds"), seconds, is_in(seconds, &SECONDS), "300 to 28800")?;
        let groups = field("groups");
        let are_texts = groups
            .as_array()
            .is_some_and(|groups| groups.iter().all(Value::is_string));
        expect(&at("groups"), groups, are_texts, "a list of group ids")?;
        if let Some(unit) = bundle.get("inactivityTimeoutUnit") {
            expect(&at("inactivityTimeoutUnit"), unit, is_unit(unit), "Minutes or Hours")?;
        }
    }
    Ok(())
}

fn is_in(value: &Value, range: &std::ops::RangeInclusive<i64>) -> bool {
    value.as_i64().is_some_and(|value| range.contains(&value))
}

fn is_unit(value: &Value) -> bool {
    value.as_str().is_some_and(|unit| UNITS.contains(&unit))
}

fn expect(field: &str, value: &Value, fits: bool, expected: &'static str) -> Result<(), Problem> {
    if fits {
        return Ok(());
    }
    let shown: String = value.to_string().chars().take(MAX_SHOWN).collect();
    let template = "{field} is {value}, which is not {expected}.";
    Err(Problem::new(400, "invalid.value", template)
        .with_parameter("field", field)
        .with_parameter("expected", expected)
        .with_parameter("value", shown)
        .with_field(field))
}
