//! Fields of a success with unusual values: numbers, dates, enums, unknown fields, and characters that are not valid.

use genesys_cloud::models::OrgOAuthClient;
use genesys_cloud::{Error, Method};

use crate::bodies::{nested_lists, nested_objects};
use crate::support::leaks::{self, TOKEN};
use crate::support::response::ok_json;
use crate::support::{Server, Step, cases, client, error_of};

/// Checks that `IdleTokenTimeout` keeps unknown fields, but not `x`. The log says so, without the name that the server chose.
fn is_not_kept(body: &str) {
    let body = format!(r#"{{"idleTokenTimeoutSeconds":900,"kept":1,{}"#, &body[1..]);
    let server = Server::always(ok_json(body));
    let client = client(&server);
    leaks::take_lines();
    let read = client.tokens().get_tokens_timeout().send().unwrap();
    assert_eq!(read.idle_token_timeout_seconds, Some(900));
    assert_eq!(read.additional_properties.keys().collect::<Vec<_>>(), ["kept"]);
    let warning = "WARN genesys_cloud::model::reading IdleTokenTimeout: unknown fields of the response cannot be kept";
    let lines = leaks::take_lines();
    assert_eq!(
        lines.iter().filter(|line| line.starts_with(warning)).count(),
        1,
        "{lines:?}"
    );
}

cases! { is_not_kept:
    a_hundred_thousand_unknown_lists => &nested_lists();
    a_hundred_thousand_unknown_objects => &nested_objects();
    an_unknown_number_beyond_f64 => r#"{"x":1e400}"#;
    an_unknown_half_of_a_surrogate_pair => r#"{"x":["\ud83d"]}"#;
    fifteen_megabytes_of_small_objects => &format!(r#"{{"x":[{}1]}}"#, r#"{"a":1},"#.repeat((15 << 20) / 8));
}

#[test]
fn an_unknown_field_with_a_bad_byte_is_not_kept() {
    let server = Server::always(ok_json(b"{\"idleTokenTimeoutSeconds\":900,\"kept\":1,\"x\":\"\xff\"}"));
    let read = client(&server).tokens().get_tokens_timeout().send().unwrap();
    assert_eq!(read.idle_token_timeout_seconds, Some(900));
    assert_eq!(read.additional_properties.keys().collect::<Vec<_>>(), ["kept"]);
}

/// Checks that one character that is not valid does not cost the response. The log says where the character is.
fn is_replaced(body: &[u8]) {
    let server = Server::always(ok_json(body));
    let client = client(&server);
    leaks::take_lines();
    let info = client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().name.as_deref(), Some("M\u{fffd}ller"));
    let lines = leaks::take_lines();
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("WARN") && line.ends_with("is at byte 26")),
        "{lines:?}"
    );
}

cases! { is_replaced:
    a_byte_of_latin_1 => b"{\"organization\":{\"name\":\"M\xfcller\"}}";
    half_a_surrogate_pair => br#"{"organization":{"name":"M\ud83dller"}}"#;
}

fn number_names_the_path(value: &str) {
    let server = Server::always(ok_json(format!(r#"{{"idleTokenTimeoutSeconds":{value}}}"#)));
    let error = error_of(client(&server).tokens().get_tokens_timeout().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("idleTokenTimeoutSeconds"), "{error}");
}

cases! { number_names_the_path:
    a_number_above_i32 => "2147483648";
    a_number_below_i32 => "-2147483649";
    a_number_beyond_i64 => "99999999999999999999";
    a_number_beyond_f64 => "1e999";
    a_fraction => "900.5";
    a_number_in_a_string => "\"900\"";
    a_boolean_for_a_number => "true";
    a_hundred_thousand_digits => &"9".repeat(100_000);
}

fn number_is_read(value: &str, expected: i32) {
    let server = Server::always(ok_json(format!(r#"{{"idleTokenTimeoutSeconds":{value}}}"#)));
    let timeout = client(&server).tokens().get_tokens_timeout().send().unwrap();
    assert_eq!(timeout.idle_token_timeout_seconds, Some(expected));
}

cases! { number_is_read:
    zero_for_a_timeout_never_set => "0", 0;
    a_negative_number => "-1", -1;
    the_largest_i32 => "2147483647", i32::MAX;
    the_smallest_i32 => "-2147483648", i32::MIN;
}

fn date_is_read(value: &str, expected: &str) {
    let server = Server::always(ok_json(format!(r#"{{"dateTokenIdles":"{value}"}}"#)));
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.date_token_idles.unwrap().to_string(), expected);
}

cases! { date_is_read:
    a_date_in_utc => "2024-02-03T04:05:06Z", "2024-02-03T04:05:06Z";
    a_date_with_milliseconds => "2024-02-03T04:05:06.789Z", "2024-02-03T04:05:06.789Z";
    a_date_with_nanoseconds => "2024-02-03T04:05:06.123456789Z", "2024-02-03T04:05:06.123456789Z";
    a_date_with_an_offset => "2024-02-03T04:05:06+02:00", "2024-02-03T02:05:06Z";
    a_date_in_small_letters => "2024-02-03t04:05:06z", "2024-02-03T04:05:06Z";
    a_leap_day => "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z";
    a_date_before_1970 => "1901-02-03T04:05:06Z", "1901-02-03T04:05:06Z";
    a_leap_second => "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z";
    a_date_without_a_zone => "2024-02-03T04:05:06", "2024-02-03T04:05:06Z";
    a_day_without_a_time => "2024-02-03", "2024-02-03T00:00:00Z";
    the_end_of_a_day => "2024-02-03T24:00:00Z", "2024-02-04T00:00:00Z";
    a_date_with_ten_digits_of_fraction => "2024-02-03T04:05:06.1234567899Z", "2024-02-03T04:05:06.123456789Z";
    a_date_with_a_space_at_the_end => "2024-02-03T04:05:06Z ", "2024-02-03T04:05:06Z";
}

/// Checks that a date that cannot be represented is `None`, and that the other fields are read. The log names type and field, and not
/// the value.
fn is_read_as_none(value: &str) {
    let server = Server::always(ok_json(format!(
        r#"{{"dateTokenIdles":{value},"organization":{{"id":"o"}}}}"#
    )));
    let client = client(&server);
    leaks::take_lines();
    let info = client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(
        (info.date_token_idles, info.organization.unwrap().id.as_deref()),
        (None, Some("o"))
    );
    let lines = leaks::take_lines();
    let warnings: Vec<_> = lines.iter().filter(|line| line.starts_with("WARN")).collect();
    assert!(
        matches!(&warnings[..], [line] if line.contains("TokenInfo.dateTokenIdles: read as None")),
        "{warnings:?}"
    );
}

cases! { is_read_as_none:
    the_last_second_of_the_year_9999 => "\"9999-12-31T23:59:59Z\"";
    the_year_ten_thousand => "\"10000-01-01T00:00:00Z\"";
    an_empty_date => "\"\"";
    a_word_for_a_date => "\"tomorrow\"";
    seconds_for_a_date => "1700000000";
    milliseconds_for_a_date => "1700000000000";
    the_30th_of_february => "\"2024-02-30T00:00:00Z\"";
    hour_25 => "\"2024-02-03T25:00:00Z\"";
    a_token_for_a_date => &format!("\"{TOKEN}\"");
}

#[test]
fn a_page_with_many_odd_dates_is_one_line_in_the_log() {
    let clients = vec![r#"{"dateCreated":""}"#; 1000].join(",");
    let server = Server::always(ok_json(format!("[{clients}]")));
    let client = client(&server);
    leaks::take_lines();
    let request = client.request(Method::GET, "/api/v2/oauth/clients");
    assert_eq!(request.send_json::<Vec<OrgOAuthClient>>().unwrap().body().len(), 1000);
    let lines = leaks::take_lines();
    let warnings: Vec<_> = lines.iter().filter(|line| line.starts_with("WARN")).collect();
    assert!(
        matches!(&warnings[..], [line] if line.contains("OrgOAuthClient.dateCreated: ") && line.ends_with("(count: 1000)")),
        "{warnings:?}"
    );
}

fn enum_is_read_as(value: &str, expected: &str) {
    let server = Server::always(ok_json(format!(r#"{{"OAuthClient":{{"state":"{value}"}}}}"#)));
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    let state = info.o_auth_client.unwrap().state.unwrap();
    assert_eq!(state.as_str(), expected);
}

cases! { enum_is_read_as:
    a_known_value => "active", "active";
    a_known_value_in_capitals => "ACTIVE", "active";
    an_unknown_value => "frozen", "frozen";
    an_unknown_value_in_capitals => "Frozen", "Frozen";
    an_empty_value => "", "";
    a_value_that_is_called_unknown => "Unknown", "Unknown";
}

#[test]
fn unknown_fields_and_values_survive_a_read_and_a_write() {
    let stored = r#"{"idleTokenTimeoutSeconds":900,"inactivityTimeoutUnit":"Fortnights","inactivityTimeoutGroupBundles":[{"priority":1,"newInside":[1.5]}],"newOutside":{"a":null}}"#;
    let server = Server::serve(move |request| {
        let body = if request.method() == "PUT" {
            request.body.clone()
        } else {
            stored.as_bytes().to_vec()
        };
        vec![Step::Send(ok_json(body))]
    });
    let client = client(&server);
    let read = client.tokens().get_tokens_timeout().send().unwrap();
    let written = client.tokens().put_tokens_timeout().body(read.clone()).send().unwrap();
    assert_eq!(read, written);
    let sent: serde_json::Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    let stored: serde_json::Value = serde_json::from_str(stored).unwrap();
    assert_eq!(sent, stored);
}
