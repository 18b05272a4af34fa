//! Random texts, and the challenge of PKCE.

use std::collections::BTreeSet;

use super::super::random::{challenge, text};
use crate::secret::Secret;

/// RFC 7636, appendix B.
#[test]
fn the_challenge_is_that_of_the_rfc() {
    let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn a_random_text_is_a_valid_verifier_and_never_the_same() {
    let texts: BTreeSet<_> = (0..100).map(|_| text().unwrap().expose_secret().to_owned()).collect();
    assert_eq!(texts.len(), 100);
    for text in texts {
        assert_eq!(text.len(), 43);
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
            "{text}"
        );
    }
}
