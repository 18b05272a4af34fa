//! The page about errors shows the messages that the code writes.

use super::*;

/// Returns the messages that users meet most, in the order of the page.
fn messages() -> Vec<Error> {
    let proxy = Arc::new(ProxyName {
        url: "http://proxy.example.com:3128".to_owned(),
        setting: "https_proxy".into(),
        has_exceptions: true,
        parts: None,
    });
    let credentials = Problem::Proxy(ProxyRefusal::CredentialsRequired(vec!["Basic"]));
    let limit = TimeLimit::Attempt(Duration::from_secs(15));
    let lost = call(&Method::POST, "/api/v2/groups", "api", 1);
    vec![
        Error::config(
            "GENESYSCLOUD_OAUTHCLIENT_SECRET",
            "the client secret is in quotes; remove them",
        ),
        Error::Transport(unsent(2, Stage::Lookup, Problem::Io, "Name or service not known")),
        Error::Transport(unsent(4, Stage::Tcp, Problem::Io, "Connection refused (os error 111)")),
        Error::Transport(unsent(
            1,
            Stage::Tls,
            Problem::Tls(TlsProblem::NotTrusted),
            "invalid peer certificate: UnknownIssuer",
        )),
        Error::Transport(TransportError::new(me(1), Stage::Proxy, credentials, None).with_proxy(Some(proxy))),
        Error::Timeout(TimeoutError::new(me(1), Phase::Response, limit)),
        Error::Transport(TransportError::new(lost, Stage::Response, Problem::Closed, None)),
        Error::Auth(refused_token()),
        Error::Api(response(
            401,
            r#"{"code":"bad.credentials","message":"Invalid login credentials."}"#,
        )),
        Error::Api(response(
            403,
            r#"{"code":"missing.permissions","message":"Unable to perform the requested action.","messageParams":{"permissions":"[oauth:token:delete]"}}"#,
        )),
        Error::Api(response(
            404,
            r#"{"code":"not.found","message":"The user was not found."}"#,
        )),
        Error::Api(response(
            429,
            r#"{"code":"too.many.requests","message":"Rate limit exceeded the maximum."}"#,
        )),
    ]
}

fn call(method: &Method, template: &'static str, host: &str, attempts: u32) -> CallContext {
    CallContext::new(method, template, attempts).with_origin(&origin(host), Some(&from("region eu-west-1")))
}

fn me(attempts: u32) -> CallContext {
    call(&Method::GET, "/api/v2/tokens/me", "api", attempts)
}

/// Returns a connection that was not opened.
fn unsent(attempts: u32, at: Stage, problem: Problem, source: &str) -> TransportError {
    let kind = if source.starts_with("Connection refused") {
        io::ErrorKind::ConnectionRefused
    } else {
        io::ErrorKind::Other
    };
    TransportError::new(me(attempts), at, problem, Some(io::Error::new(kind, source)))
}

fn refused_token() -> AuthError {
    let mut refused = call(&Method::POST, "/oauth/token", "login", 1);
    refused.status = Some(StatusCode::UNAUTHORIZED);
    AuthError::new(refused, "the token endpoint rejected the credentials")
        .with_code(Some("invalid_client".to_owned()), Some("client not found".to_owned()))
        .with_advice("check client ID, secret and region")
}

fn response(status: u16, body: &str) -> ApiError {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let status = StatusCode::from_u16(status).unwrap();
    let mut context = call(&Method::DELETE, PATH, "api", 1);
    context.longest_wait = Some(Duration::from_secs(60));
    context.retry_after = (status == StatusCode::TOO_MANY_REQUESTS).then_some(Duration::from_secs(7200));
    ApiError::new(context, status, headers, body.into(), &Redactor::default())
}

fn origin(host: &str) -> ureq::http::Uri {
    format!("https://{host}.mypurecloud.ie/").parse().unwrap()
}

#[test]
fn the_page_about_errors_has_the_messages_of_the_code() {
    let page = include_str!("../../docs/errors.md");
    let expected: Vec<String> = messages().iter().map(Error::to_string).collect();
    let (_, section) = page.split_once("# Messages\n").expect("the page has the section");
    let (section, _) = section.split_once("\n# ").expect("another section follows");
    let shown: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("- `")?.split('`').next())
        .collect();
    assert_eq!(
        shown,
        expected,
        "the page has other messages; expected:\n{}",
        expected.join("\n")
    );
}
