//! Bodies and media types.

use std::collections::BTreeMap;

use super::{Method, Request, finished, refusal, refused, request};

/// Returns content type and bytes of the body, if there is one.
fn body_of(request: Request<'_>) -> Option<(String, Vec<u8>)> {
    let body = finished(request).body?;
    let content_type = body.content_type.to_str().unwrap().to_owned();
    Some((content_type, body.bytes))
}

#[allow(clippy::unnecessary_wraps, reason = "the type that it is compared with")]
fn sent(content_type: &str, body: &str) -> Option<(String, Vec<u8>)> {
    Some((content_type.to_owned(), body.into()))
}

#[test]
fn a_json_body_is_compact_and_has_its_content_type() {
    let request = request(Method::PUT, "/a").body_json(&BTreeMap::from([("a", 1), ("b", 2)]));
    assert_eq!(body_of(request), sent("application/json", r#"{"a":1,"b":2}"#));
}

#[test]
fn a_missing_body_is_not_null() {
    assert_eq!(body_of(request(Method::PUT, "/a")), None);
    let json = request(Method::PUT, "/a").content_type("application/json");
    assert_eq!(body_of(json), None);
    let text = request(Method::PUT, "/a").content_type("text/plain");
    assert_eq!(body_of(text), None);
}

#[test]
fn a_text_body_is_sent_as_it_is() {
    let request = request(Method::POST, "/a").body_text("grüße\r\n\0".to_owned());
    assert_eq!(body_of(request), sent("text/plain", "grüße\r\n\0"));
}

#[test]
fn the_content_type_may_be_set_before_or_after_the_body() {
    let patch = "application/json-patch+json";
    let before = request(Method::PATCH, "/a").content_type(patch).body_json(&[1]);
    assert_eq!(body_of(before), sent(patch, "[1]"));
    let after = request(Method::PATCH, "/a").body_json(&[1]).content_type(patch);
    assert_eq!(body_of(after), sent(patch, "[1]"));
    let csv = request(Method::POST, "/a")
        .content_type("text/csv")
        .body_text("a,b".to_owned());
    assert_eq!(body_of(csv), sent("text/csv", "a,b"));
}

#[test]
fn the_last_of_two_bodies_counts_with_its_content_type() {
    let text = request(Method::POST, "/a").body_json(&1).body_text("b".to_owned());
    assert_eq!(body_of(text), sent("text/plain", "b"));
    let json = request(Method::POST, "/a").body_text("b".to_owned()).body_json(&1);
    assert_eq!(body_of(json), sent("application/json", "1"));
}

#[test]
fn a_body_that_json_cannot_express_is_refused() {
    let request = request(Method::POST, "/a").body_json(&BTreeMap::from([((1, 2), 3)]));
    assert!(refusal(request).starts_with("body: cannot be written as JSON: "));
}

#[test]
fn get_and_head_have_no_body() {
    for method in [Method::GET, Method::HEAD] {
        let expected = format!("body: {method} has no body (RFC 9110); remove it");
        let json = request(method.clone(), "/a").body_json(&1);
        assert_eq!(refused(json), ("body".to_owned(), expected.clone()));
        let text = request(method.clone(), "/a").body_text(String::new());
        assert_eq!(refused(text), ("body".to_owned(), expected));
    }
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        assert!(body_of(request(method, "/a").body_json(&1)).is_some());
    }
}

#[test]
fn the_media_type_of_the_response_is_json_unless_another_one_is_set() {
    assert_eq!(finished(request(Method::GET, "/a")).accept, "application/json");
    let text = request(Method::GET, "/a").accept("text/csv").accept("text/plain");
    assert_eq!(finished(text).accept, "text/plain");
}

#[test]
fn a_media_type_with_a_control_character_is_refused() {
    for media_type in ["a/b\r\nX-Other: c", "a/b\n", "\0", "\u{7f}"] {
        let accept = request(Method::GET, "/a").accept(media_type);
        let expected = "accept: has a control character, which a header cannot have; remove it".to_owned();
        assert_eq!(refused(accept), ("accept".to_owned(), expected), "{media_type:?}");
        let content_type = request(Method::PUT, "/a").body_json(&1).content_type(media_type);
        let expected = "content_type: has a control character, which a header cannot have; remove it".to_owned();
        assert_eq!(
            refused(content_type),
            ("content_type".to_owned(), expected),
            "{media_type:?}"
        );
    }
    for media_type in ["", "ü", "no media type"] {
        let request = request(Method::PUT, "/a").body_json(&1);
        finished(request.accept(media_type).content_type(media_type));
    }
}
