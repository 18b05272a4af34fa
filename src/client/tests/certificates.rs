//! Root certificates and client certificates.

use rcgen::{CertificateParams, KeyPair, generate_simple_self_signed};

use super::*;

/// Returns a certificate and its key, both PEM.
fn pair() -> (String, String) {
    let made = generate_simple_self_signed(["client.example".to_owned()]).unwrap();
    (made.cert.pem(), made.signing_key.serialize_pem())
}

#[test]
fn a_root_certificate_is_accepted() {
    assert!(builder().root_certificates_pem(pair().0).build().is_ok());
}

#[test]
fn several_root_certificates_and_text_between_them_are_accepted() {
    let bundle = format!("# The first\n{}\n# The second\r\n{}", pair().0, pair().0);
    assert!(builder().root_certificates_pem(bundle).build().is_ok());
}

#[test]
fn invalid_root_certificates_are_refused() {
    let key = pair().1;
    let garbage = "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n";
    let half = pair().0.split_at(100).0.to_owned();
    let no_base64 = "-----BEGIN CERTIFICATE-----\ns3cr3t!!\n-----END CERTIFICATE-----\n";
    for (pem, problem) in [
        ("", "no certificate in PEM"),
        ("s3cr3t", "no certificate in PEM"),
        ("\0\u{7f}", "no certificate in PEM"),
        (&*key, "no certificate, but a block \"PRIVATE KEY\""),
        (garbage, "has 1 certificates, and none of them can be used"),
        (&*half, "a line -----END …----- is missing"),
        (no_base64, "none of them can be used"),
    ] {
        assert_refused(builder().root_certificates_pem(pem), "root_certificates_pem", problem);
    }
    assert_refused(
        builder().root_certificates_pem([0xff, 0xfe]),
        "root_certificates_pem",
        "UTF-16",
    );
}

/// A bundle of many authorities often has one that is not supported.
#[test]
fn one_bad_root_certificate_does_not_refuse_the_others() {
    let garbage = "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n";
    let bundle = format!("{}{garbage}", pair().0);
    assert!(builder().root_certificates_pem(bundle).build().is_ok());
}

#[test]
fn a_client_certificate_with_its_key_is_accepted() {
    let (chain, key) = pair();
    assert!(builder().client_certificate_pem(chain, key).build().is_ok());
}

#[test]
fn a_chain_of_several_certificates_is_accepted() {
    let (chain, key) = pair();
    let chain = format!("{chain}{}", pair().0);
    assert!(builder().client_certificate_pem(chain, key).build().is_ok());
}

#[test]
fn keys_of_each_kind_are_accepted() {
    for algorithm in [
        &rcgen::PKCS_ECDSA_P256_SHA256,
        &rcgen::PKCS_ECDSA_P384_SHA384,
        &rcgen::PKCS_ED25519,
    ] {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let certificate = CertificateParams::new(["client.example".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap();
        let built = builder()
            .client_certificate_pem(certificate.pem(), key.serialize_pem())
            .build();
        assert!(built.is_ok(), "{algorithm:?}: {built:?}");
    }
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let builder = builder().client_certificate_pem(pair().0, pair().1);
    assert_refused(builder, "client_certificate_pem", "do not match");
}

#[test]
fn a_chain_in_the_wrong_order_is_refused_with_the_right_one() {
    let (chain, key) = pair();
    let reversed = format!("{}{chain}", pair().0);
    let builder = builder().client_certificate_pem(reversed, key);
    assert_refused(
        builder,
        "client_certificate_pem",
        "put certificate 2, which belongs to the key, first",
    );
}

#[test]
fn an_invalid_chain_is_refused() {
    let (chain, key) = pair();
    let garbage = "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n";
    for (bad, problem) in [
        ("", "the chain has no certificate"),
        ("s3cr3t", "the chain has no certificate"),
        (&*key, "the chain has no certificate"),
        (garbage, "do not match"),
        (&chain[..100], "the chain"),
    ] {
        let builder = builder().client_certificate_pem(bad, key.as_str());
        assert_refused(builder, "client_certificate_pem", problem);
    }
}

#[test]
fn an_invalid_key_is_refused() {
    let (chain, key) = pair();
    let garbage = "-----BEGIN PRIVATE KEY-----\nbm90aGluZw==\n-----END PRIVATE KEY-----\n";
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nbm90aGluZw==\n-----END ENCRYPTED PRIVATE KEY-----\n";
    for (bad, problem) in [
        ("", "the key has no private key in PEM"),
        ("s3cr3t", "the key has no private key in PEM"),
        (&*chain, "the key has no private key, but a block \"CERTIFICATE\""),
        (garbage, "do not match"),
        (encrypted, "the key is encrypted"),
        (&key[..60], "a line -----END …----- is missing"),
    ] {
        let builder = builder().client_certificate_pem(chain.as_str(), bad);
        assert_refused(builder, "client_certificate_pem", problem);
    }
}

#[test]
fn chain_and_key_in_one_file_are_accepted() {
    let (chain, key) = pair();
    let file = format!("{key}{chain}");
    assert!(
        builder()
            .client_certificate_pem(file.as_str(), file.as_str())
            .build()
            .is_ok()
    );
}
