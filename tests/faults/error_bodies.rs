//! The body of an error response may be anything. The error always has the status, and keeps a bounded part of the body.

use std::time::Duration;

use genesys_cloud::{Error, Method};

use crate::support::clients::{PROMPT, quick};
use crate::support::leaks::TOKEN;
use crate::support::response::{chunked, error_response, status, token_refusal};
use crate::support::{Server, Step, builder, cases, client, error_of, timed};

/// The number of bytes of a raw body that are kept.
const RAW_LIMIT: usize = 64 << 10;

fn keeps_its_status(body: &[u8]) {
    let server = Server::always(status(400, &[("Content-Type", "application/json")], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.code(), None);
    assert_eq!(error.attempts(), 1);
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    let kept = body.len().min(RAW_LIMIT);
    assert_eq!(api.raw_body(), &body[..kept]);
}

cases! { keeps_its_status:
    html => b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>";
    empty => b"";
    a_space => b" ";
    binary => &[0, 159, 146, 150, 0, 255, 254, 1, 2, 27, 7];
    control_characters => b"\x1b[2J\r\nSet-Cookie: x\r\n\x07\x00\x7f";
    invalid_utf8_in_a_string => b"{\"message\":\"\xff\xfe\"}";
    an_array => br#"["code","message"]"#;
    an_array_of_objects => br#"[{"message":"m"}]"#;
    a_string => br#""just a string""#;
    a_number => b"42";
    null => b"null";
    half_a_json => br#"{"message":"cut of"#;
    two_documents => br#"{"message":"a"}{"message":"b"}"#;
    twenty_megabytes_of_zeros => &vec![0; 20_000_000];
    twenty_megabytes_of_one_json_string => format!(r#"{{"message":"{}"}}"#, "m".repeat(20_000_000)).as_bytes();
    a_hundred_thousand_levels_of_arrays => "[".repeat(100_000).as_bytes();
    a_hundred_thousand_levels_of_errors => r#"{"errors":["#.repeat(100_000).as_bytes();
}

/// Checks that the error has the status and the raw body even if some fields have unexpected types.
fn with_unexpected_types_keeps_its_status(body: &str) {
    let server = Server::always(status(409, &[], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.status(), Some(409));
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    assert_eq!(api.raw_body(), body.as_bytes());
}

cases! { with_unexpected_types_keeps_its_status:
    a_message_that_is_an_object => r#"{"message":{"text":"m"},"code":"c"}"#;
    a_status_that_is_a_string => r#"{"message":"m","code":"c","status":"409"}"#;
    a_status_beyond_i32 => r#"{"message":"m","code":"c","status":4294967296}"#;
    a_code_that_is_a_number => r#"{"message":"m","code":17}"#;
    errors_that_are_not_a_list => r#"{"message":"m","errors":{}}"#;
    details_of_strings => r#"{"message":"m","details":["a"]}"#;
    a_limit_that_is_a_number => r#"{"message":"m","limit":7}"#;
}

#[test]
fn every_field_of_an_error_body_is_read() {
    let body = r#"{
        "message":"m","code":"c","status":400,"entityId":"e","entityName":"n","messageWithParams":"w {p}",
        "messageParams":{"p":"v"},"contextId":"x",
        "details":[{"errorCode":"dc","fieldName":"df","entityId":"de","entityName":"dn"}],
        "errors":[{"message":"inner","errors":[{"code":"innermost"}]}],
        "limit":{"key":"k","namespace":"some.new.namespace","value":9007199254740993},
        "aFieldOfNextYear":true
    }"#;
    let server = Server::always(status(400, &[], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    let body = api.body().unwrap();
    assert_eq!(body.entity_id.as_deref(), Some("e"));
    assert_eq!(body.entity_name.as_deref(), Some("n"));
    assert_eq!(body.message_with_params.as_deref(), Some("w {p}"));
    assert_eq!(body.message_params.as_ref().unwrap()["p"], "v");
    let detail = &body.details.as_ref().unwrap()[0];
    assert_eq!(detail.error_code.as_deref(), Some("dc"));
    assert_eq!(detail.field_name.as_deref(), Some("df"));
    let inner = &body.errors.as_ref().unwrap()[0];
    assert_eq!(inner.errors.as_ref().unwrap()[0].code.as_deref(), Some("innermost"));
    let limit = body.limit.as_ref().unwrap();
    assert_eq!(limit.namespace.as_deref(), Some("some.new.namespace"));
    assert_eq!(limit.value, Some(9_007_199_254_740_993));
}

fn is_read(body: &[u8], message: &str) {
    let server = Server::always(status(400, &[("Content-Type", "application/json")], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!((error.code(), error.correlation_id()), (Some("c"), Some("x")));
    assert!(error.to_string().contains(message), "{error}");
}

cases! { is_read:
    a_body_with_a_byte_order_mark => "\u{feff}{\"message\":\"m\",\"code\":\"c\",\"contextId\":\"x\"}".as_bytes(), "400 c: m";
    a_body_with_one_byte_of_latin_1 => b"{\"message\":\"M\xfcller\",\"code\":\"c\",\"contextId\":\"x\"}", "400 c: M\u{fffd}ller";
    a_body_with_half_a_surrogate_pair => br#"{"message":"M\ud83dller","code":"c","contextId":"x"}"#, "400 c: M\u{fffd}ller";
    a_body_with_a_bad_byte_in_an_unknown_field => b"{\"message\":\"m\",\"code\":\"c\",\"contextId\":\"x\",\"new\":\"\xff\"}", "400 c: m";
}

/// Checks that the error shows the text of a body that is not an `ErrorBody`.
fn is_shown(kind: &str, body: &str, expected: &str) {
    let server = Server::always(status(403, &[("Content-Type", kind)], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(
        error
            .to_string()
            .contains(&format!(": 403 {expected} ({}); check ", server.url())),
        "{error}"
    );
}

cases! { is_shown:
    the_message_of_an_aws_gateway => "application/json", r#"{"Message":"User is not authorized"}"#, "Forbidden: User is not authorized";
    the_description_of_an_oauth_error => "application/json", r#"{"error":"invalid_scope","error_description":"no such scope"}"#, "invalid_scope: no such scope";
    the_detail_of_a_problem => "application/problem+json", r#"{"title":"Forbidden","detail":"the address is blocked"}"#, "Forbidden: the address is blocked";
    the_fault_of_apigee => "application/json", r#"{"fault":{"faultstring":"Quota exceeded"}}"#, "Forbidden: Quota exceeded";
    the_beginning_of_a_text => "text/plain", &"x".repeat(1 << 20), &format!("Forbidden: {}…", "x".repeat(200));
    the_title_of_a_page => "text/html", "<html><title>Blocked by policy</title><p>…</html>", "Forbidden, with the page \"Blocked by policy\" (text/html)";
    a_token_in_a_title => "text/html", &format!("<html><title>{TOKEN}</title></html>"), "Forbidden, with the page \"***\" (text/html)";
    a_token_in_a_text => "text/plain", &format!("no {TOKEN}"), "Forbidden: no ***";
    the_field_of_a_detail => "application/json", r#"{"code":"bad","message":"m","details":[{"fieldName":"name","errorCode":"too.long"}]}"#, "bad: m (name: too.long)";
    the_message_of_an_inner_error => "application/json", r#"{"code":"bad","message":"m","errors":[{"message":"inner"}]}"#, "bad: m (inner)";
}

#[test]
fn many_details_and_a_long_message_are_quickly_shown() {
    let details = r#"{"fieldName":"aaaaaaaaaaaaaaaaaaaa"},"#.repeat(1000);
    let body = format!(r#"{{"message":"{}","details":[{details}{{}}]}}"#, "a".repeat(30_000));
    let server = Server::always(status(400, &[], body));
    let (_, elapsed) = timed(|| error_of(client(&server).tokens().get_tokens_me().send()));
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

#[test]
fn the_oauth_code_of_a_raw_call_to_the_token_endpoint_is_kept() {
    let server = Server::always(token_refusal(400, "invalid_grant"));
    let client = client(&server);
    let request = client.request(Method::POST, "/oauth/token").without_token();
    let error = error_of(request.send_json::<serde_json::Value>());
    assert_eq!((error.status(), error.code()), (Some(400), Some("invalid_grant")));
    assert!(
        error
            .to_string()
            .contains("400 invalid_grant: the description of invalid_grant"),
        "{error}"
    );
}

#[test]
fn a_secret_in_a_body_with_a_bad_byte_is_masked() {
    let body = [
        format!(r#"{{"message":"{TOKEN}","code":"c","x":""#).as_bytes(),
        b"\xff\"}",
    ]
    .concat();
    let server = Server::always(status(400, &[], body));
    // `error_of` searches for the token.
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(error.to_string().contains("400 c: ***"), "{error}");
}

#[test]
fn null_for_every_field_is_none() {
    let body =
        r#"{"message":null,"code":null,"status":null,"contextId":null,"details":null,"errors":null,"limit":null}"#;
    let server = Server::always(status(400, &[], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(
        (error.status(), error.code(), error.correlation_id()),
        (Some(400), None, None)
    );
}

#[test]
fn a_chunked_error_body_is_read() {
    let server = Server::always(chunked(400, &[], &[r#"{"code":"#, r#""in.chunks"}"#]));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert_eq!(error.code(), Some("in.chunks"));
}

/// A retry does not need the body, but the error of the last attempt does.
fn of_the_last_attempt_is_read_if_it_is_slow(retries: u32) {
    let response = error_response(503, "busy");
    let end = response.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap() + 4;
    let (head, body) = response.split_at(end);
    let server = Server::each(vec![
        Step::Read,
        Step::Send(head.to_vec()),
        Step::Pause(Duration::from_millis(400)),
        Step::Send(body.to_vec()),
        Step::UntilPeerCloses,
    ]);
    let client = builder(&server)
        .retry(quick().with_max_retries(retries))
        .build()
        .unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    assert_eq!((error.attempts(), error.code()), (retries + 1, Some("busy")));
}

cases! { of_the_last_attempt_is_read_if_it_is_slow:
    without_retries => 0;
    after_a_retry => 1;
}

fn is_shown_on_one_line(body: &str) {
    let server = Server::always(status(400, &[("ININ-Correlation-Id", "c-1")], body));
    // `error_of` checks the length and looks for control characters and secrets.
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    assert!(error.to_string().contains("400"), "{error}");
}

cases! { is_shown_on_one_line:
    a_message_with_line_ends => r#"{"message":"first\nsecond\r\nthird\u2028fourth","code":"c"}"#;
    a_message_with_escape_sequences => r#"{"message":"\u001b[31mred\u0007\u0000","code":"c"}"#;
    a_message_of_c1_controls => r#"{"message":"\u0085\u009b31m","code":"c"}"#;
    a_code_with_line_ends => r#"{"message":"m","code":"a\nb"}"#;
    a_context_id_with_line_ends => r#"{"message":"m","contextId":"a\nb"}"#;
    a_message_of_a_megabyte => &format!(r#"{{"message":"{}","code":"c"}}"#, "m".repeat(1 << 20));
    a_code_of_a_megabyte => &format!(r#"{{"message":"m","code":"{}"}}"#, "c".repeat(1 << 20));
    a_message_of_wide_characters => &format!(r#"{{"message":"{}"}}"#, "\u{1F600}".repeat(5_000));
    a_token_in_the_message => &format!(r#"{{"message":"bad token {TOKEN}!","code":"c"}}"#);
    a_token_in_the_code => &format!(r#"{{"message":"m","code":"{TOKEN}"}}"#);
    a_token_in_the_context_id => &format!(r#"{{"message":"m","contextId":"{TOKEN}"}}"#);
    // An encoder of JSON may escape any character, and some escape `+` and `/`.
    a_token_in_escapes => &format!(r#"{{"message":"\u{:04x}{}","code":"c"}}"#, u32::from(TOKEN.as_bytes()[0]), &TOKEN[1..]);
    a_token_in_a_context_id_in_escapes => &format!(r#"{{"message":"m","contextId":"\u{:04X}{}"}}"#, u32::from(TOKEN.as_bytes()[0]), &TOKEN[1..]);
    a_token_in_html => &format!("<html>Authorization: Bearer {TOKEN}</html>");
    a_token_in_a_nested_error => &format!(r#"{{"message":"m","errors":[{{"message":"{TOKEN}"}}]}}"#);
    a_token_in_the_parameters => &format!(r#"{{"message":"m","messageParams":{{"token":"{TOKEN}"}}}}"#);
    a_token_that_is_cut_in_two => &format!(r#"{{"message":"{}{TOKEN}"}}"#, "m".repeat(300));
}

#[test]
fn a_token_in_the_headers_is_not_shown() {
    let headers = [
        ("ININ-Correlation-Id", TOKEN),
        ("Location", TOKEN),
        ("X-Echo", TOKEN),
        ("WWW-Authenticate", TOKEN),
    ];
    let server = Server::always(status(400, &headers, "{}"));
    error_of(client(&server).tokens().get_tokens_me().send());
}
