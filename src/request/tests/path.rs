//! Path parameters: each one segment, each what it was.

use super::{Method, Request, TOKEN, percent_decode_str, refusal, target};
use proptest::prelude::*;

const SIBLINGS: [&str; 2] = ["me", "timeout"];

fn deletes(value: &str) -> Request {
    let mut request = Request::new(Method::DELETE, TOKEN);
    request.path_except("userId", &value.to_owned(), &SIBLINGS);
    request
}

#[test]
fn unreserved_characters_stay_and_all_others_are_encoded() {
    assert_eq!(target(deletes("aZ09-._~")).unwrap(), "/api/v2/tokens/aZ09-._~");
    assert_eq!(
        target(deletes("a/b?c#d%e f+g&h=i;j:k@l")).unwrap(),
        "/api/v2/tokens/a%2Fb%3Fc%23d%25e%20f%2Bg%26h%3Di%3Bj%3Ak%40l"
    );
    assert_eq!(
        target(deletes("ü€😀")).unwrap(),
        "/api/v2/tokens/%C3%BC%E2%82%AC%F0%9F%98%80"
    );
    assert_eq!(target(deletes("%2e%2E")).unwrap(), "/api/v2/tokens/%252e%252E");
}

#[test]
fn each_parameter_takes_its_own_place() {
    let mut request = Request::new(Method::GET, "/a/{first}/b/{second}");
    request.path("second", &2_i64);
    request.path("first", &"{second}".to_owned());
    assert_eq!(target(request).unwrap(), "/a/%7Bsecond%7D/b/2");
}

#[test]
fn a_number_and_a_boolean_are_their_text() {
    let mut request = Request::new(Method::GET, "/{a}/{b}/{c}");
    request.path("a", &i32::MIN);
    request.path("b", &true);
    request.path("c", &0.5);
    assert_eq!(target(request).unwrap(), "/-2147483648/true/0.5");
}

#[test]
fn what_would_name_another_path_is_refused() {
    for (value, problem) in [
        ("", "is empty, which would name another path"),
        (".", "is a dot segment, which would name another path"),
        ("..", "is a dot segment, which would name another path"),
    ] {
        let expected = format!("path parameter: `userId` of DELETE {TOKEN} {problem}");
        assert_eq!(refusal(deletes(value)), expected);
        let mut request = Request::new(Method::GET, TOKEN);
        request.path("userId", &value.to_owned());
        assert!(refusal(request).ends_with(problem), "{value}");
    }
    for value in ["...", ".a", " ", "a..", "%2e"] {
        assert!(target(deletes(value)).is_ok(), "{value}");
    }
}

#[test]
fn the_name_of_another_operation_is_refused_in_any_case() {
    for value in ["me", "ME", "Me", "mE", "timeout", "TIMEOUT", "TimeOut"] {
        let refusal = refusal(deletes(value));
        assert!(
            refusal.ends_with("is the name of another operation's path"),
            "{value}: {refusal}"
        );
    }
    for value in ["me ", "mee", "m", "me/", "ｍｅ", "timeout2"] {
        assert!(target(deletes(value)).is_ok(), "{value}");
    }
}

#[test]
fn without_siblings_their_names_are_values_like_others() {
    let mut request = Request::new(Method::GET, TOKEN);
    request.path("userId", &"me".to_owned());
    assert_eq!(target(request).unwrap(), "/api/v2/tokens/me");
}

#[test]
fn a_control_character_is_refused_and_not_quoted() {
    for value in ["a\0", "a\r\nHost: b", "\t", "\u{7f}", "\u{85}", "me\n"] {
        let expected = format!("path parameter: `userId` of DELETE {TOKEN} has a control character");
        assert_eq!(refusal(deletes(value)), expected, "{value:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_one_segment_and_decodes_back(value in "\\PC{1,40}") {
        prop_assume!(value != "." && value != ".." && !value.chars().any(char::is_control));
        let mut request = Request::new(Method::GET, "/a/{b}/c");
        request.path("b", &value);
        let target = target(request).unwrap();
        let segments: Vec<_> = target.split('/').collect();
        prop_assert_eq!(segments.len(), 4, "{}", &target);
        prop_assert!(!target.contains(['?', '#', '{', '}']), "{target}");
        prop_assert_eq!(percent_decode_str(segments[2]).decode_utf8().unwrap(), value);
    }

    #[test]
    fn any_value_is_sent_as_it_is_or_refused(value in "(?s).{0,40}") {
        let dangerous = ["", ".", ".."].contains(&value.as_str())
            || value.chars().any(char::is_control)
            || SIBLINGS.iter().any(|sibling| sibling.eq_ignore_ascii_case(&value));
        match target(deletes(&value)) {
            Ok(target) => {
                prop_assert!(!dangerous);
                let segment = target.strip_prefix("/api/v2/tokens/").unwrap();
                prop_assert!(!segment.contains(['/', '?', '#']), "{segment}");
                prop_assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), value);
            }
            Err(_) => prop_assert!(dangerous),
        }
    }
}
