//! Paths of other operations: values that lead to one of them are refused, whatever their spelling.

use super::{Method, Request, TOKEN, refused, request, target};

fn deletes(value: &str) -> Request<'static> {
    let others = ["/api/v2/tokens/me delete_tokens_me", "/api/v2/tokens/timeout"];
    request(Method::DELETE, TOKEN).path("userId", value).unless(&others)
}

#[test]
fn the_error_names_the_other_operation_and_its_method() {
    for value in ["me", "ME", " me", "me\u{a0}", "%6De", "m%65", "me;x=1", "me %20"] {
        let expected =
            "user_id (userId): \"me\" would call DELETE /api/v2/tokens/me; nothing was sent; use `delete_tokens_me`";
        assert_eq!(
            refused(deletes(value)),
            ("userId".to_owned(), expected.to_owned()),
            "{value:?}"
        );
    }
    assert_eq!(
        refused(deletes("TimeOut")).1,
        "user_id (userId): \"timeout\" would call DELETE /api/v2/tokens/timeout; nothing was sent; request that path if it is the one you mean"
    );
    for value in ["7f0c", "mee", "me/x", "x/me", "m e", "%256De"] {
        assert!(target(deletes(value)).is_ok(), "{value:?}");
    }
}

#[test]
fn every_method_is_refused() {
    for method in [
        Method::GET,
        Method::HEAD,
        Method::PUT,
        Method::POST,
        Method::PATCH,
        Method::OPTIONS,
    ] {
        let request = request(method.clone(), TOKEN)
            .unless(&["/api/v2/tokens/me"])
            .path("userId", "me");
        assert_eq!(refused(request).0, "userId", "{method}");
    }
}

/// Neither value is part of another path, but both together are.
#[test]
fn parameters_of_one_segment_are_compared_together() {
    let both = |a: &str, b: &str| {
        let request = request(Method::DELETE, "/api/v2/tokens/{a}{b}").unless(&["/api/v2/tokens/me"]);
        request.path("a", a).path("b", b)
    };
    assert_eq!(
        refused(both("m", "e")).1,
        "a: \"me\" would call DELETE /api/v2/tokens/me; nothing was sent; request that path if it is the one you mean"
    );
    assert!(target(both("m", "f")).is_ok());
    for (a, b) in [("%2", "e"), ("%2e%2", "E")] {
        assert_eq!(
            refused(both(a, b)).1,
            "path: the values of DELETE /api/v2/tokens/{a}{b} form a dot segment, which would name another path"
        );
    }
}

#[test]
fn siblings_of_a_parameter_are_those_of_its_whole_segment() {
    let request = request(Method::DELETE, "/api/v2/tokens/{a}{b}");
    let request = request.path_except("a", "m", &["me"]).path("b", "e");
    assert_eq!(
        refused(request).1,
        "a: \"me\" would call DELETE /api/v2/tokens/me; nothing was sent; request that path if it is the one you mean"
    );
}

#[test]
fn the_values_of_all_parameters_decide() {
    let other = "/a/lit/b/lit2";
    let both = |x: &str, y: &str| {
        request(Method::GET, "/a/{x}/b/{y}")
            .unless(&[other])
            .path("x", x)
            .path("y", y)
    };
    assert_eq!(
        refused(both("lit", "lit2")).1,
        "x: \"lit\" would call GET /a/lit/b/lit2; nothing was sent; request that path if it is the one you mean"
    );
    for (x, y) in [("lit", "7"), ("7", "lit2"), ("lit2", "lit"), ("li", "tlit2")] {
        assert!(target(both(x, y)).is_ok(), "{x} {y}");
    }
}

#[test]
fn a_parameter_of_the_other_path_is_any_value() {
    let edge = |id: &str| {
        let request = request(Method::DELETE, "/edges/{edgeId}/softwareupdate");
        request
            .unless(&["/edges/sites/{siteId} delete_site"])
            .path("edgeId", id)
    };
    assert_eq!(
        refused(edge("sites")).1,
        "edge_id (edgeId): \"sites\" would call DELETE /edges/sites/{siteId}; nothing was sent; use `delete_site`"
    );
    assert!(target(edge("7f0c")).is_ok());
}

/// A gateway that decodes the path makes several segments of such a value.
#[test]
fn a_value_with_slashes_is_compared_with_longer_paths() {
    let user = |id: &str| {
        let others = [
            "/users/{userId}/roles get_user_roles",
            "/users/{userId}/stations/{stationId}",
        ];
        request(Method::GET, "/users/{userId}")
            .unless(&others)
            .path("userId", id)
    };
    for id in ["7f0c/roles", "7f0c//ROLES", "7f0c%2Froles"] {
        assert_eq!(
            refused(user(id)).1,
            "user_id (userId): \"{userId}/roles\" would call GET /users/{userId}/roles; nothing was sent; use `get_user_roles`"
        );
    }
    assert!(target(user("a/stations/b")).is_err());
    for id in ["roles", "a/b", "a/roles/b", "a/stations"] {
        assert!(target(user(id)).is_ok(), "{id}");
    }
}

#[test]
fn the_text_around_a_parameter_is_compared_as_well() {
    let report = |id: &str| {
        let request = request(Method::GET, "/reports/{id}.json");
        request
            .unless(&["/reports/me.json", "/reports/v{x}/all.json/"])
            .path("id", id)
    };
    assert_eq!(
        refused(report("ME")).1,
        "id: \"me\" would call GET /reports/me.json; nothing was sent; request that path if it is the one you mean"
    );
    assert!(target(report("V1/all")).is_err());
    for id in ["me.json", "v/all", "x1/all", "m"] {
        assert!(target(report(id)).is_ok(), "{id}");
    }
}

#[test]
fn paths_add_up_and_may_come_before_or_after_the_values() {
    let request = request(Method::GET, "/a/{b}")
        .unless(&["/a/x"])
        .path("b", "y")
        .unless(&["/a/y"]);
    assert_eq!(refused(request).0, "b");
}

#[test]
fn a_path_without_parameters_is_compared_too() {
    let request = request(Method::DELETE, "/api/v2/tokens/ME").unless(&["/api/v2/tokens/me delete_tokens_me"]);
    assert_eq!(
        refused(request).1,
        "path: calls DELETE /api/v2/tokens/me, which is another operation; nothing was sent; use `delete_tokens_me`"
    );
}

/// The value may be personal data in the spelling of the caller.
#[test]
fn the_error_does_not_contain_the_value_as_it_was_written() {
    let (_, text) = refused(deletes("%6d%65;ada@example.com"));
    assert!(!text.contains("ada"), "{text}");
}
