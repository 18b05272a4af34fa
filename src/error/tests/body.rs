//! `ErrorBody`: known fields are read, and fields of an unexpected type are left out.

use proptest::prelude::*;

use crate::error::ErrorBody;

fn parse(text: &str) -> Option<ErrorBody> {
    ErrorBody::parse(text.as_bytes())
}

#[test]
fn every_field_is_read() {
    let body = parse(
        r#"{"message":"m","code":"c","status":409,"entityId":"i","entityName":"n","messageWithParams":"{a}",
            "messageParams":{"a":"b"},"contextId":"x",
            "details":[{"errorCode":"e","fieldName":"f","entityId":"i","entityName":"n"}],
            "errors":[{"code":"inner"}],"limit":{"key":"k","namespace":"oauth","value":9007199254740993},"later":1}"#,
    )
    .unwrap();
    assert_eq!(body.message.as_deref(), Some("m"));
    assert_eq!(body.code.as_deref(), Some("c"));
    assert_eq!(body.status, Some(409));
    assert_eq!(body.entity_id.as_deref(), Some("i"));
    assert_eq!(body.entity_name.as_deref(), Some("n"));
    assert_eq!(body.message_with_params.as_deref(), Some("{a}"));
    assert_eq!(body.message_params.unwrap()["a"], "b");
    assert_eq!(body.context_id.as_deref(), Some("x"));
    let detail = &body.details.unwrap()[0];
    assert_eq!(detail.error_code.as_deref(), Some("e"));
    assert_eq!(detail.field_name.as_deref(), Some("f"));
    assert_eq!(detail.entity_id.as_deref(), Some("i"));
    assert_eq!(detail.entity_name.as_deref(), Some("n"));
    assert_eq!(body.errors.unwrap()[0].code.as_deref(), Some("inner"));
    let limit = body.limit.unwrap();
    assert_eq!(limit.key.as_deref(), Some("k"));
    assert_eq!(limit.namespace.as_deref(), Some("oauth"));
    assert_eq!(limit.value, Some(9_007_199_254_740_993));
}

#[test]
fn a_field_of_an_unexpected_type_leaves_the_others() {
    let fields = [
        "message",
        "status",
        "entityId",
        "entityName",
        "messageWithParams",
        "messageParams",
        "contextId",
        "details",
        "errors",
    ];
    for field in fields {
        for value in ["true", "1.5", "[{}, 1]", "99999999999999999999"] {
            let body = parse(&format!(r#"{{"code":"not.found","{field}":{value}}}"#)).unwrap();
            let expected = ErrorBody {
                code: Some("not.found".to_owned()),
                ..ErrorBody::default()
            };
            assert_eq!(body, expected, "{field}: {value}");
        }
    }
}

#[test]
fn a_detail_of_an_unexpected_type_leaves_its_other_fields() {
    let body = parse(
        r#"{"code":"c","details":[{"errorCode":1,"fieldName":"f"}],"limit":{"key":[],"value":"1","namespace":"n"}}"#,
    )
    .unwrap();
    let detail = &body.details.unwrap()[0];
    assert_eq!(
        (detail.error_code.as_deref(), detail.field_name.as_deref()),
        (None, Some("f"))
    );
    let limit = body.limit.unwrap();
    assert_eq!(
        (limit.key, limit.value, limit.namespace.as_deref()),
        (None, None, Some("n"))
    );
}

#[test]
fn null_is_read_as_none() {
    let body = parse(r#"{"message":null,"code":"c","details":null,"errors":null,"limit":null}"#).unwrap();
    assert_eq!(body.message, None);
    assert!(body.details.is_none() && body.errors.is_none() && body.limit.is_none());
}

#[test]
fn a_body_without_message_code_and_context_id_is_none() {
    for text in [
        "",
        "{}",
        "[]",
        "null",
        "\"text\"",
        "17",
        "[{\"code\":\"c\"}]",
        r#"["message","code"]"#,
        r#"{"status":500}"#,
        r#"{"code":7}"#,
        r#"{"error":"invalid_client"}"#,
        r#"{"code":"c""#,
        r#"{"code":"c"} trailing"#,
        "<html><body>502</body></html>",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    assert_eq!(ErrorBody::parse(b"\xff\xfe\x00"), None);
}

#[test]
fn one_of_message_code_and_context_id_is_enough() {
    for field in ["message", "code", "contextId"] {
        assert!(parse(&format!(r#"{{"{field}":"x"}}"#)).is_some(), "{field}");
    }
}

#[test]
fn the_last_of_two_fields_counts() {
    let body = parse(r#"{"code":"first","code":"last","message":"m"}"#).unwrap();
    assert_eq!(body.code.as_deref(), Some("last"));
}

#[test]
fn errors_within_errors_are_read() {
    let mut text = r#"{"code":"0"}"#.to_owned();
    for depth in 1..=20 {
        text = format!(r#"{{"code":"{depth}","errors":[{text}]}}"#);
    }
    let mut body = parse(&text).unwrap();
    let mut depth = 0;
    while let Some(mut errors) = body.errors.take() {
        body = errors.remove(0);
        depth += 1;
    }
    assert_eq!((depth, body.code.as_deref()), (20, Some("0")));
}

#[test]
fn a_body_that_is_nested_too_deeply_is_none() {
    let deep = format!(
        r#"{}{{"code":"c"}}{}"#,
        r#"{"code":"c","errors":["#.repeat(100_000),
        "]}".repeat(100_000)
    );
    assert_eq!(parse(&deep), None);
    let deep = format!(
        r#"{{"code":"c","details":{}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(parse(&deep), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        if let Some(body) = ErrorBody::parse(&bytes) {
            prop_assert!(body.message.is_some() || body.code.is_some() || body.context_id.is_some());
        }
    }

    #[test]
    fn any_message_is_read_as_it_is(message in "(?s).{0,40}", status in any::<i32>()) {
        let raw = serde_json::to_vec(&serde_json::json!({ "message": message, "status": status })).unwrap();
        let body = ErrorBody::parse(&raw).unwrap();
        prop_assert_eq!(body.message, Some(message));
        prop_assert_eq!(body.status, Some(status));
    }
}
