//! If the body of a success is not the expected one, the call returns a `Decode` error that names the field, or `TooLarge`. It
//! never panics.

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Error};

use crate::support::clients::PROMPT;
use crate::support::leaks::FIRST_TOKEN;
use crate::support::response::{chunked, ok_json, status, token_response, until_close};
use crate::support::{Server, Step, builder, cases, client, client_with_credentials, error_of, timed};

fn does_not_decode(body: &[u8]) {
    let server = Server::always(ok_json(body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    server.request();
}

cases! { does_not_decode:
    empty => b"";
    spaces => b"  \r\n";
    html => b"<!DOCTYPE html><title>Sign in</title>";
    a_list => b"[]";
    a_list_of_fields => br#"[{"id":"a","name":"b"}]"#;
    null => b"null";
    a_string => br#""{}""#;
    a_number => b"1";
    a_boolean => b"true";
    nan => b"NaN";
    nan_in_a_field => br#"{"organization":NaN}"#;
    infinity_in_an_unknown_field => br#"{"x":Infinity}"#;
    half_an_object => br#"{"organization":{"id":"#;
    two_documents => b"{}{}";
    two_documents_on_two_lines => b"{}\n{}";
    trailing_bytes => b"{} trailing";
    a_trailing_zero => b"{}\0";
    a_trailing_comma => br#"{"organization":null,}"#;
    single_quotes => b"{'organization':null}";
    a_comment => b"{/* none */}";
    utf16 => b"\xff\xfe{\0}\0";
    utf16_without_a_mark => b"{\0}\0";
    invalid_utf8_in_a_string => b"{\"organization\":{\"name\":\"\xff\"}}";
    invalid_utf8_outside => b"{}\xff";
    a_lone_surrogate => br#"{"organization":{"name":"\ud800"}}"#;
    a_control_character_in_a_string => b"{\"organization\":{\"name\":\"a\nb\"}}";
    a_hundred_thousand_lists => "[".repeat(100_000).as_bytes();
    a_hundred_thousand_objects => r#"{"organization":"#.repeat(100_000).as_bytes();
    two_byte_order_marks => b"\xef\xbb\xbf\xef\xbb\xbf{}";
    gzip_without_a_content_encoding => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0];
}

fn names_the_path(body: &str, path: &str) {
    let server = Server::always(ok_json(body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains(path), "`{path}` is missing in: {error}");
}

cases! { names_the_path:
    a_number_for_an_object => r#"{"organization":5}"#, "organization";
    a_list_for_an_object => r#"{"organization":[]}"#, "organization";
    a_list_for_a_full_object => r#"{"organization":["id","name"]}"#, "organization";
    a_number_for_a_string => r#"{"organization":{"id":5}}"#, "organization.id";
    an_object_for_a_string => r#"{"organization":{"name":{}}}"#, "organization.name";
    an_object_for_a_list => r#"{"authorizedScope":{}}"#, "authorizedScope";
    a_number_in_a_list => r#"{"authorizedScope":["a",7]}"#, "authorizedScope[1]";
    null_in_a_list => r#"{"authorizedScope":["a",null]}"#, "authorizedScope[1]";
    a_list_for_a_string_in_a_nested_model => r#"{"OAuthClient":{"roleDivisions":[{},{"roleId":[]}]}}"#, "OAuthClient.roleDivisions[1].roleId";
    a_number_for_an_enum => r#"{"OAuthClient":{"state":7}}"#, "OAuthClient.state";
    a_word_for_a_date => r#"{"dateTokenIdles":"tomorrow"}"#, "dateTokenIdles";
    an_empty_date => r#"{"dateTokenIdles":""}"#, "dateTokenIdles";
    a_number_for_a_date => r#"{"dateTokenIdles":1700000000}"#, "dateTokenIdles";
    the_30th_of_february => r#"{"dateTokenIdles":"2024-02-30T00:00:00Z"}"#, "dateTokenIdles";
    hour_25 => r#"{"dateTokenIdles":"2024-02-03T25:00:00Z"}"#, "dateTokenIdles";
    a_date_without_a_zone => r#"{"dateTokenIdles":"2024-02-03T04:05:06"}"#, "dateTokenIdles";
    a_day_without_a_time => r#"{"dateTokenIdles":"2024-02-03"}"#, "dateTokenIdles";
    the_year_ten_thousand => r#"{"dateTokenIdles":"10000-01-01T00:00:00Z"}"#, "dateTokenIdles";
}

/// Valid JSON, too deep for a recursive parser.
fn nested_lists() -> String {
    format!(r#"{{"x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000))
}

fn nested_objects() -> String {
    format!("{}1{}", r#"{"x":"#.repeat(100_000), "}".repeat(100_000))
}

/// `IdleTokenTimeout` keeps unknown fields, so these have to be parsed.
fn is_too_deep_to_keep(body: String) {
    let server = Server::always(ok_json(body));
    let error = error_of(client(&server).tokens().get_tokens_timeout().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

cases! { is_too_deep_to_keep:
    a_hundred_thousand_unknown_lists => nested_lists();
    a_hundred_thousand_unknown_objects => nested_objects();
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
}

fn is_read_as_an_empty_model(response: Vec<u8>) {
    let server = Server::always(response);
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(info, genesys_cloud::models::TokenInfo::default());
}

cases! { is_read_as_an_empty_model:
    an_empty_object => ok_json("{}");
    surrounding_spaces => ok_json("\r\n {} \r\n");
    // RFC 8259, section 8.1: a parser may ignore it.
    a_byte_order_mark => ok_json("\u{feff}{}");
    a_hundred_thousand_lists_in_an_unknown_field => ok_json(nested_lists());
    a_hundred_thousand_objects_in_an_unknown_field => ok_json(nested_objects());
    unknown_fields => ok_json(r#"{"new":1,"newer":{"a":[1,2,{"b":null}]},"":"","organizations":"x"}"#);
    null_for_every_field => ok_json(
        r#"{"organization":null,"homeOrganization":null,"authorizedScope":null,"clonedUser":null,"dateTokenIdles":null,"OAuthClient":null}"#,
    );
    an_html_content_type => status(200, &[("Content-Type", "text/html")], "{}");
    no_content_type => status(200, &[], "{}");
    an_odd_charset => status(200, &[("Content-Type", "application/json; charset=utf-7")], "{}");
    an_unknown_number_beyond_i64 => ok_json(r#"{"x":99999999999999999999999999}"#);
}

#[test]
fn the_last_of_two_keys_wins() {
    let server = Server::always(ok_json(
        r#"{"organization":{"id":"one"},"organization":{"id":"two","id":"three"}}"#,
    ));
    let info = client(&server).tokens().get_tokens_me().send().unwrap();
    assert_eq!(info.organization.unwrap().id.as_deref(), Some("three"));
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

const LIMIT: usize = 1000;

/// A JSON object of exactly this many bytes.
fn object_of_size(bytes: usize) -> String {
    let frame = r#"{"newOutside":""}"#;
    format!(r#"{{"newOutside":"{}"}}"#, "x".repeat(bytes - frame.len()))
}

fn get_with_limit(response: Vec<u8>) -> Result<IdleTokenTimeout, Error> {
    let server = Server::script([vec![Step::Read, Step::Send(response), Step::Fin]]);
    let client: Client = builder(&server).max_response_bytes(LIMIT as u64).build().unwrap();
    client.tokens().get_tokens_timeout().send()
}

fn fits(response: Vec<u8>) {
    get_with_limit(response).unwrap();
}

cases! { fits:
    exactly_the_limit => ok_json(object_of_size(LIMIT));
    exactly_the_limit_in_chunks => chunked(200, &[], &object_of_size(LIMIT).as_bytes().chunks(7).collect::<Vec<_>>());
    exactly_the_limit_until_close => until_close(200, &[], object_of_size(LIMIT));
    one_below_the_limit => ok_json(object_of_size(LIMIT - 1));
}

fn is_too_large(response: Vec<u8>) {
    let error = error_of(get_with_limit(response));
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
    assert!(!error.is_retryable());
    assert!(error.to_string().contains("1000"), "the limit is missing in: {error}");
}

cases! { is_too_large:
    one_above_the_limit => ok_json(object_of_size(LIMIT + 1));
    one_above_the_limit_in_chunks => chunked(200, &[], &object_of_size(LIMIT + 1).as_bytes().chunks(7).collect::<Vec<_>>());
    one_above_the_limit_until_close => until_close(200, &[], object_of_size(LIMIT + 1));
    spaces_above_the_limit => ok_json(format!("{{}}{}", " ".repeat(LIMIT)));
}

#[test]
fn the_default_limit_allows_eight_megabytes() {
    let server = Server::always(ok_json(object_of_size(8 << 20)));
    client(&server).tokens().get_tokens_timeout().send().unwrap();
}

#[test]
fn the_default_limit_is_sixteen_megabytes() {
    let server = Server::always(ok_json(object_of_size((16 << 20) + 1)));
    let error = error_of(client(&server).tokens().get_tokens_timeout().send());
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
}

fn is_shown_on_one_line(body: &str) {
    let server = Server::always(ok_json(body));
    // `error_of` checks the length and looks for control characters.
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

cases! { is_shown_on_one_line:
    a_megabyte_for_a_date => &format!(r#"{{"dateTokenIdles":"{}"}}"#, "d".repeat(1 << 20));
    a_megabyte_for_an_object => &format!(r#"{{"organization":"{}"}}"#, "o".repeat(1 << 20));
    line_ends_for_a_date => r#"{"dateTokenIdles":"a\nb\u001b[31m\u0000"}"#;
    line_ends_for_an_object => r#"{"organization":"a\r\nb"}"#;
}

#[test]
fn a_string_of_fifteen_megabytes_for_an_object_fails_quickly() {
    let body = format!(r#"{{"organization":"{}"}}"#, "o".repeat(15 << 20));
    let server = Server::responses([token_response(FIRST_TOKEN), ok_json(body)]);
    let client = client_with_credentials(&server);
    // Masking all of it would exceed the timeout of the call: three secrets are searched for.
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert!(
        matches!(&error, Error::Decode(error) if error.path() == "organization"),
        "{error:?}"
    );
    assert!(elapsed < PROMPT, "{elapsed:?}");
}
