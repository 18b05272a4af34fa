//! `Display` and `Debug`: one line, bounded, without anything confidential.

use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{
    ApiError, AuthError, CallContext, DecodeError, Error, PATH, PagingError, Phase, Problem, Redactor, Stage,
    TimeLimit, TimeoutError, TooLargeError, TransportError, api, context, every_variant, from, hostile, io,
    is_one_clean_line,
};
use crate::error::one_line;
use crate::error::text::shown_wait;

#[test]
fn a_megabyte_of_hostile_text_is_one_line_below_a_kilobyte() {
    let text = hostile();
    assert!(text.len() > 1_000_000 / 2);
    for error in every_variant(&text) {
        let shown = error.to_string();
        assert!(shown.len() < 1024, "{} bytes: {shown}", shown.len());
        assert!(is_one_clean_line(&shown), "{shown:?}");
    }
}

#[test]
fn an_api_error_of_any_status_is_below_a_kilobyte() {
    let text: String = hostile().chars().take(1000).collect();
    let template = "/api/v2/workforcemanagement/businessunits/{businessUnitId}/weeks/{weekId}/shorttermforecasts/{forecastId}/generationresults";
    let host = format!("https://{}example.com:65535/", "a.".repeat(121))
        .parse()
        .unwrap();
    let body = serde_json::json!({
        "code": "missing.permissions", "message": text, "messageParams": {"permissions": text},
        "details": [{ "fieldName": text }],
    });
    let page = format!("<html><title>{text}</title></html>");
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&"t".repeat(1000)).unwrap());
    headers.insert(
        header::LOCATION,
        HeaderValue::from_str(&format!("https://{}/", "b.".repeat(120))).unwrap(),
    );
    for status in (300..=599).filter_map(|status| StatusCode::from_u16(status).ok()) {
        for body in [body.to_string(), page.clone(), text.clone()] {
            let mut context =
                CallContext::new(&Method::OPTIONS, template, u32::MAX).with_origin(&host, Some(&from(&text)));
            context.correlation_id = Some(text.clone());
            context.retry_after = Some(Duration::MAX);
            context.longest_wait = Some(Duration::from_secs(86_399));
            let error = ApiError::new(context, status, headers.clone(), body.into(), &Redactor::default());
            let shown = error.to_string();
            assert!(shown.len() < 1024, "{} bytes: {shown}", shown.len());
            assert!(is_one_clean_line(&shown), "{shown:?}");
        }
    }
}

#[test]
fn a_long_method_is_cut_off() {
    let method = Method::from_bytes(&[b'A'; 2000]).unwrap();
    let shown = TimeoutError::new(
        CallContext::new(&method, PATH, 1),
        Phase::Send,
        TimeLimit::Call(Duration::MAX),
    )
    .to_string();
    assert!(shown.starts_with(&format!("{}… {PATH}", "A".repeat(24))), "{shown}");
    assert!(shown.len() < 1024, "{shown}");
}

#[test]
fn debug_is_bounded_whatever_the_server_sent() {
    for error in every_variant(&hostile()) {
        let shown = format!("{error:?}");
        assert!(shown.len() < 8 * 1024, "{} bytes: {shown:.300}", shown.len());
        let pretty = format!("{error:#?}");
        assert!(pretty.len() < 12 * 1024, "{} bytes: {pretty:.300}", pretty.len());
    }
}

#[test]
fn debug_is_the_line_of_display_and_its_alternate_form_is_the_structure() {
    for error in every_variant("text") {
        // A `main` that returns this error prints it after `Error: `.
        assert_eq!(format!("{error:?}"), error.to_string());
        let structure = format!("{error:#?}");
        let (variant, _) = structure.split_once("(\n").unwrap();
        assert!(
            structure.starts_with(&format!("{variant}(\n    {variant}Error {{")),
            "{structure}"
        );
        assert!(structure.lines().count() > 3, "{structure}");
    }
}

#[test]
fn debug_shows_neither_header_values_nor_the_body() {
    let mut headers = HeaderMap::new();
    headers.insert("x-name", HeaderValue::from_static("value-of-a-header"));
    headers.insert(header::SET_COOKIE, HeaderValue::from_static("session=cookie"));
    let context = CallContext::new(&Method::GET, PATH, 1);
    let raw = br#"{"code":"not.found","unknownField":"raw-text"}"#.to_vec();
    let length = format!("{} bytes", raw.len());
    let error = ApiError::new(
        context.clone(),
        StatusCode::NOT_FOUND,
        headers,
        raw,
        &Redactor::default(),
    );
    let shown = format!("{error:?}");
    assert!(shown.contains("x-name") && shown.contains(&length), "{shown}");
    for hidden in ["value-of-a-header", "session=cookie", "raw-text"] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    let error = DecodeError::new(context, "a".to_owned(), "wrong".to_owned(), b"raw-text".to_vec());
    assert!(!format!("{error:?}").contains("raw-text"));
}

#[test]
fn debug_names_64_headers_at_most() {
    let headers: HeaderMap = (0..1000)
        .map(|n| (format!("x-{n}").parse().unwrap(), HeaderValue::from_static("")))
        .collect();
    let context = CallContext::new(&Method::GET, PATH, 1);
    let error = ApiError::new(
        context,
        StatusCode::NOT_FOUND,
        headers,
        Vec::new(),
        &Redactor::default(),
    );
    assert_eq!(format!("{error:?}").matches("\"x-").count(), 64);
}

#[test]
fn an_api_error_has_call_status_code_attempts_and_correlation_id() {
    let raw = br#"{"code":"not.found","message":"No such user"}"#.to_vec();
    let error = ApiError::new(
        context(),
        StatusCode::NOT_FOUND,
        HeaderMap::new(),
        raw,
        &Redactor::default(),
    );
    assert_eq!(
        error.to_string(),
        "DELETE /api/v2/tokens/{userId}: 404 not.found: No such user, after 4 attempts; the response asks to wait 7 s \
         (correlation id 4f3c-11); check the ids of the call"
    );
}

#[test]
fn a_full_stop_of_the_server_is_removed_before_the_end_of_the_message() {
    let message = "Rate limit exceeded. Retry in 30 seconds.";
    let raw = serde_json::json!({ "code": "too.many.requests", "message": message }).to_string();
    let status = StatusCode::TOO_MANY_REQUESTS;
    let api = ApiError::new(context(), status, HeaderMap::new(), raw.into(), &Redactor::default());
    assert_eq!(api.message(), Some(message));
    let auth = AuthError::new(context(), "no").with_code(Some("code".into()), Some(format!("{message} \n")));
    let decode = DecodeError::new(context(), ".".to_owned(), message.to_owned(), Vec::new());
    let io = io::Error::new(io::ErrorKind::NotConnected, message);
    let transport = TransportError::new(context(), Stage::Response, Problem::Io, Some(io));
    let end = ", after 4 attempts; the response asks to wait 7 s (correlation id 4f3c-11)";
    for (shown, between) in [
        (api.to_string(), ""),
        (auth.to_string(), "; no"),
        (decode.to_string(), ""),
        (transport.to_string(), ""),
    ] {
        let expected = format!("Rate limit exceeded. Retry in 30 seconds{between}{end}; ");
        assert!(shown.contains(&expected), "{shown}");
    }
}

#[test]
fn an_api_error_without_a_body_has_the_reason_of_its_status() {
    assert_eq!(
        api(404, "").to_string(),
        "GET /api/v2/tokens/{userId}: 404 Not Found; check the path, the region and ClientBuilder::base_url"
    );
    assert_eq!(
        api(418, "").to_string(),
        "GET /api/v2/tokens/{userId}: 418 I'm a teapot"
    );
    assert_eq!(api(699, "").to_string(), "GET /api/v2/tokens/{userId}: 699");
}

#[test]
fn an_auth_error_begins_with_status_code_and_description() {
    let error =
        AuthError::new(context(), "refused").with_code(Some("invalid_client".into()), Some("unknown id".into()));
    assert_eq!(
        error.to_string(),
        "DELETE /api/v2/tokens/{userId}: 503 invalid_client: unknown id; refused, after 4 attempts; the response asks \
         to wait 7 s (correlation id 4f3c-11); call again in 7 s"
    );
    // The text of a success is never shown, since it may be the token.
    let mut success = context();
    success.status = Some(StatusCode::OK);
    assert_eq!(
        AuthError::new(success, "there is no access_token").to_string(),
        "DELETE /api/v2/tokens/{userId}: there is no access_token, with status 200, after 4 attempts; the response asks to wait 7 s \
         (correlation id 4f3c-11)"
    );
}

#[test]
fn the_advice_of_an_auth_error_is_behind_the_text_of_the_server() {
    let context = CallContext::new(&Method::POST, "/oauth/token", 2);
    let error = AuthError::new(context, "refused").with_advice("check the region");
    let error = error.with_code(Some("invalid_client".into()), Some("unknown id".into()));
    assert_eq!(
        error.to_string(),
        "POST /oauth/token: refused, invalid_client: unknown id, after 2 attempts; check the region"
    );
}

#[test]
fn a_decode_error_names_the_path_unless_it_is_the_whole_body() {
    let error = |path: &str| {
        let context = CallContext::new(&Method::GET, PATH, 1);
        DecodeError::new(context, path.to_owned(), "expected a string".to_owned(), Vec::new()).to_string()
    };
    assert_eq!(
        error("OAuthClient.dateCreated"),
        "GET /api/v2/tokens/{userId}: the response body cannot be decoded at OAuthClient.dateCreated: expected a string; \
         the specification that the code was generated from may be outdated: update it (genesys-spec update), or read the \
         body as a serde_json::Value with Client::request"
    );
    assert_eq!(
        error("."),
        "GET /api/v2/tokens/{userId}: the response body cannot be decoded: expected a string; DecodeError::raw_body has the body"
    );
}

#[test]
fn a_body_that_is_too_large_names_the_setting_and_headers_do_not() {
    let context = || CallContext::new(&Method::GET, PATH, 1);
    assert_eq!(
        TooLargeError::body(context(), 16).to_string(),
        "GET /api/v2/tokens/{userId}: the response body is larger than 16 bytes; \
         request less at a time, or set a higher ClientBuilder::max_response_bytes"
    );
    assert_eq!(
        TooLargeError::headers(context(), 16).to_string(),
        "GET /api/v2/tokens/{userId}: the response headers are larger than 16 bytes; check the proxy or gateway that adds them"
    );
}

#[test]
fn a_long_wait_is_shown_in_minutes_and_hours() {
    for (milliseconds, expected) in [
        (0, "0 s"),
        (500, "0.5 s"),
        (6_300, "7 s"),
        (60_000, "60 s"),
        (90_000, "90 s"),
        (119_001, "2 min"),
        (300_000, "5 min"),
        (301_000, "301 s"),
        (3_600_000, "1 h"),
        (5_400_000, "1 h 30 min"),
        (7_200_000, "2 h"),
        (7_200_001, "2 h 1 min"),
    ] {
        assert_eq!(shown_wait(Duration::from_millis(milliseconds)), expected);
    }
    assert!(shown_wait(Duration::MAX).ends_with(" min"));
}

#[test]
fn a_wait_that_the_client_does_not_obey_names_the_setting() {
    let mut context = CallContext::new(&Method::GET, PATH, 1);
    context.retry_after = Some(Duration::from_secs(7200));
    context.longest_wait = Some(Duration::from_secs(60));
    let status = StatusCode::TOO_MANY_REQUESTS;
    let error = ApiError::new(context, status, HeaderMap::new(), Vec::new(), &Redactor::default());
    assert_eq!(
        error.to_string(),
        "GET /api/v2/tokens/{userId}: 429 Too Many Requests; the server asks to wait 2 h, more than \
         RetryPolicy::with_max_retry_after (60 s), so the call ended; call again in 2 h, and less often: ClientBuilder::requests_per_minute spaces the calls"
    );
}

#[test]
fn a_paging_error_names_the_operation_and_the_page() {
    let error = PagingError::new(CallContext::new(&Method::GET, PATH, 1), 3, "has no items".to_owned());
    assert_eq!(
        error.to_string(),
        "GET /api/v2/tokens/{userId}: page 3 of the list has no items, so the list ended there and is incomplete; \
         report it to the support of Genesys"
    );
}

#[test]
fn a_config_error_is_its_setting_and_its_problem() {
    assert_eq!(Error::config("region", "is\nnone").to_string(), "region: is\\nnone");
}

#[test]
fn one_line_escapes_and_cuts_at_whole_characters() {
    assert_eq!(one_line("a\r\n\tb\u{0}", 100).to_string(), "a\\r\\n\\tb\\u{0}");
    assert_eq!(one_line("übung", 6).to_string(), "übung");
    assert_eq!(one_line("übung", 5).to_string(), "übun…");
    assert_eq!(one_line("aü", 2).to_string(), "a…");
    assert_eq!(one_line("a\n", 2).to_string(), "a…");
    assert_eq!(one_line("", 0).to_string(), "");
    assert_eq!(one_line("日本語 text", 100).to_string(), "日本語 text");
}

#[test]
fn one_line_escapes_characters_that_change_the_direction_of_text() {
    let controls = [
        '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}',
    ];
    for character in controls {
        let shown = one_line(&character.to_string(), 100).to_string();
        assert_eq!(shown, format!("\\u{{{:x}}}", u32::from(character)));
    }
}
