//! The bytes of each request: the six operations, and the token request.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these in tests, and does not see the functions that tests share"
)]

#[path = "../support/mod.rs"]
mod support;

use genesys_cloud::models::{IdleTokenTimeout, InactivityTimeoutGroupBundle};
use genesys_cloud::{Client, ClientBuilder, Error, Method};

use support::leaks::{BASIC, CLIENT_ID, FIRST_TOKEN, TOKEN};
use support::response::{no_content, ok_json, token_response};
use support::{Server, anonymous, builder, cases, client, client_with_credentials, credentials_builder, error_of};

/// The headers of every request to the API.
const HEADERS: &str = "\
host: {host}
accept: application/json
user-agent: genesys-cloud-rust/{version}
authorization: Bearer {token}
";

/// The headers of a request with a body.
const HEADERS_WITH_BODY: &str = "\
content-length: {length}
host: {host}
accept: application/json
user-agent: genesys-cloud-rust/{version}
content-type: application/json
authorization: Bearer {token}
";

/// The token request (RFC 6749, section 4.4.2).
const TOKEN_REQUEST: &str = "\
POST /oauth/token HTTP/1.1
content-length: 29
host: {host}
accept: application/json
user-agent: genesys-cloud-rust/{version}
content-type: application/x-www-form-urlencoded
authorization: Basic {basic}

grant_type=client_credentials";

/// Replaces the placeholders of a template, and its line ends with CRLF.
fn fill_in(server: &Server, template: &str) -> String {
    template
        .replace('\n', "\r\n")
        .replace("{host}", &server.address().to_string())
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{token}", TOKEN)
        .replace("{basic}", BASIC)
}

fn sends(call: fn(&Client) -> Result<(), Error>, line: &str, body: Option<&str>) {
    let server = Server::always(ok_json("{}"));
    call(&client(&server)).unwrap();
    let headers = match body {
        None => HEADERS.to_owned(),
        Some(body) => HEADERS_WITH_BODY.replace("{length}", &body.len().to_string()),
    };
    let expected = fill_in(
        &server,
        &format!("{line} HTTP/1.1\n{headers}\n{}", body.unwrap_or_default()),
    );
    assert_eq!(server.request().text(), expected);
}

fn timeout_with_a_bundle() -> IdleTokenTimeout {
    let bundle = InactivityTimeoutGroupBundle::default()
        .with_priority(1)
        .with_timeout_seconds(300)
        .with_groups(vec!["größe".to_owned()]);
    IdleTokenTimeout::default()
        .with_idle_token_timeout_seconds(900)
        .with_enable_idle_token_timeout(true)
        .with_inactivity_timeout_unit("Minutes")
        .with_inactivity_timeout_group_bundles(vec![bundle])
}

cases! { sends:
    get_tokens_me => |client| client.tokens().get_tokens_me().send().map(drop),
        "GET /api/v2/tokens/me", None;
    get_tokens_me_that_leaves_the_idle_timer => |client| client.tokens().get_tokens_me().preserve_idle_ttl(true).send().map(drop),
        "GET /api/v2/tokens/me?preserveIdleTTL=true", None;
    get_tokens_me_that_resets_the_idle_timer => |client| client.tokens().get_tokens_me().preserve_idle_ttl(false).send().map(drop),
        "GET /api/v2/tokens/me?preserveIdleTTL=false", None;
    delete_tokens_me => |client| client.tokens().delete_tokens_me().send(),
        "DELETE /api/v2/tokens/me", None;
    delete_token => |client| client.tokens().delete_token("7f0c8a9e-0000-4000-8000-1234567890ab").send(),
        "DELETE /api/v2/tokens/7f0c8a9e-0000-4000-8000-1234567890ab", None;
    delete_token_of_a_user_with_a_slash => |client| client.tokens().delete_token("a/..b/me").send(),
        "DELETE /api/v2/tokens/a%2F..b%2Fme", None;
    delete_token_of_a_user_with_a_query => |client| client.tokens().delete_token("me?x=1#y").send(),
        "DELETE /api/v2/tokens/me%3Fx%3D1%23y", None;
    delete_token_of_a_user_with_percents => |client| client.tokens().delete_token("%2e%2Ea").send(),
        "DELETE /api/v2/tokens/%252e%252Ea", None;
    delete_token_of_a_user_with_spaces_and_letters => |client| client.tokens().delete_token(" ü\u{1F600}+").send(),
        "DELETE /api/v2/tokens/%20%C3%BC%F0%9F%98%80%2B", None;
    delete_token_of_a_user_with_unreserved_characters => |client| client.tokens().delete_token("aZ09-._~").send(),
        "DELETE /api/v2/tokens/aZ09-._~", None;
    delete_token_of_a_user_like_me => |client| client.tokens().delete_token("me.").send(),
        "DELETE /api/v2/tokens/me.", None;
    get_tokens_timeout => |client| client.tokens().get_tokens_timeout().send().map(drop),
        "GET /api/v2/tokens/timeout", None;
    put_tokens_timeout => |client| client.tokens().put_tokens_timeout()
            .body(IdleTokenTimeout::default().with_idle_token_timeout_seconds(900)).send().map(drop),
        "PUT /api/v2/tokens/timeout", Some(r#"{"idleTokenTimeoutSeconds":900}"#);
    put_tokens_timeout_with_everything => |client| client.tokens().put_tokens_timeout()
            .body(timeout_with_a_bundle()).send().map(drop),
        "PUT /api/v2/tokens/timeout",
        Some(r#"{"idleTokenTimeoutSeconds":900,"enableIdleTokenTimeout":true,"inactivityTimeoutUnit":"Minutes","inactivityTimeoutGroupBundles":[{"priority":1,"timeoutSeconds":300,"groups":["größe"]}]}"#);
    put_tokens_timeout_with_an_empty_body => |client| client.tokens().put_tokens_timeout()
            .body(IdleTokenTimeout::default()).send().map(drop),
        "PUT /api/v2/tokens/timeout", Some("{}");
}

#[test]
fn head_tokens_me() {
    let server = Server::always(b"HTTP/1.1 200 OK\r\n\r\n".to_vec());
    client(&server).tokens().head_tokens_me().send().unwrap();
    let expected = fill_in(&server, &format!("HEAD /api/v2/tokens/me HTTP/1.1\n{HEADERS}\n"));
    assert_eq!(server.request().text(), expected);
}

#[test]
fn put_tokens_timeout_without_a_body_has_a_content_length_of_zero() {
    let server = Server::always(ok_json("{}"));
    client(&server).tokens().put_tokens_timeout().send().unwrap();
    let request = server.request();
    assert_eq!(request.line(), "PUT /api/v2/tokens/timeout HTTP/1.1");
    // RFC 9110, section 8.6: a PUT without content should have this header.
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("transfer-encoding"), None);
    assert!(request.body.is_empty());
}

#[test]
fn a_token_request_with_client_credentials() {
    let server = Server::responses([token_response(FIRST_TOKEN), ok_json("{}")]);
    client_with_credentials(&server)
        .tokens()
        .get_tokens_me()
        .send()
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].text(), fill_in(&server, TOKEN_REQUEST));
    let call = format!("GET /api/v2/tokens/me HTTP/1.1\n{HEADERS}\n").replace("{token}", FIRST_TOKEN);
    assert_eq!(requests[1].text(), fill_in(&server, &call));
    assert_eq!(server.connections(), 1, "both requests use one connection");
}

#[test]
fn a_secret_with_special_characters_is_sent_as_it_is() {
    let server = Server::responses([token_response(FIRST_TOKEN), no_content()]);
    let client = anonymous()
        .base_url(server.url())
        .login_url(server.url())
        .client_credentials(CLIENT_ID, "p: \"q\" /+=")
        .build()
        .unwrap();
    client.tokens().delete_token("user-1").send().unwrap();
    // base64 of `client-id-4711:p: "q" /+=`
    assert_eq!(
        server.requests()[0].header("authorization"),
        Some("Basic Y2xpZW50LWlkLTQ3MTE6cDogInEiIC8rPQ==")
    );
}

/// A gateway may serve the API and the login host below a prefix.
#[test]
fn every_path_is_below_the_prefix_of_its_base_url() {
    let server = Server::responses([token_response(FIRST_TOKEN), no_content()]);
    let client = credentials_builder(&server, &server)
        .base_url(format!("{}/genesys/api/", server.url()))
        .login_url(format!("{}/genesys/login", server.url()))
        .build()
        .unwrap();
    client.tokens().delete_token("user-1").send().unwrap();
    assert_eq!(
        server.lines(),
        [
            "POST /genesys/login/oauth/token HTTP/1.1",
            "DELETE /genesys/api/api/v2/tokens/user-1 HTTP/1.1"
        ]
    );
}

#[test]
fn the_user_agent_of_the_program_precedes_that_of_the_crate() {
    let server = Server::always(ok_json("{}"));
    let client = builder(&server).user_agent("billing/2.1").build().unwrap();
    client.tokens().get_tokens_me().send().unwrap();
    let expected = concat!("billing/2.1 genesys-cloud-rust/", env!("CARGO_PKG_VERSION"));
    assert_eq!(server.request().header("user-agent"), Some(expected));
}

#[test]
fn a_header_that_is_added_twice_is_sent_twice_and_replaces_that_of_the_client() {
    let server = Server::always(ok_json("{}"));
    let client = client(&server);
    let request = client.request(Method::GET, "/api/v2/tokens/me");
    let request = request.header("Prefer", "a").header("User-Agent", "billing");
    request.header("Prefer", "b").send_empty().unwrap();
    let request = server.request();
    assert!(
        request.text().contains("\r\nprefer: a\r\nprefer: b\r\n"),
        "{}",
        request.text()
    );
    assert_eq!(request.header("user-agent"), Some("billing"));
}

/// Checks that the client refuses the value before it opens a connection.
fn is_never_sent(user: &str) {
    let server = Server::unused();
    let error = error_of(client(&server).tokens().delete_token(user).send());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!((error.attempts(), error.status()), (0, None));
    assert!(!error.is_retryable());
}

cases! { is_never_sent:
    an_empty_user => "";
    a_dot => ".";
    two_dots => "..";
    me => "me";
    me_in_capitals => "ME";
    me_in_mixed_case => "mE";
    timeout => "timeout";
    timeout_in_capitals => "Timeout";
    a_line_end => "a\r\nX: y";
    a_nul => "a\0";
    an_escape => "\u{1b}";
    a_delete => "a\u{7f}";
    a_c1_control => "a\u{85}b";
}

fn is_refused_at_build(builder: ClientBuilder) {
    let error = error_of(builder.build());
    assert!(matches!(error, Error::Config(_)), "{error:?}");
}

fn with_base_url(url: &str) -> ClientBuilder {
    anonymous().access_token("token").base_url(url)
}

cases! { is_refused_at_build:
    no_credentials => anonymous();
    an_empty_base_url => with_base_url("");
    a_base_url_without_a_scheme => with_base_url("api.mypurecloud.com");
    a_plain_http_base_url => with_base_url("http://api.mypurecloud.com");
    a_plain_http_base_url_that_looks_like_loopback => with_base_url("http://127.0.0.1.example.com");
    a_plain_http_base_url_on_another_address => with_base_url("http://10.0.0.1");
    a_base_url_of_a_file => with_base_url("file:///etc/passwd");
    a_base_url_with_a_user => with_base_url("https://user@example.com");
    a_base_url_with_an_empty_user => with_base_url("https://@example.com");
    a_base_url_with_a_query => with_base_url("https://example.com/?a=b");
    a_base_url_with_a_fragment => with_base_url("https://example.com/#a");
    a_base_url_with_a_port_beyond_16_bits => with_base_url("https://example.com:99999");
    a_base_url_with_a_line_end => with_base_url("https://example.com/\r\nX: y");
    a_user_agent_with_a_line_end => with_base_url("https://example.com").user_agent("a\r\nX: y");
    a_secret_without_a_login_host => anonymous().client_credentials("id", "secret").base_url("https://example.com");
}
