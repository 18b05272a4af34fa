//! Responses of the token endpoint, and the outcome of the call that needs the token.

use genesys_cloud::Error;

use crate::support::leaks::{CLIENT_SECRET, FIRST_TOKEN, REFRESH_TOKEN};
use crate::support::response::{
    error_response, ok_json, status, token_info, token_json, token_refusal, token_response,
};
use crate::support::{Server, Step, cases, client_with_credentials, credentials_builder, error_of};

/// Returns the error of a call whose token request gets this response, and the number of token requests. Checks that the API
/// receives no request.
fn error_and_requests(response: Vec<u8>) -> (Error, usize) {
    let login = Server::always(response);
    let api = Server::unused();
    let client = credentials_builder(&login, &api).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    (error, login.requests().len())
}

fn is_invalid(response: Vec<u8>) {
    let (error, requests) = error_and_requests(response);
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!(error.status(), Some(200));
    assert_eq!(requests, 1);
    assert!(!error.is_retryable());
}

fn token_of(access_token: &str) -> Vec<u8> {
    ok_json(format!(
        r#"{{"access_token":{access_token},"token_type":"bearer","expires_in":86399}}"#
    ))
}

cases! { is_invalid:
    an_empty_token => token_of(r#""""#);
    a_token_that_is_null => token_of("null");
    a_token_that_is_a_number => token_of("4711");
    a_token_that_is_an_object => token_of("{}");
    a_token_that_is_a_list => token_of(r#"["a"]"#);
    a_token_with_a_line_end => token_of(r#""a\r\nX-Injected: yes""#);
    a_token_with_a_line_feed => token_of(r#""abc\n""#);
    a_token_with_a_space => token_of(r#""a b""#);
    a_token_of_a_space => token_of(r#"" ""#);
    a_token_with_nul => token_of(r#""a\u0000b""#);
    a_token_with_delete => token_of(r#""a\u007fb""#);
    a_token_that_is_not_ascii => token_of(r#""töken""#);
    no_token_at_all => ok_json(r#"{"token_type":"bearer","expires_in":86399}"#);
    an_empty_object => ok_json("{}");
    a_list => ok_json(r#"["access_token","x"]"#);
    a_string => ok_json(format!("\"{FIRST_TOKEN}\""));
    empty => ok_json("");
    html => status(200, &[("Content-Type", "text/html")], "<html>Sign in</html>");
    binary => ok_json([0, 1, 2, 255]);
    half_a_response => ok_json(format!(r#"{{"access_token":"{FIRST_TOKEN}","#));
    a_deeply_nested_response => ok_json("[".repeat(100_000));
    an_error_with_status_200 => token_refusal(200, "invalid_client");
    a_lifetime_of_letters => ok_json(token_json(FIRST_TOKEN, "\"a day\""));
    a_lifetime_of_an_object => ok_json(token_json(FIRST_TOKEN, "{}"));
    a_lifetime_that_is_not_a_number => ok_json(token_json(FIRST_TOKEN, "\"NaN\""));
    a_token_of_another_type => ok_json(format!(r#"{{"access_token":"{FIRST_TOKEN}","token_type":"mac"}}"#));
    an_object_with_secrets_for_a_token => ok_json(format!(r#"{{"access_token":{{"{REFRESH_TOKEN}":"{CLIENT_SECRET}"}}}}"#));
}

#[test]
fn a_token_beside_an_empty_error_is_used() {
    for error in ["null", r#""""#] {
        let body = format!(r#"{{"access_token":"{FIRST_TOKEN}","expires_in":86399,"error":{error}}}"#);
        let login = Server::responses([ok_json(body)]);
        let api = Server::responses([token_info("here")]);
        let client = credentials_builder(&login, &api).build().unwrap();
        client.tokens().get_tokens_me().send().unwrap();
        assert_eq!(api.request().bearer(), Some(FIRST_TOKEN));
    }
}

#[test]
fn an_error_with_status_200_keeps_its_code() {
    let (error, _) = error_and_requests(token_refusal(200, "invalid_client"));
    assert_eq!(error.code(), Some("invalid_client"));
}

fn is_a_refusal(code: u16, body: &str, error_code: Option<&str>, expected_requests: usize) {
    let (error, requests) = error_and_requests(status(code, &[], body));
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!(error.status(), Some(code));
    assert_eq!(error.code(), error_code);
    assert_eq!(requests, expected_requests);
    assert_eq!(error.attempts() as usize, expected_requests);
    assert!(error.to_string().contains(&code.to_string()), "{error}");
}

const INVALID_CLIENT: &str = r#"{"error":"invalid_client","error_description":"client not found","error_uri":"x"}"#;
const DESCRIPTION: &str = r#"{"error":"invalid_grant","description":"in the other field"}"#;

cases! { is_a_refusal:
    refused_with_400 => 400, INVALID_CLIENT, Some("invalid_client"), 1;
    refused_with_401 => 401, INVALID_CLIENT, Some("invalid_client"), 1;
    refused_with_403 => 403, DESCRIPTION, Some("invalid_grant"), 1;
    refused_with_an_error_body => 400, r#"{"message":"m","code":"bad.request"}"#, Some("bad.request"), 1;
    refused_with_404_and_html => 404, "<html>", None, 1;
    refused_with_an_empty_body => 400, "", None, 1;
    refused_with_a_list => 400, "[]", None, 1;
    refused_with_odd_types => 400, r#"{"error":{"a":1},"error_description":7}"#, None, 1;
    refused_with_500 => 500, "<html>", None, 1;
    refused_with_502_is_retried => 502, "<html>", None, 4;
    refused_with_503_is_retried => 503, INVALID_CLIENT, Some("invalid_client"), 4;
    refused_with_504_is_retried => 504, "", None, 4;
    refused_with_429_is_retried => 429, DESCRIPTION, Some("invalid_grant"), 4;
    refused_with_418 => 418, "", None, 1;
    refused_with_302 => 302, "", None, 1;
    refused_with_204 => 204, "", None, 1;
}

#[test]
fn the_description_of_a_refusal_is_shown() {
    let (error, _) = error_and_requests(status(400, &[], INVALID_CLIENT));
    assert!(error.to_string().contains("client not found"), "{error}");
}

#[test]
fn the_text_of_a_gateway_in_front_of_the_token_endpoint_is_shown() {
    for (kind, body) in [
        ("application/json", r#"{"Message":"the address is blocked"}"#),
        ("text/html", "<html><title>the address is blocked</title></html>"),
        ("text/plain", "the address is blocked"),
    ] {
        let (error, _) = error_and_requests(status(403, &[("Content-Type", kind)], body));
        assert!(
            error.to_string().contains(
                ": 403 Forbidden: the address is blocked; the token endpoint rejected the request (http://127.0.0.1:"
            ),
            "{error}"
        );
    }
}

#[test]
fn a_description_in_the_other_field_is_shown() {
    let (error, _) = error_and_requests(status(400, &[], DESCRIPTION));
    assert!(error.to_string().contains("in the other field"), "{error}");
}

fn echo_is_not_shown(code: u16, body: &str) {
    // `error_of` searches for the secrets.
    error_and_requests(status(code, &[("ININ-Correlation-Id", CLIENT_SECRET)], body));
}

cases! { echo_is_not_shown:
    a_secret_in_the_description => 400, &format!(r#"{{"error":"invalid_client","error_description":"no such secret: {CLIENT_SECRET}"}}"#);
    a_secret_for_an_error => 400, &format!(r#"{{"error":"{CLIENT_SECRET}"}}"#);
    a_basic_value_in_the_description => 401, &format!(r#"{{"error":"e","error_description":"Basic {}"}}"#, crate::support::leaks::BASIC);
    a_basic_value_in_html => 401, &format!("<html>Authorization: Basic {}</html>", crate::support::leaks::BASIC);
    a_secret_in_a_success => 200, &format!(r#"{{"access_token":"","refresh_token":"{REFRESH_TOKEN}","echo":"{CLIENT_SECRET}"}}"#);
    a_good_token_beside_bad_types => 200, &format!(r#"{{"access_token":["{FIRST_TOKEN}"]}}"#);
    a_token_in_the_error_of_a_success => 200, &format!(r#"{{"access_token":"{FIRST_TOKEN}","error":"{FIRST_TOKEN}"}}"#);
    a_token_in_the_description_of_a_success => 200, &format!(r#"{{"access_token":"{FIRST_TOKEN}","error":"invalid_grant","error_description":"issued {FIRST_TOKEN}"}}"#);
    a_token_with_a_trailing_part => 200, &format!(r#"{{"access_token":"{FIRST_TOKEN} x"}}"#);
}

#[test]
fn a_description_with_line_ends_is_one_line() {
    error_and_requests(status(
        400,
        &[],
        r#"{"error":"a\nb","error_description":"c\r\nd\u001b[31m\u0000"}"#,
    ));
}

#[test]
fn a_description_of_a_megabyte_is_short() {
    let body = format!(r#"{{"error":"e","error_description":"{}"}}"#, "d".repeat(1 << 20));
    error_and_requests(status(400, &[], body));
}

fn recovers(failure: Vec<Step>) {
    let login = Server::steps([failure, vec![Step::Send(token_response(FIRST_TOKEN))]]);
    let api = Server::responses([token_info("here")]);
    let client = credentials_builder(&login, &api).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(login.requests().len(), 2);
    assert_eq!(api.request().bearer(), Some(FIRST_TOKEN));
}

cases! { recovers:
    after_429 => vec![Step::Send(error_response(429, "too.many.requests"))];
    after_502 => vec![Step::Send(status(502, &[], "<html>"))];
    after_503 => vec![Step::Send(error_response(503, "service.unavailable"))];
    after_504 => vec![Step::Send(error_response(504, "request.timeout"))];
    after_a_reset => vec![Step::Reset];
    after_a_close => vec![Step::Fin];
    after_half_a_response => vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec()), Step::Fin];
}

/// Returns a token endpoint that sends `body`, and an API that sends success.
fn token_endpoint_and_api(body: String) -> Server {
    Server::serve(move |request| {
        let response = if request.is_token_request() {
            ok_json(&body)
        } else {
            token_info("here")
        };
        vec![Step::Send(response)]
    })
}

/// Checks that the client uses the token for the call that has requested it, and requests at most one token for each call.
fn is_usable_for_one_call(expires_in: &str) {
    let body = if expires_in.is_empty() {
        format!(r#"{{"access_token":"{FIRST_TOKEN}","token_type":"bearer"}}"#)
    } else {
        token_json(FIRST_TOKEN, expires_in)
    };
    let server = token_endpoint_and_api(body);
    let client = client_with_credentials(&server);
    client.tokens().get_tokens_me().send().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert!((1..=2).contains(&server.token_requests()));
    assert_eq!(server.api_requests().len(), 2);
}

cases! { is_usable_for_one_call:
    a_lifetime_of_zero => "0";
    a_negative_lifetime => "-1";
    the_most_negative_lifetime => "-9223372036854775808";
    a_lifetime_in_a_string => "\"86399\"";
    a_lifetime_with_a_fraction => "3599.5";
    a_lifetime_of_null => "null";
    no_lifetime => "";
}

fn is_kept(expires_in: &str) {
    let body = token_json(FIRST_TOKEN, expires_in);
    let server = token_endpoint_and_api(body);
    let client = client_with_credentials(&server);
    for _ in 0..5 {
        client.tokens().get_tokens_me().send().unwrap();
    }
    assert_eq!(server.token_requests(), 1);
}

cases! { is_kept:
    a_token_for_a_day => "86399";
    a_token_for_an_hour => "3600";
    a_token_for_two_to_the_31 => "2147483648";
    a_token_for_two_to_the_63 => "9223372036854775807";
    a_token_for_two_to_the_64 => "18446744073709551616";
    a_token_for_ten_to_the_300 => "1e300";
}

#[test]
fn a_token_of_every_visible_character_is_sent_as_it_is() {
    let token: String = ('!'..='~').collect();
    let login = Server::responses([ok_json(
        serde_json::json!({"access_token": token, "expires_in": 86399}).to_string(),
    )]);
    let api = Server::responses([token_info("here")]);
    let client = credentials_builder(&login, &api).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(api.request().bearer(), Some(token.as_str()));
}

#[test]
fn a_token_of_eight_kilobytes_is_sent() {
    let token = "t".repeat(8 << 10);
    let login = Server::responses([token_response(&token)]);
    let api = Server::responses([token_info("here")]);
    let client = credentials_builder(&login, &api).build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    assert_eq!(api.request().bearer(), Some(token.as_str()));
}

#[test]
fn a_token_of_more_than_16_kib_is_refused() {
    let (error, _) = error_and_requests(token_response(&"t".repeat((16 << 10) + 1)));
    assert!(error.to_string().contains("longer than 16 KiB"), "{error}");
}

#[test]
fn the_secret_is_sent_to_the_token_endpoint_only() {
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("here")]);
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    let requests = server.requests();
    assert!(requests[0].is_token_request());
    assert!(!requests[1].text().contains(CLIENT_SECRET));
    assert!(!requests[1].text().contains(crate::support::leaks::BASIC));
}

#[test]
fn the_token_is_fetched_when_it_is_first_needed() {
    let server = Server::unused();
    let client = client_with_credentials(&server);
    drop(client);
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_invalid_argument_fetches_no_token() {
    let server = Server::unused();
    let client = client_with_credentials(&server);
    for user in ["", ".", "..", "me", "ME", "timeout", "a\0b", "a\nb"] {
        let error = error_of(client.tokens().delete_token(user).send());
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert_eq!(error.attempts(), 0);
    }
}
