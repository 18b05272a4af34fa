//! Header parameters.

use ureq::http::HeaderName;

use super::{Method, Request, finished, refused, request, target};

fn headers(name: &'static str, value: Option<&str>) -> Request<'static> {
    request(Method::GET, "/a").header(name, value)
}

#[test]
fn a_header_without_a_value_is_left_out() {
    assert!(headers("x-name", None).parts.headers.is_empty());
    // Generated code passes any name that the specification has.
    for name in ["Authorization", "Accept", "", "x name"] {
        assert!(finished(headers(name, None)).headers.is_empty(), "{name}");
    }
}

#[test]
fn a_header_has_its_value() {
    let request = headers("X-Name", Some("the value\twith ü"));
    let [(name, value)] = &request.parts.headers[..] else {
        panic!("{:?}", request.parts.headers);
    };
    assert_eq!(name, "x-name");
    assert_eq!(value.as_bytes(), "the value\twith ü".as_bytes());
    assert_eq!(target(request).unwrap(), "/a");
}

#[test]
fn a_number_is_its_text() {
    let request = request(Method::GET, "/a").header("x-name", Some(-7_i32));
    assert_eq!(request.parts.headers[0].1, "-7");
}

#[test]
fn a_value_with_a_control_character_is_refused_and_not_quoted() {
    for value in ["a\r\nX-Other: b", "a\n", "\r", "a\0", "\u{7f}", "\u{1b}[31m"] {
        let request = headers("X-Name", Some(value));
        assert!(request.parts.headers.is_empty());
        let expected = "X-Name: has a control character, which a header cannot have; remove it".to_owned();
        assert_eq!(refused(request), ("X-Name".to_owned(), expected), "{value:?}");
    }
}

#[test]
fn an_invalid_name_is_refused() {
    for (name, shown) in [
        ("", ""),
        ("x name", "x name"),
        ("x:name", "x:name"),
        ("x\nname", "x\\nname"),
        ("ü", "ü"),
    ] {
        let (setting, text) = refused(headers(name, Some("value")));
        assert_eq!(setting, name);
        assert_eq!(text, format!("{shown}: is not a valid name of a header; correct it"));
    }
}

#[test]
fn a_header_that_the_client_sends_itself_is_refused_in_any_case() {
    for name in [
        "Authorization",
        "authorization",
        "AUTHORIZATION",
        "Host",
        "host",
        "Content-Length",
        "content-length",
        "CONTENT-length",
        "Transfer-Encoding",
        "transfer-encoding",
        "TRANSFER-ENCODING",
        "Connection",
        "connection",
        "Keep-Alive",
        "keep-alive",
        "KEEP-ALIVE",
        "Proxy-Authorization",
        "Expect",
        "TE",
        "Trailer",
        "Upgrade",
    ] {
        let request = headers(name, Some("s3cr3t"));
        assert!(request.parts.headers.is_empty(), "{name}");
        let expected = format!("{name}: is a header that the client sends itself; remove it");
        assert_eq!(refused(request), (name.to_owned(), expected));
    }
}

#[test]
fn accept_and_content_type_point_to_their_methods() {
    for name in [
        "Accept",
        "accept",
        "ACCEPT",
        "Content-Type",
        "content-type",
        "CONTENT-TYPE",
    ] {
        let request = headers(name, Some("text/plain"));
        assert!(request.parts.headers.is_empty(), "{name}");
        let expected = format!("{name}: has its own method; call Request::accept or Request::content_type");
        assert_eq!(refused(request), (name.to_owned(), expected));
    }
}

#[test]
fn a_header_that_only_resembles_a_refused_one_is_sent() {
    for name in [
        "X-Authorization",
        "Accept-Language",
        "Content-Language",
        "User-Agent",
        "If-Match",
    ] {
        let request = finished(headers(name, Some("value")));
        let expected = HeaderName::from_bytes(name.as_bytes()).unwrap();
        assert_eq!(request.headers, [(expected, "value".parse().unwrap())]);
    }
}

/// Refused before anything is sent: the transport would fail after it has connected, and retry.
#[test]
fn a_header_that_is_too_long_is_refused_and_not_quoted() {
    let longest = "v".repeat((160 << 10) - "X-Name".len());
    let request = headers("X-Name", Some(&longest));
    assert_eq!(request.parts.headers.len(), 1);
    let request = headers("X-Name", Some(&format!("{longest}v")));
    assert!(request.parts.headers.is_empty());
    let expected = "X-Name: is too long for a header (160 KiB); shorten it".to_owned();
    assert_eq!(refused(request), ("X-Name".to_owned(), expected));

    let media_type: &'static str = "a".repeat(160 << 10).leak();
    let accept = request_of(|request| request.accept(media_type));
    assert_eq!(refused(accept).0, "accept");
    let content_type = request_of(|request| request.content_type(media_type));
    assert_eq!(refused(content_type).0, "content_type");
}

fn request_of(set: impl FnOnce(Request<'static>) -> Request<'static>) -> Request<'static> {
    set(request(Method::GET, "/a"))
}
