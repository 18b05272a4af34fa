use super::{Kind, Wanted, distinct, identifier};

fn ident(name: &str, kind: Kind) -> String {
    identifier(name, kind).unwrap_or_default()
}

fn all(names: &[&str], kind: Kind) -> Vec<String> {
    let wanted: Vec<_> = names.iter().filter_map(|name| Wanted::new(name, kind)).collect();
    distinct(&wanted)
}

#[test]
fn names_are_those_of_heck_without_special_cases() {
    assert_eq!(ident("OAuthClient", Kind::Field), "o_auth_client");
    assert_eq!(ident("preserveIdleTTL", Kind::Parameter), "preserve_idle_ttl");
    assert_eq!(ident("getTokensMe", Kind::Function), "get_tokens_me");
    assert_eq!(ident("TokenInfo", Kind::Type), "TokenInfo");
    assert_eq!(ident("Shift Trades", Kind::Tag), "shift_trades");
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
    let names = values.map(|value| ident(value, Kind::Variant));
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
        assert!(ident(name, Kind::Field).ends_with('_'), "{name}");
    }
    for name in ["send", "sendWithResponse", "client", "body", "add"] {
        assert!(ident(name, Kind::Parameter).ends_with('_'), "{name}");
    }
    assert_eq!(ident("Option", Kind::Type), "Option_");
    assert_eq!(ident("builder", Kind::Tag), "builder_");
    assert_eq!(ident("send", Kind::Field), "send");
}

#[test]
fn a_leading_digit_gets_a_letter() {
    assert_eq!(ident("2fa", Kind::Field), "n2fa");
    assert_eq!(ident("2fa", Kind::Type), "N2fa");
}

#[test]
fn a_name_without_letters_has_no_identifier() {
    for name in ["", "$", "__", "名前"] {
        assert_eq!(identifier(name, Kind::Field), None, "{name}");
        assert_eq!(identifier(name, Kind::Type), None, "{name}");
    }
}

#[test]
fn the_name_that_is_spelled_like_the_identifier_has_it() {
    assert_eq!(
        all(&["userName", "user_name", "UserName"], Kind::Field),
        ["user_name_3", "user_name", "user_name_2"]
    );
    assert_eq!(all(&["on", "ON", "On"], Kind::Variant), ["On3", "On2", "On"]);
    assert_eq!(all(&["-1", "1"], Kind::Variant), ["N1", "N1_2"]);
    assert_eq!(all(&["Type", "type"], Kind::Field), ["type_2", "type_"]);
}

#[test]
fn a_number_that_is_a_name_already_is_passed_over() {
    assert_eq!(
        all(&["a b", "a_b", "aB2", "a_b_2"], Kind::Field),
        ["a_b_3", "a_b", "a_b2", "a_b_2"]
    );
}

#[test]
fn neither_order_nor_other_names_change_a_name() {
    let forth = all(&["userName", "user_name", "UserName"], Kind::Field);
    let back = all(&["other", "UserName", "user_name", "another", "userName"], Kind::Field);
    assert_eq!(forth, [back[4].clone(), back[2].clone(), back[1].clone()]);
}

#[test]
fn a_name_of_its_own_goes_before_a_derived_one() {
    let mut wanted: Vec<_> = ["DependencyType"]
        .iter()
        .filter_map(|name| Wanted::new(name, Kind::Type))
        .collect();
    wanted.insert(
        0,
        Wanted {
            derived: true,
            key: "Dependency.type".to_owned(),
            ident: "DependencyType".to_owned(),
        },
    );
    assert_eq!(distinct(&wanted), ["DependencyType2", "DependencyType"]);
}
