use super::Siblings;

/// Returns the siblings of an operation among operations with its method, and one with another method.
fn beside(path: &str, others: &[&'static str]) -> Vec<&'static str> {
    let others = others.iter().map(|other| ("get", *other));
    Siblings::from_operations(others.chain([("put", "/users/other")]))
        .for_operation("get", path)
        .unwrap()
}

const PATHS: &[&str] = &[
    "/users/{id}",
    "/users/search",
    "/users/me",
    "/users/{other}/skills",
    "/users/me/{what}",
    "/teams/{id}",
    "/teams/x/y",
    "/users/{id}/skills/all",
];

#[test]
fn a_method_that_changes_something_has_siblings_with_other_methods() {
    let others = [
        ("get", "/users/me"),
        ("delete", "/users/all"),
        ("get", "/users/{id}/skills"),
        ("post", "/users/me"),
    ];
    let beside = |method: &str| {
        Siblings::from_operations(others)
            .for_operation(method, "/users/{id}")
            .unwrap()
    };
    assert_eq!(beside("delete"), ["/users/me", "/users/all"]);
    assert_eq!(beside("get"), ["/users/me", "/users/{id}/skills"]);
    assert!(beside("head").is_empty());
}

#[test]
fn siblings_have_the_order_of_the_document_and_the_method_of_the_operation() {
    assert_eq!(beside("/users/{id}", &PATHS[..3]), ["/users/search", "/users/me"]);
    assert_eq!(beside("/users/{any}", &["/users/Me", "/users/{id}"]), ["/users/Me"]);
    assert!(beside("/users/search", PATHS).is_empty());
    assert!(beside("/nothing/{id}", PATHS).is_empty());
}

#[test]
fn a_literal_of_either_path_may_face_a_parameter_of_the_other() {
    let edges = ["/edges/{edgeId}/softwareupdate", "/edges/sites/{siteId}"];
    assert_eq!(beside(edges[0], &edges), [edges[1]]);
    assert_eq!(beside(edges[1], &edges), [edges[0]]);
    assert_eq!(
        beside("/a/{x}/b/{y}", &["/a/lit/b/lit2", "/a/lit/c/lit2"]),
        ["/a/lit/b/lit2"]
    );
}

#[test]
fn a_path_that_values_cannot_change_to_is_no_sibling() {
    // Each path of the first operation is one of the second: no value makes a difference.
    assert!(beside("/users/me/{what}", &["/users/{id}/{what}"]).is_empty());
    assert!(beside("/a/{x}/b", &["/a/{x}/c", "/b/{x}/b", "/a/b", "/a"]).is_empty());
}

/// A gateway that decodes the path makes several segments of a value with slashes.
#[test]
fn a_value_may_form_several_segments() {
    assert_eq!(
        beside("/users/{id}", PATHS),
        [
            "/users/search",
            "/users/me",
            "/users/{other}/skills",
            "/users/me/{what}",
            "/users/{id}/skills/all"
        ]
    );
    assert_eq!(beside("/a/{x}/b", &["/a/{x}/{y}/b", "/a/{x}/{y}/c"]), ["/a/{x}/{y}/b"]);
    assert_eq!(
        beside("/{a}/{b}", &["/x/y/z", "/{a}/{b}/{c}/{d}", "/x"]),
        ["/x/y/z", "/{a}/{b}/{c}/{d}"]
    );
}

#[test]
fn a_segment_with_text_around_a_parameter_is_variable() {
    let paths = [
        "/a/{x}.json",
        "/a/me.JSON",
        "/a/me",
        "/a/{y}",
        "/a/.json",
        "/a/b/{z}.json/",
    ];
    assert_eq!(beside(paths[0], &paths), ["/a/me.JSON", "/a/b/{z}.json/"]);
    assert_eq!(beside("/a/{x}/", &paths[2..4]), ["/a/me"]);
}

/// Half of the paths could become each of the others, so the time would grow with the square of their number.
#[test]
fn the_search_ends_after_a_number_of_steps() {
    let paths: Vec<String> = (0..100)
        .flat_map(|number| [format!("/{{a}}/x{number}"), format!("/y{number}/{{b}}")])
        .collect();
    let mut siblings = Siblings::from_operations(paths.iter().map(|path| ("get", path.as_str())));
    siblings.steps_left = 2_000;
    let found: Vec<Option<usize>> = paths
        .iter()
        .map(|path| siblings.for_operation("get", path).map(|found| found.len()))
        .collect();
    assert_eq!(found[0], Some(100));
    assert_eq!(found.last(), Some(&None));
}
