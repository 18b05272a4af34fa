use super::{Segment, is_path, segments};

#[test]
fn a_slash_at_the_end_is_no_segment() {
    let all = |path: &'static str| segments(path).collect::<Vec<&str>>();
    assert_eq!(all("/a/{b}"), ["a", "{b}"]);
    assert_eq!(all("/a/{b}/"), ["a", "{b}"]);
    assert_eq!(all("/a//"), ["a", ""]);
    assert_eq!(all("//"), [""]);
    assert!(all("/").is_empty());
}

#[test]
fn a_path_has_plain_segments_with_at_most_one_parameter_each() {
    for path in ["/", "/a", "/a/{b}/", "/a/{b}.json", "/v{b}", "/a/{b}:c", "/..."] {
        assert!(is_path(path), "{path}");
    }
    for path in [
        "", "a", "//", "/a//b", "/..", "/.;x", "/;x", "/;{a}", "/..;{a}", "/{}", "/{a}{b}", "/{a", "/a}", "/a b",
        "/%2e",
    ] {
        assert!(!is_path(path), "{path}");
    }
}

#[test]
fn the_value_for_a_literal_is_what_the_text_around_the_parameter_leaves() {
    let value = |segment: &'static str, literal: &'static str| Segment::from_text(segment).value_for(literal);
    assert_eq!(value("{a}", "me"), Some("me"));
    assert_eq!(value("v{a}.json", "V1.JSON"), Some("1"));
    for (segment, literal) in [
        ("{a}.json", "me"),
        ("{a}.json", ".json"),
        ("v{a}v", "v"),
        ("me", "me"),
        ("x{a}", "ü1"),
    ] {
        assert_eq!(value(segment, literal), None, "{segment} {literal}");
    }
}
