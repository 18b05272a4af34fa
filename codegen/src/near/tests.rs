use super::{nearest, similar};

#[test]
fn two_letters_may_be_wrong_and_no_more() {
    let known = || ["nullable", "type", "items"].into_iter();
    assert_eq!(nearest("nullabel", known()), Some("nullable"));
    assert_eq!(nearest("Type", known()), Some("type"));
    assert_eq!(nearest("itms", known()), Some("items"));
    assert_eq!(nearest("properties", known()), None);
    assert_eq!(nearest("", known()), None);
}

const NAMES: &[&str] = &[
    "Users",
    "User Recordings",
    "Tokens",
    "getUsers",
    "getUsersMe",
    "OAuth",
    "Routing",
];

fn near(word: &str) -> Vec<&str> {
    similar(word, NAMES.iter().copied())
}

#[test]
fn case_comes_before_typing_errors_and_those_before_parts() {
    assert_eq!(near("users"), ["Users", "getUsers", "getUsersMe"]);
    assert_eq!(near("Token"), ["Tokens"]);
    assert_eq!(near("Ruoting"), ["Routing"]);
    assert_eq!(near("user"), ["Users", "User Recordings", "getUsers", "getUsersMe"]);
}

#[test]
fn what_is_far_is_not_named() {
    assert!(near("Billing").is_empty());
    assert!(near("").is_empty());
    assert!(near("U").is_empty());
}

#[test]
fn five_are_enough() {
    let names: Vec<String> = (0..20).map(|number| format!("User{number}")).collect();
    assert_eq!(similar("user", names.iter().map(String::as_str)).len(), 5);
}
