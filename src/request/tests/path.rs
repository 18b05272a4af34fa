//! Path parameters: each is one segment, and decodes to its value.

use proptest::prelude::*;

use super::{Method, Request, TOKEN, percent_decode_str, refusal, refused, request, target};

const SIBLINGS: [&str; 2] = ["me", "timeout"];

const BLANK: &str =
    "is blank, begins or ends with a slash, or begins with a semicolon, which would name another path; remove them";

fn deletes(value: &str) -> Request<'static> {
    request(Method::DELETE, TOKEN).path_except("userId", value, &SIBLINGS)
}

#[test]
fn all_characters_but_the_unreserved_ones_are_encoded() {
    assert_eq!(target(deletes("aZ09-._~")).unwrap(), "/api/v2/tokens/aZ09-._~");
    assert_eq!(
        target(deletes("a/b?c#d%e f+g&h=i;j:k@l")).unwrap(),
        "/api/v2/tokens/a%2Fb%3Fc%23d%25e%20f%2Bg%26h%3Di%3Bj%3Ak%40l"
    );
    assert_eq!(
        target(deletes("ü€😀")).unwrap(),
        "/api/v2/tokens/%C3%BC%E2%82%AC%F0%9F%98%80"
    );
    assert_eq!(target(deletes("a%2eb%2E")).unwrap(), "/api/v2/tokens/a%252eb%252E");
}

#[test]
fn each_parameter_is_replaced_by_its_value() {
    let request = request(Method::GET, "/a/{first}/b/{second}");
    let request = request.path("second", 2_i64).path("first", "{second}");
    assert_eq!(target(request).unwrap(), "/a/%7Bsecond%7D/b/2");
}

#[test]
fn a_template_may_have_text_around_a_parameter_and_a_slash_at_its_end() {
    for (template, path) in [
        ("/a/{b}/", "/a/x.y/"),
        ("/a/{b}.json", "/a/x.y.json"),
        ("/a/v{b}:c/", "/a/vx.y:c/"),
    ] {
        assert_eq!(target(request(Method::GET, template).path("b", "x.y")).unwrap(), path);
    }
    assert_eq!(target(request(Method::GET, "/")).unwrap(), "/");
}

#[test]
fn a_number_and_a_boolean_are_their_text() {
    let request = request(Method::GET, "/{a}/{b}/{c}");
    let request = request.path("a", i32::MIN).path("b", true).path("c", 0.5);
    assert_eq!(target(request).unwrap(), "/-2147483648/true/0.5");
}

#[test]
fn a_value_that_would_change_the_path_is_refused() {
    for (value, problem) in [
        ("", "is empty, which would name another path; set it"),
        (".", "is a dot segment, which would name another path; remove it"),
        ("..", "is a dot segment, which would name another path; remove it"),
        ("x/../me", "has a dot segment, which would name another path; remove it"),
        (
            "../../authorization/roles/1",
            "has a dot segment, which would name another path; remove it",
        ),
        ("x/./y", "has a dot segment, which would name another path; remove it"),
        (
            r"x\..\me",
            "has a dot segment, which would name another path; remove it",
        ),
        ("%2e%2E", "has a dot segment, which would name another path; remove it"),
        (
            "x%2f..%2Fme",
            "has a dot segment, which would name another path; remove it",
        ),
        (
            "x%5c..%5Cme",
            "has a dot segment, which would name another path; remove it",
        ),
        (
            "x/..;/me",
            "has a dot segment, which would name another path; remove it",
        ),
        (
            "x/.. /me",
            "has a dot segment, which would name another path; remove it",
        ),
        (" ", BLANK),
        ("me/", BLANK),
        ("/me", BLANK),
        ("7f0c/", BLANK),
        (r"7f0c\", BLANK),
        ("7f0c%2F", BLANK),
        ("7f0c/ ", BLANK),
        (";a", BLANK),
    ] {
        let expected = format!("user_id (userId): the path parameter of DELETE {TOKEN} {problem}");
        assert_eq!(refused(deletes(value)), ("userId".to_owned(), expected));
        let request = request(Method::GET, TOKEN).path("userId", value);
        assert!(refusal(request).ends_with(problem), "{value}");
    }
    for value in ["...", ".a", "a..", " a", "%2ea", "a;b", "a;", "%", "%zz"] {
        assert!(target(deletes(value)).is_ok(), "{value}");
    }
}

/// The keys of rows of a data table are free text.
#[test]
fn a_slash_inside_of_a_value_is_legal() {
    let rows = "/api/v2/flows/datatables/{datatableId}/rows/{rowId}";
    for (value, written) in [
        ("a/b", "a%2Fb"),
        (r"DOMAIN\user", "DOMAIN%5Cuser"),
        ("https://example.com/a", "https%3A%2F%2Fexample.com%2Fa"),
        ("1/2/2026", "1%2F2%2F2026"),
    ] {
        let request = request(Method::GET, rows)
            .path("datatableId", "7f0c")
            .path("rowId", value);
        let expected = format!("/api/v2/flows/datatables/7f0c/rows/{written}");
        assert_eq!(target(request).unwrap(), expected);
    }
}

#[test]
fn the_name_of_another_operation_is_refused_in_any_case() {
    for value in [
        "me", "ME", "Me", "mE", "timeout", "TIMEOUT", "TimeOut", "me ", "%6de", "me;x",
    ] {
        let refusal = refusal(deletes(value));
        assert!(
            refusal.ends_with("; request that path if it is the one you mean"),
            "{value}: {refusal}"
        );
    }
    for value in ["mee", "m", "me/x", "ｍｅ", "timeout2"] {
        assert!(target(deletes(value)).is_ok(), "{value}");
    }
}

#[test]
fn without_siblings_their_names_are_accepted() {
    let request = request(Method::GET, TOKEN).path("userId", "me");
    assert_eq!(target(request).unwrap(), "/api/v2/tokens/me");
}

#[test]
fn a_control_character_is_refused_and_not_quoted() {
    for value in ["a\0", "a\r\nHost: b", "\t", "\u{7f}", "\u{85}", "me\n"] {
        let expected =
            format!("user_id (userId): the path parameter of DELETE {TOKEN} has a control character; remove it");
        assert_eq!(refusal(deletes(value)), expected, "{value:?}");
    }
}

#[test]
fn a_parameter_that_is_not_set_is_refused_with_its_name() {
    for (request, missing) in [
        (request(Method::GET, "/a/{b}/{c}"), "b"),
        (request(Method::GET, "/a/{b}/{c}").path("b", "x"), "c"),
        (request(Method::GET, "/a/{b}/{c}").path("c", "{b}"), "b"),
        (request(Method::GET, "/a/{b}/{c}").path("c", "x").query("b", "x"), "b"),
    ] {
        let expected =
            format!("{missing}: the path parameter of GET /a/{{b}}/{{c}} is not set; call path(\"{missing}\", …)");
        assert_eq!(refused(request), (missing.to_owned(), expected));
    }
}

#[test]
fn a_brace_without_its_counterpart_is_refused() {
    assert_eq!(refused(request(Method::GET, "/a/{b")).0, "b");
    assert_eq!(refused(request(Method::GET, "/a/{b").path("b", "x")).0, "b");
}

#[test]
fn a_name_that_is_not_in_the_path_is_refused() {
    for (request, name) in [
        (request(Method::GET, "/a/{b}").path("x", 1).path("b", 1), "x"),
        (request(Method::GET, "/a/{b}").path("B", 1), "B"),
        (request(Method::GET, "/a/{b}").path("", 1), ""),
        (request(Method::GET, "/a").path("a", 1), "a"),
        // Set twice, the second value would be lost.
        (request(Method::GET, "/a/{b}").path("b", 1).path("b", 2), "b"),
    ] {
        let (setting, text) = refused(request);
        assert_eq!(setting, name);
        assert!(
            text.ends_with("is not in the path, or is already set; check its name"),
            "{text}"
        );
    }
}

#[test]
fn a_parameter_that_occurs_twice_has_its_value_in_both_places() {
    let request = request(Method::GET, "/a/{b}/c/{b}").path("b", "x y");
    assert_eq!(target(request).unwrap(), "/a/x%20y/c/x%20y");
}

#[test]
fn an_invalid_template_is_refused() {
    for (template, problem) in [
        ("", "does not begin with a slash"),
        ("a/{b}", "does not begin with a slash"),
        ("https://host/a/{b}", "does not begin with a slash"),
        (" /a/{b}", "does not begin with a slash"),
        ("/a/{b}?c=d", "has a query or a fragment"),
        ("/a/{b}#c", "has a query or a fragment"),
        ("/a b/{b}", "has characters other than visible ASCII"),
        ("/a\r\nHost: b/{b}", "has characters other than visible ASCII"),
        ("/ä/{b}", "has characters other than visible ASCII"),
        ("//other/{b}", "has an empty segment"),
        ("/a//{b}", "has an empty segment"),
        ("//", "has an empty segment"),
        ("/a/{b}//", "has an empty segment"),
        ("/a%2F%2f{b}", "has an empty segment"),
        ("/a/;{b}", "has an empty segment"),
        ("/a/../{b}", "has a dot segment"),
        ("/a/./{b}", "has a dot segment"),
        ("/a/%2e%2E/{b}", "has a dot segment"),
        ("/a/..;x/{b}", "has a dot segment"),
        (r"/a/x\..\{b}", "has a dot segment"),
    ] {
        for request in [
            request(Method::GET, template),
            request(Method::GET, template).path("b", "x"),
            request(Method::GET, template).path("b", ""),
        ] {
            let (setting, text) = refused(request);
            assert_eq!(setting, "path", "{template:?}");
            assert!(text.contains(problem), "{template:?}: {text}");
        }
    }
}

#[test]
fn a_template_may_have_dots_and_semicolons_in_its_segments() {
    for template in ["/a.b/..c;d=e/f%20g", "/a;b"] {
        assert_eq!(target(request(Method::GET, template)).unwrap(), template);
    }
}

/// Returns what a gateway and a server behind it could make of a value: its segments, decoded, without parameters and white space.
fn segments(value: &str) -> Vec<String> {
    let decoded = percent_decode_str(value).decode_utf8_lossy().replace('\\', "/");
    let is_invisible = |char: char| char.is_whitespace() || char.is_control();
    let segments = decoded
        .split('/')
        .map(|segment| segment.split(';').next().unwrap_or_default());
    segments
        .map(|segment| segment.trim_matches(is_invisible).to_lowercase())
        .collect()
}

fn is_dangerous(value: &str, siblings: &[&str]) -> bool {
    let segments = segments(value);
    let names: Vec<&str> = segments
        .iter()
        .map(String::as_str)
        .filter(|segment| !segment.is_empty())
        .collect();
    value.chars().any(char::is_control)
        || segments[0].is_empty()
        || segments[segments.len() - 1].is_empty()
        || names.iter().any(|segment| [".", ".."].contains(segment))
        || siblings.iter().any(|sibling| names == [*sibling])
}

/// Values of characters that have a meaning in paths.
fn value() -> impl Strategy<Value = String> {
    prop_oneof!["(?s).{0,40}", "[./\\\\%25efEFmME; ]{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_one_segment_and_decodes_back(value in "\\PC{1,40}") {
        prop_assume!(!is_dangerous(&value, &[]));
        let request = request(Method::GET, "/a/{b}/c").path("b", &value);
        let target = target(request).unwrap();
        let segments: Vec<_> = target.split('/').collect();
        prop_assert_eq!(segments.len(), 4, "{}", &target);
        prop_assert!(!target.contains(['?', '#', '{', '}']), "{target}");
        prop_assert_eq!(percent_decode_str(segments[2]).decode_utf8().unwrap(), value);
    }

    #[test]
    fn any_value_is_sent_unchanged_or_refused(value in value()) {
        let dangerous = is_dangerous(&value, &SIBLINGS);
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
