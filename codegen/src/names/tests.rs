use super::{Candidate, Scope, distinct, distinct_pairs, identifier};
use crate::ir::Target;

fn ident(name: &str, scope: Scope) -> String {
    identifier(name, scope).unwrap_or_default()
}

fn all(names: &[&str], scope: Scope) -> Vec<String> {
    let wanted: Vec<_> = names.iter().filter_map(|name| Candidate::new(name, scope)).collect();
    distinct(&wanted)
}

#[test]
fn names_are_those_of_heck_without_special_cases() {
    assert_eq!(ident("OAuthClient", Scope::Field), "o_auth_client");
    assert_eq!(ident("preserveIdleTTL", Scope::Parameter), "preserve_idle_ttl");
    assert_eq!(ident("getTokensMe", Scope::Function), "get_tokens_me");
    assert_eq!(ident("TokenInfo", Scope::Type), "TokenInfo");
    assert_eq!(ident("Shift Trades", Scope::Tag(Target::GenesysCloud)), "shift_trades");
}

#[test]
fn values_of_enums_all_have_a_name() {
    let values = [
        "SAML2-BEARER",
        "users.rules",
        "*",
        "",
        "2fa",
        "Unknown",
        "unknown",
        ">=",
        "Self",
        "self",
        "ä",
    ];
    let names = values.map(|value| ident(value, Scope::Variant));
    let expected = [
        "Saml2Bearer",
        "UsersRules",
        "Any",
        "Empty",
        "N2fa",
        "UnknownValue",
        "UnknownValue",
        "U3eU3d",
        "Self_",
        "Self_",
        "Ue4",
    ];
    assert_eq!(names, expected);
}

#[test]
fn reserved_names_get_an_underscore() {
    for name in ["type", "self", "in", "match", "gen", "$ref", "additionalProperties"] {
        assert!(ident(name, Scope::Field).ends_with('_'), "{name}");
    }
    for name in ["send", "sendWithResponse", "client", "body", "add"] {
        assert!(ident(name, Scope::Parameter).ends_with('_'), "{name}");
    }
    assert_eq!(ident("Option", Scope::Type), "Option_");
    for target in [Target::GenesysCloud, Target::Dependent] {
        assert_eq!(ident("builder", Scope::Tag(target)), "builder_");
    }
    assert_eq!(ident("send", Scope::Field), "send");
}

#[test]
fn the_tag_that_genesys_cloud_ships_is_reserved_elsewhere() {
    assert_eq!(ident("Tokens", Scope::Tag(Target::GenesysCloud)), "tokens");
    assert_eq!(ident("Tokens", Scope::Tag(Target::Dependent)), "tokens_");
}

#[test]
fn a_leading_digit_gets_a_letter() {
    assert_eq!(ident("2fa", Scope::Field), "n2fa");
    assert_eq!(ident("2fa", Scope::Type), "N2fa");
}

#[test]
fn a_name_without_letters_has_no_identifier() {
    for name in ["", "$", "__", "名前"] {
        assert_eq!(identifier(name, Scope::Field), None, "{name}");
        assert_eq!(identifier(name, Scope::Type), None, "{name}");
    }
}

#[test]
fn the_name_that_is_spelled_like_the_identifier_has_it() {
    assert_eq!(
        all(&["userName", "user_name", "UserName"], Scope::Field),
        ["user_name_3", "user_name", "user_name_2"]
    );
    assert_eq!(all(&["on", "ON", "On"], Scope::Variant), ["On3", "On2", "On"]);
    assert_eq!(all(&["-1", "1"], Scope::Variant), ["N1", "N1_2"]);
    assert_eq!(all(&["Type", "type"], Scope::Field), ["type_2", "type_"]);
    // A name with an underscore before a number would not be in upper camel case, and rustc would warn.
    assert_eq!(all(&["Self", "self"], Scope::Variant), ["Self_", "Self2"]);
    assert_eq!(
        all(&["Option", "option", "Option2"], Scope::Type),
        ["Option_", "Option3", "Option2"]
    );
}

#[test]
fn a_number_that_is_a_name_already_is_passed_over() {
    assert_eq!(
        all(&["a b", "a_b", "aB2", "a_b_2"], Scope::Field),
        ["a_b_3", "a_b", "a_b2", "a_b_2"]
    );
}

#[test]
fn neither_order_nor_other_names_change_a_name() {
    let forth = all(&["userName", "user_name", "UserName"], Scope::Field);
    let back = all(&["other", "UserName", "user_name", "another", "userName"], Scope::Field);
    assert_eq!(forth, [back[4].clone(), back[2].clone(), back[1].clone()]);
}

#[test]
fn a_name_of_its_own_goes_before_a_derived_one() {
    let mut wanted: Vec<_> = ["DependencyType"]
        .iter()
        .filter_map(|name| Candidate::new(name, Scope::Type))
        .collect();
    wanted.insert(
        0,
        Candidate {
            derived: true,
            key: "Dependency.type".to_owned(),
            ident: "DependencyType".to_owned(),
            method: None,
        },
    );
    assert_eq!(distinct(&wanted), ["DependencyType2", "DependencyType"]);
}

fn operations(ids: &[&str], tags: &[&str]) -> Vec<String> {
    let operations = ids.iter().filter_map(|id| Candidate::for_operation(id));
    let tags = tags
        .iter()
        .filter_map(|tag| Candidate::new(&super::api_name(tag), Scope::Type));
    let candidates: Vec<_> = operations.chain(tags).collect();
    let pairs = distinct_pairs(&candidates).into_iter();
    pairs
        .map(|(method, ty)| format!("{} {ty}", method.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn the_method_and_the_request_type_of_an_operation_have_the_same_number() {
    assert_eq!(
        operations(&["getThing", "get_thing", "GetThing"], &[]),
        ["get_thing_3 GetThing3", "get_thing GetThing", "get_thing_2 GetThing2"]
    );
    assert_eq!(
        operations(&["usersApi", "getUsers"], &["Users"]),
        ["users_api_2 UsersApi2", "get_users GetUsers", "- UsersApi"]
    );
}

#[test]
fn a_number_is_skipped_if_either_name_is_there_already() {
    // `GetA1_2` is free as a request type, and `get_a1_2` is the method of another operation.
    assert_eq!(
        operations(&["getA1", "GetA1", "getA1_2", "getA12"], &[]),
        [
            "get_a1_3 GetA1_3",
            "get_a1 GetA1",
            "get_a1_2_2 GetA12_2",
            "get_a12 GetA12"
        ]
    );
}
