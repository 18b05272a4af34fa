//! Settings with random values.

use genesys_cloud::{Client, ClientBuilder, Error, Region};
use proptest::prelude::*;

const SECRET: &str = "s3cr3t";

fn builder() -> ClientBuilder {
    Client::builder().access_token("token").no_proxy()
}

/// Returns whether an error is one short line without the secret.
fn is_short_and_without_secret(error: &Error) -> bool {
    let shown = error.to_string();
    let debug = format!("{error:?} {error:#?}");
    shown.len() < 1024
        && !shown.chars().any(char::is_control)
        && !shown.contains(SECRET)
        && debug.len() < 8 * 1024
        && !debug.contains(SECRET)
}

/// Returns random text, and text that resembles a valid value.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(?s).{0,40}",
        "\\PC{0,40}",
        "(https?|ftp|file)?:?/{0,2}[a-zA-Z0-9._~:@%?#/\\[\\]-]{0,40}",
        "[a-z0-9_.-]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_region_parses_from_its_own_text(text in text()) {
        match text.parse::<Region>() {
            Ok(region) => {
                prop_assert_eq!(&region.to_string().parse::<Region>().unwrap(), &region);
                prop_assert_eq!(&region.domain().parse::<Region>().unwrap(), &region);
                prop_assert!(region.domain().contains('.'));
                let domain = region.domain().bytes();
                prop_assert!(domain.clone().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)));
                // Its domain is a valid host, so that a client can be built.
                prop_assert!(builder().region(region).build().is_ok());
            }
            Err(error) => prop_assert!(matches!(error, Error::Config(_)) && is_short_and_without_secret(&error)),
        }
    }

    #[test]
    fn a_region_does_not_depend_on_case_or_on_hyphens(index in 0..Region::KNOWN.len(), mask in any::<u64>()) {
        let region = &Region::KNOWN[index];
        for name in [region.aws_region().unwrap().replace('-', "_"), region.domain().to_owned()] {
            let spelled: String = name
                .chars()
                .enumerate()
                .map(|(at, letter)| match (mask >> (at % 64) & 1 == 1, letter) {
                    (true, '_') => '-',
                    (true, letter) => letter.to_ascii_uppercase(),
                    (false, letter) => letter,
                })
                .collect();
            prop_assert_eq!(&spelled.parse::<Region>().unwrap(), region, "{}", spelled);
        }
    }

    #[test]
    fn the_error_for_a_url_does_not_contain_its_password(text in text(), at in 0_usize..40) {
        let mut url = text;
        let at = (0..=at.min(url.len())).rev().find(|at| url.is_char_boundary(*at)).unwrap();
        url.insert_str(at, "user:s3cr3t@");
        for builder in [builder().base_url(&url), builder().login_url(&url), builder().proxy(&url)] {
            if let Err(error) = builder.build() {
                prop_assert!(matches!(error, Error::Config(_)) && is_short_and_without_secret(&error), "{}", error);
            }
        }
    }

    #[test]
    fn a_url_with_a_user_name_is_refused(user in "[a-z:%0-9]{0,8}", host in "[a-z.]{1,8}", path in "[a-z/]{0,8}") {
        let url = format!("https://{user}@{host}/{path}");
        prop_assert!(builder().base_url(&url).build().is_err(), "{}", url);
    }

    #[test]
    fn a_token_that_is_not_visible_ascii_is_refused(text in text()) {
        let visible = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        match Client::builder().access_token(&text).no_proxy().build() {
            Ok(client) => {
                prop_assert!(visible);
                let shown = format!("{client:?}");
                prop_assert!(text.len() < 8 || !shown.contains(&text), "{}", shown);
            }
            Err(error) => {
                prop_assert!(!visible);
                prop_assert!(error.to_string().starts_with("access_token: "), "{}", error);
            }
        }
    }

    #[test]
    fn a_user_agent_that_is_not_visible_ascii_is_refused(text in text()) {
        let fits = text.trim().bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        let built = builder().user_agent(&text).build();
        prop_assert_eq!(built.is_ok(), fits, "{:?}", text);
    }

    #[test]
    fn invalid_pem_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..128), body in "[A-Za-z0-9+/=\n]{0,80}") {
        let framed = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        let key = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        for builder in [
            builder().root_certificates_pem(bytes.clone()),
            builder().root_certificates_pem(framed.clone()),
            builder().client_certificate_pem(bytes.clone(), bytes),
            builder().client_certificate_pem(framed, key),
        ] {
            let error = builder.build().unwrap_err();
            prop_assert!(matches!(error, Error::Config(_)) && is_short_and_without_secret(&error));
        }
    }
}
