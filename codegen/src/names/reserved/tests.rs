use std::path::Path;
use std::{env, fs};

use super::{Scope, is_reserved};
use crate::document::Document;
use crate::ir::Target;

/// A tag of the same name would be a second method of that name, or a method that is never called, even if the method of the client is
/// private.
///
/// The documentation lists the methods. `.ci/reserved` writes it, and runs this test.
#[test]
#[ignore = "needs the documentation of genesys-cloud with its private items"]
fn each_method_of_the_client_is_reserved_for_tags() {
    let page = env::var_os("CLIENT_PAGE").expect("the path of struct.Client.html");
    let page = fs::read_to_string(page).unwrap();
    let (own, _) = page
        .split_once("id=\"trait-implementations\"")
        .expect("another form of the page");
    let methods = own.split("<section id=\"method.").skip(1);
    let methods: Vec<&str> = methods.filter_map(|rest| rest.split(['"', '-']).next()).collect();
    for known in ["builder", "from_env", "request"] {
        assert!(methods.contains(&known), "{known} was not found in {methods:?}");
    }
    // The tags of the shipped fragment are methods of `Client` in genesys-cloud.
    for name in methods.iter().filter(|name| !super::SHIPPED.contains(name)) {
        for target in [Target::GenesysCloud, Target::Dependent] {
            assert!(is_reserved(name, Scope::Tag(target)), "reserve `{name}`");
        }
    }
}

#[test]
fn planned_names_are_reserved() {
    for name in [
        "access_token",
        "discover",
        "from_profile",
        "request_uri",
        "shutdown",
        "sign_out",
        "with_access_token",
        "with_attempt_timeout",
        "with_header",
        "with_retry",
        "with_timeout",
    ] {
        assert!(is_reserved(name, Scope::Tag(Target::Dependent)), "{name}");
    }
    for name in ["items", "max_pages", "pages", "resume_at"] {
        assert!(is_reserved(name, Scope::Parameter), "{name}");
    }
    assert!(is_reserved("clone", Scope::Function));
}

#[test]
fn the_methods_of_each_request_are_reserved_for_parameters() {
    for name in [
        "items",
        "max_pages",
        "pages",
        "paging",
        "resume_at",
        "send",
        "send_with_response",
    ] {
        assert!(is_reserved(name, Scope::Parameter), "{name}");
    }
}

/// `api.clone()` would be a call of an operation.
#[test]
fn the_methods_of_each_api_type_are_reserved_for_operations() {
    for name in ["new", "clone", "to_owned", "into"] {
        assert!(is_reserved(name, Scope::Function), "{name}");
    }
}

#[test]
fn shipped_tags_are_reserved_for_dependents_only() {
    assert!(is_reserved("tokens", Scope::Tag(Target::Dependent)));
    assert!(!is_reserved("tokens", Scope::Tag(Target::GenesysCloud)));
}

#[test]
fn the_tags_of_the_shipped_fragment_are_those_that_are_reserved() {
    let fragment = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/tokens.json");
    let api = Document::parse(&fs::read_to_string(fragment).unwrap())
        .api(Target::Dependent)
        .result
        .unwrap();
    let methods: Vec<_> = api.tags.iter().map(|tag| tag.ident.trim_end_matches('_')).collect();
    assert_eq!(methods, super::SHIPPED);
}
