//! The messages on the page about errors are those of the code.

use super::*;

/// The messages that users meet most, in the order of the page.
fn messages() -> Vec<Error> {
    let call = || CallContext::new(&Method::GET, "/api/v2/tokens/me", 1).with_origin(&origin("api"));
    let after = |attempts| CallContext::new(&Method::GET, "/api/v2/tokens/me", attempts).with_origin(&origin("api"));
    let transport = |at, problem, source: Option<(io::ErrorKind, &str)>| {
        let source = source.map(|(kind, text)| io::Error::new(kind, text));
        TransportError::new(after(4), at, problem, source)
    };
    let response = |status: u16, body: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let status = StatusCode::from_u16(status).unwrap();
        let mut context = CallContext::new(&Method::DELETE, PATH, 1).with_origin(&origin("api"));
        context.longest_wait = Some(Duration::from_secs(60));
        context.retry_after = (status == StatusCode::TOO_MANY_REQUESTS).then_some(Duration::from_secs(7200));
        ApiError::new(context, status, headers, body.into(), &Redactor::default())
    };
    let proxy = Arc::new(ProxyName {
        url: "http://proxy.example.com:3128".to_owned(),
        setting: "https_proxy".into(),
        has_exceptions: false,
    });
    let mut refused = CallContext::new(&Method::POST, "/oauth/token", 1).with_origin(&origin("login"));
    refused.status = Some(StatusCode::UNAUTHORIZED);
    vec![
        Error::config(
            "GENESYSCLOUD_OAUTHCLIENT_SECRET",
            "the client secret is in quotes; remove them",
        ),
        Error::Transport(transport(
            Stage::Lookup,
            Problem::Io,
            Some((io::ErrorKind::Other, "Name or service not known")),
        )),
        Error::Transport(transport(
            Stage::Tcp,
            Problem::Io,
            Some((io::ErrorKind::ConnectionRefused, "Connection refused (os error 111)")),
        )),
        Error::Transport(transport(Stage::Tls, Problem::Tls(TlsProblem::NotTrusted), None)),
        Error::Transport(
            transport(
                Stage::Proxy,
                Problem::Proxy(ProxyRefusal::CredentialsRequired(vec!["Basic"])),
                None,
            )
            .with_proxy(Some(proxy)),
        ),
        Error::Timeout(TimeoutError::new(
            call(),
            Phase::Response,
            TimeLimit::Attempt(Duration::from_secs(15)),
        )),
        Error::Transport(TransportError::new(
            CallContext::new(&Method::POST, "/api/v2/groups", 1).with_origin(&origin("api")),
            Stage::Response,
            Problem::Closed,
            None,
        )),
        Error::Auth(
            AuthError::new(refused, "the token endpoint refused the credentials")
                .with_code(Some("invalid_client".to_owned()), Some("client not found".to_owned())),
        ),
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
        .filter_map(|line| line.strip_prefix("| `")?.split("` | ").next())
        .collect();
    assert_eq!(
        shown,
        expected,
        "the page has other messages; expected:\n{}",
        expected.join("\n")
    );
}
