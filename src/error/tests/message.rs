//! The part of a server's text that an API error displays, and what the error adds.

use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{ApiError, CallContext, PATH, Redactor, api, from};

/// Returns what an API error with this content type and body displays after the path.
fn shown(status: u16, content_type: &str, body: &str) -> String {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    let context = CallContext::new(&Method::GET, PATH, 1);
    let status = StatusCode::from_u16(status).unwrap();
    let error = ApiError::new(context, status, headers, body.into(), &Redactor::new(["the-s3cr3t"]));
    let shown = error.to_string();
    shown.strip_prefix(&format!("GET {PATH}: ")).unwrap().to_owned()
}

#[test]
fn an_api_error_with_a_page_has_the_title_of_the_page() {
    for (body, expected) in [
        (
            "<html><head><title>502 Bad Gateway</title></head><p>more</p></html>",
            "502 Bad Gateway, with the page \"502 Bad Gateway\" (text/html); call again in some minutes",
        ),
        (
            "<html><title> Sign in\n to the-s3cr3t </title></html>",
            "502 Bad Gateway, with the page \"Sign in to ***\" (text/html); call again in some minutes",
        ),
        (
            "<html>gateway</html>",
            "502 Bad Gateway, with a body that is not an ErrorBody (text/html); call again in some minutes",
        ),
    ] {
        assert_eq!(shown(502, "text/html", body), expected);
    }
}

#[test]
fn an_api_error_with_another_body_has_its_text() {
    for (kind, body, expected) in [
        (
            "application/json",
            r#"{"Message":"Missing Authentication Token"}"#,
            "403 Forbidden: Missing Authentication Token",
        ),
        (
            "application/json",
            r#"{"error":"invalid_grant","error_description":"The code has expired."}"#,
            "403 invalid_grant: The code has expired",
        ),
        (
            "application/problem+json",
            r#"{"type":"about:blank","title":"Forbidden","status":403,"detail":"Your IP address is not allowed"}"#,
            "403 Forbidden: Your IP address is not allowed",
        ),
        (
            "application/json",
            r#"{"fault":{"faultstring":"Spike arrest violation","detail":{"errorcode":"policies.ratelimit"}}}"#,
            "403 Forbidden: Spike arrest violation",
        ),
        (
            "text/plain",
            "upstream connect error\r\n\tor reset",
            "403 Forbidden: upstream connect error or reset",
        ),
        ("text/plain", "bad the-s3cr3t", "403 Forbidden: bad ***"),
        (
            "application/octet-stream",
            "\u{0}\u{1}",
            "403 Forbidden, with a body that is not an ErrorBody (application/octet-stream)",
        ),
        (
            "application/json",
            r#"{"access_token":"t"}"#,
            "403 Forbidden, with a body that is not an ErrorBody (application/json)",
        ),
    ] {
        let advice = "; check the network, and the proxy or gateway before the API: they may have refused it";
        assert_eq!(shown(403, kind, body), format!("{expected}{advice}"), "{body}");
    }
    assert!(
        api(502, "x")
            .to_string()
            .ends_with("502 Bad Gateway: x; call again in some minutes")
    );
}

#[test]
fn an_api_error_names_the_fields_of_its_details_and_errors() {
    for (body, expected) in [
        (
            r#"{"code":"bad.request","message":"The value is not valid.","details":[{"fieldName":"name","errorCode":"too.long"},{"fieldName":"size"},{"errorCode":"missing"},{}]}"#,
            "400 bad.request: The value is not valid (name: too.long; size; missing)",
        ),
        (
            r#"{"code":"bad.request","message":"Two errors","errors":[{"message":"Not a number.","details":[{"fieldName":"size","errorCode":"type"}]},{"code":"other"},{"message":"Two errors"}]}"#,
            "400 bad.request: Two errors (Not a number (size: type); other)",
        ),
    ] {
        assert_eq!(shown(400, "application/json", body), expected);
    }
}

#[test]
fn a_403_names_the_missing_permissions() {
    let body = |message: &str| {
        format!(
            r#"{{"code":"missing.permissions","message":"{message}","messageParams":{{"permissions":"[oauth:token:delete]"}}}}"#
        )
    };
    assert_eq!(
        shown(
            403,
            "application/json",
            &body("Unable to perform the requested action.")
        ),
        "403 missing.permissions: Unable to perform the requested action (missing permissions [oauth:token:delete]); \
         add a role with the permission to the OAuth client, or to the user"
    );
    assert_eq!(
        shown(403, "application/json", &body("You need oauth:token:delete")),
        "403 missing.permissions: You need oauth:token:delete; \
         add a role with the permission to the OAuth client, or to the user"
    );
}

#[test]
fn a_request_that_needs_a_user_says_that_client_credentials_have_none() {
    let body = r#"{"code":"bad.request","message":"This request requires a user context. Client credentials cannot be used for requests to this resource."}"#;
    assert_eq!(
        shown(400, "application/json", body),
        "400 bad.request: This request requires a user context. Client credentials cannot be used for requests to this resource; \
         client credentials have no user; use the token of a user who has signed in"
    );
}

#[test]
fn a_redirect_names_the_host_and_not_the_path() {
    let shown = |location: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::LOCATION, HeaderValue::from_static(location));
        let context = CallContext::new(&Method::GET, PATH, 1);
        ApiError::new(context, StatusCode::FOUND, headers, Vec::new(), &Redactor::default()).to_string()
    };
    assert_eq!(
        shown("https://wifi.example.com:8443/sign-in?session=1"),
        "GET /api/v2/tokens/{userId}: 302 Found; a redirect to https://wifi.example.com:8443, which is not followed: check ClientBuilder::base_url, \
         the region, and the sign-in page of the network"
    );
    for location in [
        "/other",
        "",
        "http://[::1:::/",
        "https://user:password@wifi.example.com/",
    ] {
        let shown = shown(location);
        assert!(shown.contains("a redirect"), "{shown}");
        assert!(!shown.contains("other") && !shown.contains("password"), "{shown}");
    }
}

#[test]
fn an_api_error_says_what_to_do_about_its_status() {
    let of_platform = r#"{"code":"c","message":"m"}"#;
    for (status, body, advice) in [
        (
            401,
            of_platform,
            "the token is expired, revoked or of another region: get a new one, or correct the region",
        ),
        (
            401,
            r#"{"code":"authentication.required","message":"m"}"#,
            "it arrived without a token: check the credentials, and whether a gateway removes Authorization",
        ),
        (
            403,
            of_platform,
            "check the roles and divisions of the OAuth client, or of the user",
        ),
        (404, of_platform, "check the ids of the call"),
        (
            404,
            "<html><title>Not found</title></html>",
            "check the region, ClientBuilder::base_url, and the proxy or gateway before the API: this is not its response",
        ),
        (405, "", "check the path, the region and ClientBuilder::base_url"),
        (
            409,
            of_platform,
            "read the current state before you send the change again",
        ),
        (413, of_platform, "send less at a time"),
        (415, of_platform, "set Request::content_type"),
        (
            429,
            of_platform,
            "call again in some minutes, and less often: ClientBuilder::requests_per_minute spaces the calls",
        ),
        (408, of_platform, "call again in some minutes"),
        (503, of_platform, "call again in some minutes"),
        (
            500,
            of_platform,
            "report it to the support of Genesys with the correlation id",
        ),
    ] {
        let shown = shown(
            status,
            if body.starts_with('<') {
                "text/html"
            } else {
                "application/json"
            },
            body,
        );
        assert!(shown.ends_with(&format!("; {advice}")), "{shown}");
    }
    for status in [400, 410, 422, 501] {
        let shown = shown(status, "application/json", of_platform);
        assert_eq!(shown, format!("{status} c: m"));
    }
}

#[test]
fn the_outage_of_a_request_that_may_have_been_processed_says_so() {
    for status in [408, 500, 502, 503, 504] {
        let status = StatusCode::from_u16(status).unwrap();
        let context = CallContext::new(&Method::POST, PATH, 1);
        let shown = ApiError::new(context, status, HeaderMap::new(), Vec::new(), &Redactor::default()).to_string();
        let advice = "; it was sent and may have been processed, so check before you repeat it";
        assert!(shown.ends_with(advice), "{shown}");
    }
}

#[test]
fn a_rejected_token_of_the_default_region_says_where_the_region_is_set() {
    let uri = "https://api.mypurecloud.com/api/v2/tokens/me".parse().unwrap();
    let mut source = from("region us-east-1 by default");
    source.is_default = true;
    let context = CallContext::new(&Method::GET, PATH, 1).with_origin(&uri, Some(&source));
    let (status, headers) = (StatusCode::UNAUTHORIZED, HeaderMap::new());
    let shown = ApiError::new(context, status, headers, Vec::new(), &Redactor::default()).to_string();
    assert!(
        shown.ends_with("get a new one, or set the region with ClientBuilder::region"),
        "{shown}"
    );
}

#[test]
fn a_wait_of_zero_is_no_advice() {
    let mut context = CallContext::new(&Method::GET, PATH, 1);
    context.retry_after = Some(Duration::ZERO);
    let (status, headers) = (StatusCode::SERVICE_UNAVAILABLE, HeaderMap::new());
    let shown = ApiError::new(context, status, headers, Vec::new(), &Redactor::default()).to_string();
    assert!(shown.ends_with("; call again in some minutes"), "{shown}");
}

#[test]
fn a_refusal_names_the_host_and_where_it_comes_from() {
    let shown = |status, body: &str| {
        let uri = "https://api.mypurecloud.com/api/v2/tokens/me".parse().unwrap();
        let source = from("region us-east-1 by default");
        let context = CallContext::new(&Method::GET, PATH, 1).with_origin(&uri, Some(&source));
        ApiError::new(context, status, HeaderMap::new(), body.into(), &Redactor::default()).to_string()
    };
    let origin = " (https://api.mypurecloud.com:443, region us-east-1 by default)";
    let of_platform = r#"{"code":"c","message":"m"}"#;
    for status in [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::FOUND] {
        assert!(shown(status, of_platform).contains(origin));
    }
    // Not a response of the API, so the host may be wrong.
    for status in [StatusCode::NOT_FOUND, StatusCode::SERVICE_UNAVAILABLE] {
        assert!(shown(status, "").contains(origin));
    }
    for status in [
        StatusCode::NOT_FOUND,
        StatusCode::BAD_REQUEST,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ] {
        assert!(!shown(status, of_platform).contains(origin));
    }
}
