//! Whole messages, as users read them: what happened, to what, and what to do. `SERVER` stands for the address of a test server.

use std::time::Duration;

use genesys_cloud::{ClientBuilder, Error, Method, RetryPolicy};

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::refusing_port;
use crate::support::leaks::{CLIENT_ID, CLIENT_SECRET, CODE, REFRESH_TOKEN, TOKEN, VERIFIER};
use crate::support::response::{status, token_refusal};
use crate::support::{Server, Step, anonymous, builder, cases, client, credentials_builder, error_of};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const HTML: (&str, &str) = ("Content-Type", "text/html");

/// Returns the message of a call that fails.
fn message(builder: ClientBuilder) -> String {
    error_of(builder.build().unwrap().tokens().get_tokens_me().send()).to_string()
}

/// Returns the same with `SERVER` in place of the address.
fn message_of(server: &Server, builder: ClientBuilder) -> String {
    message(builder).replace(&server.address().to_string(), "SERVER")
}

fn of_a_response(code: u16, headers: &[(&str, &str)], body: &str, expected: &str) {
    let server = Server::always(status(code, headers, body));
    let expected = format!("GET /api/v2/tokens/me: {expected}");
    assert_eq!(
        message_of(&server, builder(&server).retry(RetryPolicy::none())),
        expected
    );
}

cases! { of_a_response:
    a_redirect => 302, &[("Location", "https://wifi.example.com/sign-in?session=1")], "",
        "302 Found (http://SERVER); a redirect to https://wifi.example.com, which is not followed: check ClientBuilder::base_url, the region, \
         and the sign-in page of the network";
    a_rejected_token => 401, &[JSON], r#"{"code":"bad.credentials","message":"Invalid login credentials.","contextId":"1-2"}"#,
        "401 bad.credentials: Invalid login credentials (http://SERVER) (correlation id 1-2); \
         the token is expired, revoked or of another region: get a new one, or correct the region";
    a_missing_permission => 403, &[JSON],
        r#"{"code":"missing.any.permissions","message":"Unable to perform the requested action. You are missing any permission(s).","messageParams":{"permissions":"[oauth:token:delete, oauth:client:edit]"}}"#,
        "403 missing.any.permissions: Unable to perform the requested action. You are missing any permission(s) \
         (missing permissions [oauth:token:delete, oauth:client:edit]) (http://SERVER); \
         add a role with the permission to the OAuth client, or to the user";
    a_request_that_needs_a_user => 400, &[JSON], r#"{"code":"bad.request","message":"This request requires a user context."}"#,
        "400 bad.request: This request requires a user context; \
         client credentials have no user; use the token of a user who has signed in";
    a_field_that_is_not_valid => 400, &[JSON],
        r#"{"code":"bad.request","message":"The value is not valid.","details":[{"fieldName":"name","errorCode":"too.long"}],"errors":[{"message":"At most 256 characters."}]}"#,
        "400 bad.request: The value is not valid (name: too.long; At most 256 characters)";
    a_page_of_a_gateway => 500, &[HTML], "<html><title>Application error</title></html>",
        "500 Internal Server Error, with the page \"Application error\" (text/html) (http://SERVER); \
         report it to the support of Genesys with the correlation id";
    a_daily_limit => 429, &[JSON, ("Retry-After", "7200")], r#"{"code":"too.many.requests","message":"Rate limit exceeded."}"#,
        "429 too.many.requests: Rate limit exceeded; the server asks to wait 2 h, more than RetryPolicy::with_max_retry_after (60 s), \
         so the call ended; call again in 2 h, and less often: ClientBuilder::requests_per_minute spaces the calls";
    an_outage => 503, &[JSON, ("Retry-After", "7")], r#"{"code":"service.unavailable","message":"Unavailable."}"#,
        "503 service.unavailable: Unavailable; the response asks to wait 7 s; call again in 7 s";
    a_page_in_place_of_json => 200, &[HTML], "<html><title>Guest Wi-Fi</title></html>",
        "something other than the API responded, with a web page \"Guest Wi-Fi\" and status 200 (http://SERVER); \
         sign in to the network, or check proxy, gateway and ClientBuilder::base_url";
    a_field_of_another_type => 200, &[JSON], r#"{"OAuthClient":{"name":7}}"#,
        "the response body cannot be decoded at OAuthClient.name: invalid type: integer `7`, expected a string at line 1 column 24; \
         the specification that the code was generated from may be outdated: update it (genesys-spec update), \
         or read the body as a serde_json::Value with Client::request";
    a_body_that_is_cut_off => 200, &[JSON], r#"{"organization":{"#,
        "the response body cannot be decoded at organization: EOF while parsing an object at line 1 column 17; \
         the specification that the code was generated from may be outdated: update it (genesys-spec update), \
         or read the body as a serde_json::Value with Client::request";
}

/// Checks a message of the token endpoint, in which the status and the text of the server come first.
fn of_a_rejected_sign_in(code: u16, headers: &[(&str, &str)], body: &str, expected: &str) {
    let server = Server::always(status(code, headers, body));
    let builder = credentials_builder(&server, &server).retry(RetryPolicy::none());
    assert_eq!(message_of(&server, builder), format!("POST /oauth/token: {expected}"));
}

cases! { of_a_rejected_sign_in:
    a_wrong_secret => 401, &[JSON], r#"{"error":"invalid_client","error_description":"client not found."}"#,
        "401 invalid_client: client not found; the token endpoint rejected the credentials (http://SERVER); \
         check client ID, secret and region";
    a_gateway_before_the_token_endpoint => 403, &[HTML], "<html><title>Blocked</title></html>",
        "403 Forbidden: Blocked; the token endpoint rejected the request (http://SERVER); \
         check client ID, secret and region, and the proxy or gateway before the token endpoint";
    an_outage_of_the_token_endpoint => 503, &[], "",
        "503 Service Unavailable; the token endpoint returned no token (http://SERVER); call again in some minutes";
    a_redirect_of_the_token_endpoint => 302, &[("Location", "https://login.example.com/")], "",
        "302 Found; the token endpoint redirects, which is not followed (http://SERVER); check the region or ClientBuilder::login_url";
    a_success_without_a_token => 200, &[JSON], "{}",
        "the response of the token endpoint has no access_token, with status 200 (http://SERVER); \
         check ClientBuilder::login_url, and the proxy or gateway before it";
}

#[test]
fn a_rejected_code_needs_another_sign_in() {
    use genesys_cloud::{Code, Credentials};
    let server = Server::always(token_refusal(400, "invalid_grant"));
    let code = Credentials::authorization_code(Code::pkce(CLIENT_ID, CODE, VERIFIER));
    let builder = anonymous().base_url(server.url()).login_url(server.url());
    assert_eq!(
        message_of(&server, builder.credentials(code)),
        "POST /oauth/token: 400 invalid_grant: the description of invalid_grant; the token endpoint rejected the authorization code \
         (http://SERVER); sign in again"
    );
}

/// The advice about a POST of the API does not fit a request for a token.
fn of_a_lost_token_response(credentials: genesys_cloud::Credentials, advice: &str) {
    let server = Server::each(vec![Step::Read, Step::Fin]);
    let builder = anonymous()
        .base_url(server.url())
        .login_url(server.url())
        .credentials(credentials)
        .retry(RetryPolicy::none());
    assert_eq!(
        message_of(&server, builder),
        format!(
            "POST /oauth/token: the connection was closed before the response was complete (http://SERVER); {advice}"
        )
    );
}

cases! { of_a_lost_token_response:
    for_client_credentials => genesys_cloud::Credentials::client_credentials(CLIENT_ID, CLIENT_SECRET), "call again later";
    for_a_refresh_token => genesys_cloud::Credentials::refresh_token(CLIENT_ID, None, REFRESH_TOKEN),
        "call again: the refresh token is sent once more";
    for_a_code => genesys_cloud::Credentials::authorization_code(genesys_cloud::Code::pkce(CLIENT_ID, CODE, VERIFIER)),
        "the authorization code may be used up now, so the user may have to sign in again";
    for_an_assertion => genesys_cloud::Credentials::saml2_bearer(CLIENT_ID, CLIENT_SECRET, "acme", "assertion"),
        "the SAML2 assertion may be used up now, so the user may have to sign in again";
}

#[test]
fn a_lost_response_of_a_post_says_that_it_may_have_been_processed() {
    let server = Server::each(vec![Step::Read, Step::Fin]);
    let client = client(&server);
    let request = client.request(Method::POST, "/api/v2/groups").body_text("g".to_owned());
    let error = error_of(request.send_empty());
    assert_eq!(
        error.to_string().replace(&server.address().to_string(), "SERVER"),
        "POST /api/v2/groups: the connection was closed before the response was complete (http://SERVER); \
         it was sent and may have been processed, so check before you repeat it"
    );
}

#[test]
fn an_attempt_that_takes_too_long_names_its_limit() {
    let server = Server::each(vec![Step::Read, Step::Stall]);
    let builder = builder(&server)
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::none());
    assert_eq!(
        message_of(&server, builder),
        "GET /api/v2/tokens/me: timed out while waiting for the response (http://SERVER): the time limit of an attempt \
         (ClientBuilder::attempt_timeout) is 0.2 s; if the operation is slow, set a longer limit"
    );
}

#[test]
fn a_server_that_refuses_the_connection_is_named() {
    let (_port, address) = refusing_port();
    let builder = anonymous().base_url(format!("http://{address}")).access_token(TOKEN);
    assert_eq!(
        message(builder.retry(RetryPolicy::none())).replace(&address.to_string(), "SERVER"),
        "GET /api/v2/tokens/me: the connection was refused (http://SERVER): Connection refused (os error 111); \
         check host, port and firewall, and whether the network needs a proxy"
    );
}

#[test]
fn a_proxy_that_refuses_the_connection_is_named_with_its_setting() {
    let (_port, address) = refusing_port();
    let builder = anonymous().base_url("https://api.mypurecloud.ie").access_token(TOKEN);
    let builder = builder.proxy(format!("http://{address}")).retry(RetryPolicy::none());
    assert_eq!(
        message(builder).replace(&address.to_string(), "SERVER"),
        "GET /api/v2/tokens/me: cannot connect through the proxy http://SERVER (from ClientBuilder::proxy) to https://api.mypurecloud.ie:443: \
         the proxy refused the connection: Connection refused (os error 111); check ClientBuilder::proxy"
    );
}

#[test]
fn a_proxy_that_cannot_be_looked_up_is_named_with_its_setting() {
    let builder = anonymous().base_url("https://api.mypurecloud.ie").access_token(TOKEN);
    let text = message(builder.proxy("http://proxy.invalid:3128"));
    // The reason in the middle is the text of the system.
    let start = "GET /api/v2/tokens/me: cannot connect through the proxy http://proxy.invalid:3128 (from ClientBuilder::proxy) to \
                 https://api.mypurecloud.ie:443: the host name of the proxy cannot be looked up: ";
    assert!(text.starts_with(start), "{text}");
    assert!(
        text.ends_with(", after 2 attempts; check ClientBuilder::proxy"),
        "{text}"
    );
}

#[test]
fn a_proxy_that_requires_credentials_says_where_they_are_set() {
    let proxy = Server::always(status(407, &[("Proxy-Authenticate", "Basic realm=\"p\"")], ""));
    let builder = anonymous().base_url("https://api.mypurecloud.ie").access_token(TOKEN);
    assert_eq!(
        message_of(&proxy, builder.proxy(proxy.url())),
        "GET /api/v2/tokens/me: cannot connect through the proxy http://SERVER (from ClientBuilder::proxy) to https://api.mypurecloud.ie:443: \
         the proxy requires credentials (Basic); add user and password to ClientBuilder::proxy, percent-encoded"
    );
}

/// The host of a region that does not exist names the region, and where it comes from.
#[test]
fn a_host_of_an_unknown_region_says_so() {
    let builder = anonymous().region("mypurecloud.invalid".parse().unwrap());
    let text = message(builder.client_credentials(CLIENT_ID, CLIENT_SECRET));
    let start = "POST /oauth/token: the host name cannot be looked up (https://login.mypurecloud.invalid:443, not a known region): ";
    assert!(text.starts_with(start), "{text}");
    let end = ", after 2 attempts; check the region, ClientBuilder::base_url and the DNS of the network";
    assert!(text.ends_with(end), "{text}");
}

fn of_tls(server: &Server, expected: &str) {
    let url = format!("https://{}", server.address());
    let builder = anonymous().base_url(url).access_token(TOKEN);
    assert_eq!(
        message_of(server, builder),
        format!("GET /api/v2/tokens/me: {expected}")
    );
}

#[test]
fn a_certificate_that_is_not_trusted_names_the_way_out() {
    let tls = Authority::new().server(&["127.0.0.1"], Validity::Now);
    of_tls(
        &Server::each(vec![Step::Tls(tls), Step::Read]),
        "the certificate is not trusted (https://SERVER): invalid peer certificate: UnknownIssuer; \
         if a proxy or gateway inspects TLS, add its root certificate with ClientBuilder::add_root_certificates_pem, or use \
         ClientBuilder::system_certificates (feature platform-verifier)",
    );
}

#[test]
fn a_server_without_tls_is_named() {
    let response = status(400, &[], "");
    of_tls(
        &Server::each(vec![Step::ReadRaw, Step::Send(response)]),
        "the server does not speak TLS (https://SERVER): received corrupt message of type InvalidContentType; \
         check the port, or use http:// for a server without TLS",
    );
}

/// A value that would call another operation is refused with the name of the argument.
#[test]
fn a_value_that_is_a_part_of_another_path_names_the_argument() {
    let server = Server::unused();
    let error = error_of(client(&server).tokens().delete_token("me").send());
    assert!(matches!(error, Error::Config(_)));
    assert_eq!(
        error.to_string(),
        "user_id (userId): \"me\" would call DELETE /api/v2/tokens/me; nothing was sent; use `delete_tokens_me`"
    );
}
