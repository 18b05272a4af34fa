use super::NormalPath;

#[test]
fn the_spelling_of_a_path_does_not_matter() {
    for path in [
        "/api/v2/tokens/me",
        "api/v2/tokens/me",
        "/api/v2/tokens/me/",
        "//api/v2//tokens///me",
        "/API/V2/Tokens/ME",
        "/api/v2/tokens/%6De",
        "/api/v2/tokens/%256De",
        "/api/v2%2Ftokens%2fme",
        "/api/v2/tokens%5Cme",
        r"\api\v2\tokens\me",
        "/api/v2/tokens/me%20",
        "/api/v2/tokens/%09%C2%A0me%00",
        "/api/v2/tokens/me;x=1",
        "/api/v2/tokens/me%3Bx/;y",
    ] {
        assert!(NormalPath::from_path(path).is("/api/v2/tokens/me"), "{path}");
    }
    for path in [
        "/api/v2/tokens",
        "/api/v2/tokens/me/x",
        "/api/v2/tokens/mee",
        "/v2/tokens/me",
        "/api/v2/tokens/m e",
        "/api/v2/tokens/\u{ff4d}e",
        "/api/v2/tokens/%25256De",
        "",
        "/",
    ] {
        assert!(!NormalPath::from_path(path).is("/api/v2/tokens/me"), "{path}");
    }
}

#[test]
fn a_parameter_of_a_template_is_one_segment() {
    let template = "/users/{userId}/roles";
    assert!(NormalPath::from_path("/users/7f0c/ROLES").is(template));
    for path in ["/users/roles", "/users//roles", "/users/a/b/roles", "/users/a/b"] {
        assert!(!NormalPath::from_path(path).is(template), "{path}");
    }
}

#[test]
fn dot_segments_are_found_in_any_spelling() {
    for path in [
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/a/%2e%2E/b",
        "/a/%252e./b",
        "/a%2f..%2fb",
        r"/a\..\b",
        "/a/..;x/b",
        "/a/ .. /b",
        "..",
    ] {
        assert!(NormalPath::from_path(path).has_dot_segment(), "{path}");
    }
    for path in ["/a/.../b", "/a/.b/c..", "/a/. ./b", "/a/x..;/b"] {
        assert!(!NormalPath::from_path(path).has_dot_segment(), "{path}");
    }
}

#[test]
fn a_value_is_decoded_once_less_than_a_path() {
    assert!(NormalPath::from_value("%6De").is("me"));
    assert!(!NormalPath::from_value("%256De").is("me"));
}

#[test]
fn an_end_is_empty_before_the_first_slash_and_after_the_last_one() {
    for value in ["", " ", "/a", "a/", r"a\", "a%2F", "a/ ", "/", ";a", "a/;b"] {
        assert!(NormalPath::from_value(value).has_empty_end(), "{value:?}");
    }
    for value in ["a", "a/b", "a//b", "a;", " a"] {
        assert!(!NormalPath::from_value(value).has_empty_end(), "{value:?}");
    }
}

/// A path with bytes that are not UTF-8 is only a different path.
#[test]
fn invalid_utf_8_is_no_problem() {
    assert!(!NormalPath::from_path("/api/v2/tokens/me%FF").is("/api/v2/tokens/me"));
}
