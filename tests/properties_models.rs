//! Properties of models and of answers: whatever a server sends, and whatever a program writes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail by panicking too"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use genesys_cloud::models::{
    DomainEntityRef, IdleTokenTimeout, InactivityTimeoutGroupBundle, NamedEntity, OrgOAuthClient, OrgOAuthClientState,
    RoleDivision, TokenInfo, TokenInfoClonedUser,
};
use genesys_cloud::{Client, ClientBuilder, Error, RetryPolicy};
use jiff::Timestamp;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const TOKEN: &str = "TOKEN/of+the+test==";

/// Fields of the models that are read here, for JSON that comes close to them.
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

/// Those of them that `IdleTokenTimeout` has itself.
const TIMEOUT_FIELDS: &[&str] = FIELDS.split_at(5).0;

fn text() -> impl Strategy<Value = String> {
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

fn any_json() -> impl Strategy<Value = Value> {
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

/// What a later version of the platform may add to a model.
fn unknown_fields() -> impl Strategy<Value = Map<String, Value>> {
    object(any_json(), text().prop_map(|name| format!("new {name}")))
}

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

fn written(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

/// What can be read can be written, and says the same when it is read again.
fn read_twice<T: DeserializeOwned + Serialize + PartialEq>(bytes: &[u8]) -> bool {
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
    fn a_read_modify_write_changes_one_field_and_loses_none(timeout in timeout(), mut unknown in unknown_fields()) {
        let mut before = serde_json::to_value(&timeout).unwrap();
        before.as_object_mut().unwrap().append(&mut unknown);
        let modified = read::<IdleTokenTimeout>(&before).unwrap().with_idle_token_timeout_seconds(900);
        let mut expected = before;
        expected["idleTokenTimeoutSeconds"] = json!(900);
        prop_assert_eq!(serde_json::from_slice::<Value>(&written(&modified)).unwrap(), expected);
    }

    #[test]
    fn a_known_field_wins_over_an_extra_of_its_name(timeout in timeout(), extra in any_json(), field in 0..TIMEOUT_FIELDS.len()) {
        let name = TIMEOUT_FIELDS[field];
        let before = serde_json::to_value(&timeout).unwrap();
        let mut with_extra = timeout;
        with_extra.additional_properties.insert(name.to_owned(), extra.clone());
        let text = String::from_utf8(written(&with_extra)).unwrap();
        let after: Value = serde_json::from_str(&text).unwrap();
        // Of a name that is written twice, the last would be here, which is the extra.
        prop_assert_eq!(&after[name], before.get(name).unwrap_or(&extra));
    }

    #[test]
    fn an_enum_value_that_is_not_known_goes_back_as_it_came(value in text()) {
        let state = OrgOAuthClientState::from(value.as_str());
        let known = ["active", "disabled", "inactive"].into_iter().find(|known| known.eq_ignore_ascii_case(&value));
        prop_assert_eq!(state.as_str(), known.unwrap_or(&value));
        prop_assert_eq!(matches!(state, OrgOAuthClientState::Unknown(_)), known.is_none());
        prop_assert_eq!(serde_json::to_value(&state).unwrap(), json!(known.unwrap_or(&value)));
    }

    #[test]
    fn any_json_is_read_or_refused(json in any_json()) {
        prop_assert!(read_twice::<TokenInfo>(&written(&json)));
        prop_assert!(read_twice::<IdleTokenTimeout>(&written(&json)));
        if !json.is_object() {
            prop_assert!(read::<TokenInfo>(&json).is_err() && read::<IdleTokenTimeout>(&json).is_err());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(read_twice::<TokenInfo>(&bytes));
        prop_assert!(read_twice::<IdleTokenTimeout>(&bytes));
    }
}

/// The last bit of such a number was lost where it was read in the quick way that `serde_json` has by default.
#[test]
fn a_number_in_an_unknown_field_goes_back_as_it_came() {
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

/// The body limit of the clients below.
const LIMIT: usize = 256;

/// A client that asks once, with little patience.
fn client(url: String) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .access_token(TOKEN)
        .no_proxy()
        .retry(RetryPolicy::none())
        .max_response_bytes(LIMIT as u64)
}

/// What the server does when it has said all that it says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Close,
    /// Until the client closes.
    Stay,
}

/// Makes one call against a server that answers with these bytes.
fn call<T>(answer: &[u8], end: End, call: impl FnOnce(ClientBuilder) -> T) -> T {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut socket, _) = listener.accept().unwrap();
            read_head(&mut socket);
            // A client that has seen enough closes before the end.
            let _ = socket.write_all(answer);
            if end == End::Stay {
                let _ = socket.read_to_end(&mut Vec::new());
            }
        });
        call(client(url))
    })
}

fn read_head(socket: &mut TcpStream) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && socket.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
}

/// The error, if there is one, keeps to what is promised of all of them.
fn assert_bounded<T>(outcome: &Result<T, Error>) {
    let Err(error) = outcome else { return };
    let display = error.to_string();
    assert!(
        display.len() < 1024 && !display.chars().any(char::is_control),
        "{display:?}"
    );
    assert!(format!("{error:?}").len() < 16 * 1024);
    assert!(!matches!(error, Error::Config(_) | Error::Auth(_)), "{display}");
    assert_eq!(error.attempts(), 1);
}

/// Bytes that are no answer, or one that is cut, or one with odd headers, or one that is sound.
fn any_answer() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        3 => Just(b"HTTP/1.1 200 OK".to_vec()),
        1 => (0..1200_u16).prop_map(|status| format!("HTTP/1.1 {status} X").into_bytes()),
        1 => vec(any::<u8>(), 0..20),
    ];
    let length = (0..600_usize).prop_map(|length| format!("Content-Length: {length}").into_bytes());
    let header = prop_oneof![
        length,
        Just(b"Transfer-Encoding: chunked".to_vec()),
        Just(b"Content-Encoding: gzip".to_vec()),
        Just(b"Connection: close".to_vec()),
        vec(any::<u8>(), 0..30),
        ("[a-zA-Z-]{1,12}", "[ -~]{0,20}").prop_map(|(name, value)| format!("{name}: {value}").into_bytes()),
    ];
    let body = prop_oneof![
        vec(any::<u8>(), 0..600),
        any_json().prop_map(|json| written(&json)),
        (1..400_usize, any_json()).prop_map(|(length, json)| {
            let mut body = format!("{length:x}\r\n").into_bytes();
            body.extend(written(&json));
            body.extend(b"\r\n0\r\n\r\n");
            body
        }),
    ];
    let answer = (line, vec(header, 0..5), body).prop_map(|(line, headers, body)| {
        let mut answer = line;
        for header in headers {
            answer.extend(b"\r\n");
            answer.extend(header);
        }
        answer.extend(b"\r\n\r\n");
        answer.extend(body);
        answer
    });
    prop_oneof![9 => answer, 1 => vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_are_an_answer_or_an_error(answer in any_answer()) {
        let outcome = call(&answer, End::Close, |client| client.build().unwrap().tokens().get_tokens_timeout().send());
        assert_bounded(&outcome);
        let outcome = call(&answer, End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
        assert_bounded(&outcome);
    }

    #[test]
    fn a_body_is_taken_up_to_the_limit_and_no_further(length in LIMIT - 20..LIMIT + 20, framing in 0..3) {
        let body = format!("{{}}{}", " ".repeat(length - 2));
        let answer = match framing {
            0 => format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"),
            1 => format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"),
            _ => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"),
        };
        let outcome = call(answer.as_bytes(), End::Close, |client| client.build().unwrap().tokens().get_tokens_me().send());
        match outcome {
            Ok(_) => prop_assert!(length <= LIMIT),
            Err(Error::TooLarge(error)) => {
                prop_assert!(length > LIMIT);
                prop_assert_eq!(error.limit(), LIMIT as u64);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

proptest! {
    // Most of these wait for the timeout.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn a_call_ends_in_time_whatever_a_server_says_that_does_not_hang_up(answer in any_answer()) {
        let limit = Duration::from_millis(150);
        let started = Instant::now();
        let outcome = call(&answer, End::Stay, |client| {
            client.timeout(limit).build().unwrap().tokens().get_tokens_me().send()
        });
        // Far from what it would be without a limit, and far enough from it for a machine that does other things.
        prop_assert!(started.elapsed() < limit + Duration::from_secs(3));
        assert_bounded(&outcome);
    }
}

#[test]
fn a_token_that_a_server_quotes_is_shown_nowhere() {
    let body = format!(r#"{{"code":"no","message":"{TOKEN}","contextId":"{TOKEN}"}}"#);
    let html = format!("<p>{TOKEN}</p>");
    for (kind, body) in [
        ("application/json", &body),
        ("text/html", &html),
        (TOKEN, &html),
        (TOKEN, &String::new()),
    ] {
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 403 Forbidden\r\nContent-Type: {kind}\r\nININ-Correlation-Id: {TOKEN}\r\nX-Seen: Bearer {TOKEN}\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        let outcome = call(answer.as_bytes(), End::Close, |client| {
            client.build().unwrap().tokens().get_tokens_me().send()
        });
        let Err(Error::Api(error)) = outcome else {
            panic!("a 403 is an error of the API");
        };
        let raw = String::from_utf8_lossy(error.raw_body());
        let said = format!("{error} {error:?} {:?} {:?} {raw}", error.body(), error.headers());
        assert!(!said.contains(TOKEN), "{said}");
        assert!(said.contains("***"), "{said}");
    }
}
