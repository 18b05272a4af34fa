//! `Debug`, `Display` and the log contain no secret, and the log has one line for each attempt.
//!
//! Every other test also checks this: each error in `error_of`, and the log when a server is dropped.

use genesys_cloud::models::IdleTokenTimeout;
use genesys_cloud::{Client, Credentials, Error, Region};

use crate::support::clients::PROMPT;
use crate::support::leaks::{self, CLIENT_ID, CLIENT_SECRET, FIRST_TOKEN, PROXY_PASSWORD, SECOND_TOKEN, TOKEN};
use crate::support::response::{CORRELATION_ID, error_response, status, token_info, token_response};
use crate::support::{
    Server, anonymous, builder, cases, client, client_with_credentials, credentials_builder, error_of, timed,
};

#[test]
fn debug_of_builders_and_clients_contains_no_secret() {
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("here")]);
    let with_token = builder(&server);
    leaks::assert_debug_is_clean("ClientBuilder with a token", &with_token);
    leaks::assert_debug_is_clean("Client with a token", &with_token.build().unwrap());
    let with_secret = credentials_builder(&server, &server);
    leaks::assert_debug_is_clean("ClientBuilder with a secret", &with_secret);
    let client = with_secret.build().unwrap();
    leaks::assert_debug_is_clean("Client before its first call", &client);
    client.tokens().get_tokens_me().send().unwrap();
    leaks::assert_debug_is_clean("Client with a token in its cache", &client);
    leaks::assert_debug_is_clean("TokensApi", &client.tokens());
}

#[test]
fn debug_of_credentials_contains_no_secret() {
    let secret = Credentials::client_credentials(CLIENT_ID, CLIENT_SECRET);
    leaks::assert_debug_is_clean("Credentials", &secret);
    leaks::assert_debug_is_clean("Credentials", &Credentials::access_token(TOKEN));
}

#[test]
fn debug_of_requests_contains_no_secret() {
    let server = Server::unused();
    let client = client(&server);
    let tokens = client.tokens();
    leaks::assert_debug_is_clean("GetTokensMe", &tokens.get_tokens_me().preserve_idle_ttl(true));
    leaks::assert_debug_is_clean("HeadTokensMe", &tokens.head_tokens_me());
    leaks::assert_debug_is_clean("DeleteTokensMe", &tokens.delete_tokens_me());
    leaks::assert_debug_is_clean("DeleteToken", &tokens.delete_token("user-1"));
    leaks::assert_debug_is_clean("GetTokensTimeout", &tokens.get_tokens_timeout());
    let body = IdleTokenTimeout::default().with_idle_token_timeout_seconds(900);
    leaks::assert_debug_is_clean("PutTokensTimeout", &tokens.put_tokens_timeout().body(body));
}

#[test]
fn debug_of_a_response_that_echoes_the_token_contains_no_secret() {
    let server = Server::always(status(200, &[("X-Echo", TOKEN), ("ININ-Correlation-Id", TOKEN)], "{}"));
    let response = client(&server).tokens().get_tokens_me().send_with_response().unwrap();
    leaks::assert_debug_is_clean("Response", &response);
}

#[test]
fn the_decode_error_of_a_body_that_echoes_the_token_contains_no_secret() {
    for body in [
        format!(r#"{{"organization":"{TOKEN}"}}"#),
        format!(r#"{{"authorizedScope":"{TOKEN}"}}"#),
        format!(r#"{{"{TOKEN}"}}"#),
        TOKEN.to_owned(),
    ] {
        let server = Server::always(status(200, &[], body));
        let error = error_of(client(&server).tokens().get_tokens_me().send());
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }
}

#[test]
fn a_token_with_characters_that_json_escapes_is_masked() {
    let token = r#"TOKEN/with+"quotes"\and<more>"#;
    let escaped = r#"TOKEN\/with\u002B\"quotes\"\\and\u003Cmore\u003e"#;
    let server = Server::always(status(400, &[], format!(r#"{{"message":"{escaped}"}}"#)));
    let client = anonymous().base_url(server.url()).access_token(token).build().unwrap();
    let error = error_of(client.tokens().get_tokens_me().send());
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains("TOKEN"), "{text}");
    }
}

#[test]
fn the_parts_of_an_error_that_echoes_the_token_contain_no_secret() {
    let body = format!(
        r#"{{"message":"{TOKEN}","code":"{TOKEN}","contextId":"{TOKEN}","entityId":"{TOKEN}","messageParams":{{"{TOKEN}":"{TOKEN}"}},"details":[{{"errorCode":"{TOKEN}"}}],"errors":[{{"message":"{TOKEN}"}}]}}"#
    );
    let server = Server::always(status(400, &[("X-Echo", TOKEN)], body));
    let error = error_of(client(&server).tokens().get_tokens_me().send());
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    leaks::assert_debug_is_clean("ApiError", api);
    leaks::assert_debug_is_clean("ErrorBody", &api.body());
    leaks::assert_clean("the raw body", &String::from_utf8_lossy(api.raw_body()));
    leaks::assert_display_is_clean("ApiError", api);
}

#[test]
fn both_tokens_of_a_call_with_a_401_are_masked() {
    let body = format!(r#"{{"message":"{FIRST_TOKEN} and {SECOND_TOKEN}","code":"{FIRST_TOKEN}"}}"#);
    let headers = [("X-First", FIRST_TOKEN), ("ININ-Correlation-Id", FIRST_TOKEN)];
    let server = Server::responses([
        token_response(FIRST_TOKEN),
        error_response(401, "bad.credentials"),
        token_response(SECOND_TOKEN),
        status(403, &headers, body),
    ]);
    // `error_of` searches for both.
    let error = error_of(client_with_credentials(&server).tokens().get_tokens_me().send());
    let Error::Api(api) = &error else {
        panic!("expected an Api error: {error:?}")
    };
    assert_eq!((api.code(), api.message()), (Some("***"), Some("*** and ***")));
    assert_eq!(error.correlation_id(), Some("***"));
    assert_eq!(api.headers()["x-first"], "***");
    leaks::assert_clean("the raw body", &String::from_utf8_lossy(api.raw_body()));
}

#[test]
fn a_short_token_leaves_the_error_as_it_is() {
    for token in ["e", "token", "message"] {
        let body = r#"{"code":"bad.token.not.allowed","message":"The token is not allowed here"}"#;
        let server = Server::always(status(403, &[], body));
        let client = anonymous().base_url(server.url()).access_token(token).build().unwrap();
        let error = error_of(client.tokens().get_tokens_me().send());
        assert_eq!(error.code(), Some("bad.token.not.allowed"), "{token}");
        let Error::Api(api) = &error else {
            panic!("expected an Api error: {error:?}")
        };
        assert_eq!(api.message(), Some("The token is not allowed here"));
        assert_eq!(api.raw_body(), body.as_bytes());
    }
}

/// The server chooses the token and the text that the token is searched for in.
fn is_masked_quickly(token: &str, kind: &str, body: &str) {
    let server = Server::always(status(400, &[("Content-Type", kind)], body));
    let client = anonymous().base_url(server.url()).access_token(token).build().unwrap();
    let (error, elapsed) = timed(|| error_of(client.tokens().get_tokens_me().send()));
    assert_eq!(error.status(), Some(400));
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

cases! { is_masked_quickly:
    a_text_that_repeats_one_character => &"a".repeat(16_000), "text/plain", &"a".repeat(80 << 10);
    a_text_that_almost_contains_the_token => &format!("{}b", "a".repeat(16_000)), "text/plain", &"a".repeat(80 << 10);
    a_text_of_escape_sequences => &format!("{}b", "a".repeat(16_000)), "text/plain", &r"\u0061".repeat(14_000);
    an_error_body_of_many_strings => &"ab".repeat(8_000), "application/json", &format!(r#"{{"code":"c","details":[{}{{}}]}}"#, r#"{"fieldName":"abababab"},"#.repeat(3_000));
    a_token_and_a_text_of_the_characters_of_the_mask => &"*".repeat(16_000), "text/plain", &"*".repeat(80 << 10);
}

#[test]
fn a_token_that_is_cut_off_at_the_end_of_the_kept_body_is_masked() {
    let token: String = ('!'..='y').cycle().take(16 << 10).collect();
    let in_json = token
        .chars()
        .fold(String::new(), |json, c| json + &format!("\\u{:04x}", u32::from(c)));
    for spelling in [&token, &in_json] {
        for before in [40 << 10, 60 << 10, (64 << 10) - 8] {
            let body = format!("{}{spelling}", " ".repeat(before));
            let server = Server::always(status(502, &[], body));
            let client = anonymous().base_url(server.url()).access_token(&token).build().unwrap();
            let error = error_of(client.tokens().delete_token("user").send());
            let Error::Api(api) = &error else {
                panic!("expected an Api error: {error:?}")
            };
            let kept = api.raw_body().trim_ascii_start();
            assert!(kept == b"***", "{} bytes are left after {before}", kept.len());
        }
    }
}

/// Checks that the error of `build` names the setting and does not contain its value.
fn is_refused_and_not_shown(setting: &str, outcome: Result<Client, Error>) {
    let error = error_of(outcome);
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    let text = error.to_string().replace('_', " ");
    assert!(text.contains(setting), "`{setting}` is not named: {text}");
}

fn with_token(token: &str) -> Result<Client, Error> {
    anonymous().access_token(token).build()
}

fn with_credentials(id: &str, secret: &str) -> Result<Client, Error> {
    anonymous().client_credentials(id, secret).build()
}

cases! { is_refused_and_not_shown:
    an_empty_token => "access token", with_token("");
    a_token_with_a_space => "access token", with_token(&format!("{TOKEN} x"));
    a_token_with_a_line_end => "access token", with_token(&format!("{TOKEN}\r\nX: y"));
    a_token_with_nul => "access token", with_token(&format!("{TOKEN}\0"));
    a_token_that_is_not_ascii => "access token", with_token(&format!("{TOKEN}é"));
    a_token_with_a_tab => "access token", with_token(&format!("{TOKEN}\t"));
    an_empty_client_id => "client ID", with_credentials("", CLIENT_SECRET);
    a_client_id_with_a_colon => "client ID", with_credentials("a:b", CLIENT_SECRET);
    a_client_id_with_a_line_end => "client ID", with_credentials("a\nb", CLIENT_SECRET);
    an_empty_secret => "client secret", with_credentials(CLIENT_ID, "");
    a_secret_with_a_line_end => "client secret", with_credentials(CLIENT_ID, &format!("{CLIENT_SECRET}\n"));
    a_secret_with_nul => "client secret", with_credentials(CLIENT_ID, &format!("{CLIENT_SECRET}\0"));
    a_base_url_with_a_password => "base url", anonymous().access_token("x").base_url(format!("https://user:{CLIENT_SECRET}@example.com")).build();
    a_base_url_with_a_query => "base url", anonymous().access_token("x").base_url(format!("https://example.com/?key={CLIENT_SECRET}")).build();
    a_secret_for_an_id => "client ID", with_credentials(&format!("{CLIENT_SECRET}:"), CLIENT_SECRET);
    a_secret_with_a_space_for_an_id => "client ID", with_credentials(&format!("{CLIENT_SECRET} "), CLIENT_SECRET);
    a_token_for_a_region => "region", TOKEN.parse::<Region>().and_then(|region| anonymous().region(region).build());
    a_token_in_the_url_for_a_region => "region", format!("https://a/{TOKEN}").parse::<Region>().and_then(|region| anonymous().region(region).build());
    a_token_for_a_base_url => "base url", anonymous().access_token("x").base_url(TOKEN).build();
    a_proxy_password_with_a_fragment => "proxy", anonymous().access_token("x").proxy(format!("http://user:{PROXY_PASSWORD}#@proxy")).build();
    a_proxy_password_with_a_space => "proxy", anonymous().access_token("x").proxy(format!("http://user:{PROXY_PASSWORD} @proxy")).build();
    a_proxy_of_another_scheme_with_a_password => "proxy", anonymous().access_token("x").proxy(format!("ftp://user:{PROXY_PASSWORD}@proxy")).build();
    a_login_url_with_a_password => "login url", anonymous().access_token("x").login_url(format!("https://user:{CLIENT_SECRET}@example.com")).build();
}

#[test]
fn an_invalid_region_is_a_config_error_on_one_line() {
    for region in ["", "a b", "a/b", "a@b", "a:b", "a\nb", "http://a", "a?b", "é.com", "."] {
        let error = error_of(region.parse::<Region>());
        assert!(matches!(error, Error::Config(_)), "{error:?}");
    }
}

#[test]
fn the_log_has_a_line_for_each_attempt() {
    let server = Server::responses([error_response(503, "busy"), crate::support::response::no_content()]);
    let client = client(&server);
    leaks::take_lines();
    client.tokens().delete_token("user-of-the-log").send().unwrap();
    let lines = leaks::take_lines();
    let of = |status: &str| {
        let found: Vec<_> = lines
            .iter()
            .filter(|line| line.contains("DELETE /api/v2/tokens/{userId}") && line.contains(status))
            .collect();
        assert_eq!(found.len(), 1, "one line for {status}: {lines:?}");
        found[0]
    };
    assert!(of("503").contains(CORRELATION_ID));
    of("204");
    // The log has the template of the path, and no values.
    assert!(lines.iter().all(|line| !line.contains("user-of-the-log")));
}

#[test]
fn the_log_has_a_line_for_each_lost_response() {
    let server = Server::each(vec![crate::support::Step::Read, crate::support::Step::Reset]);
    let client = client(&server);
    leaks::take_lines();
    error_of(client.tokens().get_tokens_me().send());
    let lines = leaks::take_lines();
    let attempts = lines
        .iter()
        .filter(|line| line.contains("GET /api/v2/tokens/me"))
        .count();
    assert!(attempts >= 4, "{lines:?}");
}

#[test]
fn the_log_does_not_contain_the_query() {
    let server = Server::responses([token_info("here")]);
    let client = client(&server);
    leaks::take_lines();
    client.tokens().get_tokens_me().preserve_idle_ttl(true).send().unwrap();
    let lines = leaks::take_lines();
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| !line.contains("preserveIdleTTL")), "{lines:?}");
}

#[test]
fn the_token_request_is_logged_without_its_secret() {
    let server = Server::responses([token_response(FIRST_TOKEN), token_info("here")]);
    let client = client_with_credentials(&server);
    leaks::take_lines();
    client.tokens().get_tokens_me().send().unwrap();
    let lines = leaks::take_lines();
    assert!(lines.iter().any(|line| line.contains("/oauth/token")), "{lines:?}");
}
