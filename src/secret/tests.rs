//! A secret does not show.

use super::Secret;

#[test]
fn debug_shows_nothing() {
    let secret = Secret::new("s3cr3t".to_owned());
    assert_eq!(format!("{secret:?} {:?}", secret.clone()), "[redacted] [redacted]");
    assert_eq!(format!("{secret:#?}"), "[redacted]");
    assert_eq!(secret.expose_secret(), "s3cr3t");
}

#[test]
fn a_header_made_of_it_is_sensitive_and_so_are_its_copies() {
    let value = Secret::new("s3cr3t".to_owned()).into_header_value().unwrap();
    assert!(value.is_sensitive() && value.clone().is_sensitive());
    assert_eq!(value, "s3cr3t");
    assert!(!format!("{value:?}").contains("s3cr3t"));
}

#[test]
fn the_secret_of_a_header_is_what_follows_the_scheme() {
    let value = Secret::new("Bearer the-token".to_owned()).into_header_value().unwrap();
    assert_eq!(Secret::from_authorization(&value).unwrap().expose_secret(), "the-token");
    let without_scheme = Secret::new("the-token".to_owned()).into_header_value().unwrap();
    assert!(Secret::from_authorization(&without_scheme).is_none());
}

#[test]
fn control_characters_are_refused_in_a_header() {
    for text in ["a\nb", "a\rb", "a\0b", "a\u{7f}b"] {
        assert!(Secret::new(text.to_owned()).into_header_value().is_none(), "{text:?}");
    }
}

#[test]
fn a_secret_that_is_too_long_for_a_header_is_none() {
    assert!(Secret::new("s".repeat(160_000)).into_header_value().is_some());
    assert!(Secret::new("s".repeat(160 << 10)).into_header_value().is_none());
}
