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
    invalid_utf8_outside => b"{}\xff";
    a_control_character_in_a_string => b"{\"organization\":{\"name\":\"a\nb\"}}";
    a_hundred_thousand_lists => "[".repeat(100_000).as_bytes();
    a_hundred_thousand_objects => r#"{"organization":"#.repeat(100_000).as_bytes();
    two_byte_order_marks => b"\xef\xbb\xbf\xef\xbb\xbf{}";
    gzip_without_a_content_encoding => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0];
}

/// Checks the error for a body that is compressed although the client did not ask for compression.
fn names_the_encoding(headers: &[(&str, &str)], body: &[u8], encoding: &str) {
    let server = Server::always(status(200, headers, body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(
        matches!(&error, Error::Decode(error) if error.path() == "."),
        "{error:?}"
    );
    assert!(
        error.to_string().contains(&format!("it is compressed with {encoding}")),
        "{error}"
    );
}

cases! { names_the_encoding:
    gzip => &[("Content-Encoding", "gzip")], &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0], "gzip";
    gzip_without_a_header => &[], &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0], "gzip";
    brotli => &[("Content-Encoding", "br")], &[0x8b, 0x00, 0x80, 0x7b, 0x7d, 0x03], "br";
}

#[test]
fn a_body_that_is_cut_off_has_the_path_of_the_documentation() {
    let server = Server::always(ok_json("{\"organization\":{\"id\":\"a\"},"));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(
        matches!(&error, Error::Decode(error) if error.path() == "."),
        "{error:?}"
    );
    assert!(error.to_string().contains("cannot be decoded: EOF"), "{error}");
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
    an_object_for_a_date => r#"{"dateTokenIdles":{"year":2024}}"#, "dateTokenIdles";
    a_list_for_a_date => r#"{"dateTokenIdles":[2024,2,3]}"#, "dateTokenIdles";
}

/// Returns valid JSON that is too deep for a recursive parser.
pub(crate) fn nested_lists() -> String {
    format!(r#"{{"x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000))
}

pub(crate) fn nested_objects() -> String {
    format!("{}1{}", r#"{"x":"#.repeat(100_000), "}".repeat(100_000))
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

const LIMIT: usize = 1000;

/// Returns a JSON object of exactly this many bytes.
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
    a_megabyte_for_an_object => &format!(r#"{{"organization":"{}"}}"#, "o".repeat(1 << 20));
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
