//! The encoding of forms.

use proptest::prelude::*;

use super::encode;

#[test]
fn fields_are_joined_in_their_order() {
    let form = encode(&[("grant_type", "refresh_token"), ("refresh_token", "a b&c=d+e/ü~-._")]);
    assert_eq!(
        *form,
        "grant_type=refresh_token&refresh_token=a%20b%26c%3Dd%2Be%2F%C3%BC~-._"
    );
    assert_eq!(*encode(&[]), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a copy of a secret would stay in the memory that the text has left.
    #[test]
    fn a_form_is_decoded_as_it_was_and_never_grows(value in any::<String>()) {
        let form = encode(&[("name", &value), ("other", "x")]);
        prop_assert!(form.len() <= form.capacity());
        prop_assert!(form.capacity() <= "name=&other=x&".len() + 3 * value.len() + 2);
        let encoded = form.strip_prefix("name=").unwrap().strip_suffix("&other=x").unwrap();
        prop_assert!(encoded.is_ascii() && !encoded.contains(['&', '=', '+', ' ']));
        prop_assert_eq!(percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap(), value);
    }
}
