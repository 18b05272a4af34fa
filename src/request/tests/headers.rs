//! Header parameters.

use super::{Method, Request, refusal, target};

fn headers(name: &'static str, value: Option<&str>) -> Request {
    let mut request = Request::new(Method::GET, "/a");
    request.header(name, value.map(str::to_owned));
    request
}

#[test]
fn a_header_without_a_value_is_left_out() {
    assert!(headers("x-name", None).headers.is_empty());
}

#[test]
fn a_header_has_its_value() {
    let request = headers("X-Name", Some("the value\twith ü"));
    let [(name, value)] = &request.headers[..] else {
        panic!("{:?}", request.headers);
    };
    assert_eq!(name, "x-name");
    assert_eq!(value.as_bytes(), "the value\twith ü".as_bytes());
    assert_eq!(target(request).unwrap(), "/a");
}

#[test]
fn a_number_is_its_text() {
    let mut request = Request::new(Method::GET, "/a");
    request.header("x-name", Some(-7_i32));
    assert_eq!(request.headers[0].1, "-7");
}

#[test]
fn a_value_that_would_begin_another_header_is_refused_and_not_quoted() {
    for value in ["a\r\nX-Other: b", "a\n", "\r", "a\0", "\u{7f}", "\u{1b}[31m"] {
        let request = headers("x-name", Some(value));
        assert!(request.headers.is_empty());
        assert_eq!(
            refusal(request),
            "header parameter: `x-name` has a control character",
            "{value:?}"
        );
    }
}

#[test]
fn a_name_that_is_none_is_refused() {
    for name in ["", "x name", "x:name", "x\nname", "ü"] {
        let refusal = refusal(headers(name, Some("value")));
        assert_eq!(
            refusal, "header parameter: the specification's name is no header name",
            "{name:?}"
        );
    }
}
