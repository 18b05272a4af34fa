//! What an API error keeps of its response.

use super::{
    ApiError, CallContext, HeaderMap, HeaderValue, Method, PATH, Redactor, StatusCode, api, context, header, masked_api,
};

const KEPT: usize = 64 * 1024;

#[test]
fn code_and_message_come_from_the_body() {
    let error = api(403, r#"{"code":"missing.any.permissions","message":"Not you"}"#);
    assert_eq!(error.code(), Some("missing.any.permissions"));
    assert_eq!(error.message(), Some("Not you"));
    assert_eq!(api(403, "<html>").message(), None);
}

#[test]
fn the_correlation_id_of_the_header_comes_before_that_of_the_body() {
    let raw = br#"{"contextId":"from-the-body"}"#;
    let error = ApiError::new(
        context(),
        StatusCode::CONFLICT,
        HeaderMap::new(),
        raw.to_vec(),
        &Redactor::default(),
    );
    assert_eq!(error.correlation_id(), Some("4f3c-11"));
    assert_eq!(api(409, raw.to_vec()).correlation_id(), Some("from-the-body"));
    assert_eq!(api(409, "").correlation_id(), None);
}

#[test]
fn headers_are_kept() {
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, HeaderValue::from_static("https://elsewhere.example/"));
    let context = CallContext::new(&Method::GET, PATH, 1);
    let error = ApiError::new(context, StatusCode::FOUND, headers, Vec::new(), &Redactor::default());
    assert_eq!(error.headers()[header::LOCATION], "https://elsewhere.example/");
}

#[test]
fn the_raw_body_ends_at_64_kib_and_is_parsed_before_it_is_truncated() {
    let raw = format!(r#"{{"filler":"{}","code":"behind.the.cut"}}"#, "x".repeat(KEPT));
    let error = api(500, raw.clone());
    assert_eq!(error.raw_body(), &raw.as_bytes()[..KEPT]);
    assert_eq!(error.code(), Some("behind.the.cut"));
}

#[test]
fn a_body_of_exactly_64_kib_is_kept_whole() {
    assert_eq!(api(500, vec![b'x'; KEPT]).raw_body().len(), KEPT);
    assert_eq!(api(500, vec![b'x'; KEPT + 1]).raw_body().len(), KEPT);
}

#[test]
fn no_part_of_a_secret_is_left_at_the_edge() {
    let secret = "s3cr3t-that-is-split";
    let redactor = Redactor::new([secret]);
    for before in KEPT - secret.len() - 1..=KEPT {
        let raw = [vec![b'x'; before], secret.as_bytes().to_vec(), vec![b'y'; 100]].concat();
        let error = masked_api(502, raw, &redactor);
        let kept = error.raw_body();
        assert_eq!(kept.len(), KEPT);
        assert!(!kept.windows(2).any(|window| window == b"s3"), "{before}");
        assert!(kept[..before.min(KEPT)].iter().all(|byte| *byte == b'x'));
    }
}

#[test]
fn a_quoted_secret_is_neither_in_the_parts_nor_in_the_body() {
    let redactor = Redactor::new(["s3cr3t\"/ü"]);
    let spellings = [
        r#"s3cr3t\"/ü"#,
        r#"s3cr3t\"\/ü"#,
        r"s3cr3t\u0022/\u00FC",
        r"s3cr3t\u0022\u002f\u00fc",
        r#"\u0073\u0033cr3t\"/ü"#,
    ];
    for spelling in spellings {
        let raw = format!(
            r#"{{"message":"bad {spelling}!","code":"{spelling}","contextId":"{spelling}","details":[{{"fieldName":"{spelling}"}}],
                "messageParams":{{"{spelling}":"{spelling}"}},"errors":[{{"message":"{spelling}"}}]}}"#
        );
        let error = masked_api(400, raw, &redactor);
        assert_eq!(error.message(), Some("bad ***!"), "{spelling}");
        assert_eq!(error.code(), Some("***"));
        assert_eq!(error.correlation_id(), Some("***"));
        let all = format!("{:?} {error} {error:?}", error.body());
        assert!(!all.contains("cr3t"), "{spelling}: {all}");
        let raw = String::from_utf8_lossy(error.raw_body());
        assert!(!raw.contains("cr3t"), "{spelling}: {raw}");
    }
}

#[test]
fn a_secret_that_looks_like_json_does_not_break_the_body() {
    for secret in [
        r#"","code":""#,
        r#"{"message":"#,
        r#"message":"Not you"#,
        "\":\"missing",
    ] {
        let raw = r#"{"message":"Not you","code":"missing.any.permissions"}"#.to_owned();
        assert!(raw.contains(secret), "{secret}");
        let error = masked_api(403, raw, &Redactor::new([secret]));
        assert_eq!(error.code(), Some("missing.any.permissions"), "{secret}");
        assert_eq!(error.message(), Some("Not you"), "{secret}");
        assert!(!String::from_utf8_lossy(error.raw_body()).contains(secret), "{secret}");
    }
}

#[test]
fn every_text_of_an_error_body_is_masked() {
    let secret = "s3cr3t-of-the-client";
    let nested = format!(r#"{{"message":"{secret}","errors":[{{"code":"{secret}"}}]}}"#);
    let raw = format!(
        r#"{{"message":"{secret}","code":"{secret}","entityId":"{secret}","entityName":"{secret}",
            "messageWithParams":"{secret}","messageParams":{{"{secret}":"{secret}"}},"contextId":"{secret}",
            "details":[{{"errorCode":"{secret}","fieldName":"{secret}","entityId":"{secret}","entityName":"{secret}"}}],
            "errors":[{nested}],"limit":{{"key":"{secret}","namespace":"{secret}","value":7}},"status":403}}"#
    );
    let error = masked_api(403, raw, &Redactor::new([secret]));
    let body = error.body().unwrap();
    let shown = format!("{body:?}");
    assert!(!shown.contains("s3cr3t"), "{shown}");
    assert_eq!(shown.matches("\"***\"").count(), 16, "{shown}");
    assert_eq!((body.status, body.limit.as_ref().unwrap().value), (Some(403), Some(7)));
}

#[test]
fn a_secret_in_a_body_that_is_not_text_is_masked() {
    let redactor = Redactor::new(["the-s3cr3t"]);
    let raw = [&b"\xff\xfe"[..], b"the-s3cr3t", b"\x00\xff"].concat();
    let error = masked_api(502, raw, &redactor);
    assert_eq!(error.raw_body(), b"\xff\xfe***\x00\xff");
}
