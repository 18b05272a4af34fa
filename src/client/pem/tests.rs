//! Files with certificates and keys, as programs write them.

use rcgen::{CertificateParams, KeyPair};

use super::{certificates, private_key};

/// Returns a certificate and its key, in PEM.
fn issued() -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["host.example".to_owned()])
        .unwrap()
        .self_signed(&key)
        .unwrap();
    (certificate.pem(), key.serialize_pem())
}

fn count(file: impl AsRef<[u8]>) -> (usize, Vec<usize>) {
    let found = certificates(file.as_ref()).unwrap();
    (found.readable.len(), found.unreadable)
}

fn refusal(file: impl AsRef<[u8]>) -> String {
    certificates(file.as_ref()).unwrap_err()
}

#[test]
fn what_other_programs_add_around_a_certificate_is_ignored() {
    let (pem, _) = issued();
    let indented = format!("    {}  ", pem.replace('\n', "  \n    "));
    for file in [
        pem.clone(),
        format!("\u{feff}{pem}"),
        pem.replace('\n', "\r\n"),
        indented,
        format!("subject=CN = host\nissuer=CN = host\n{pem}\n# a comment\n"),
        pem.replace("CERTIFICATE", "X509 CERTIFICATE"),
        format!("{pem}{}", pem.trim_end()),
    ] {
        assert!(count(&file).0 >= 1, "{file}");
    }
    assert_eq!(count(format!("{pem}{pem}")), (2, vec![]));
}

#[test]
fn a_certificate_that_cannot_be_read_is_counted_and_the_others_are_read() {
    let (pem, _) = issued();
    let damaged = pem.replacen("MII", "!!!", 1);
    assert_eq!(count(format!("{pem}{damaged}{pem}")), (2, vec![2]));
    assert_eq!(count(&damaged), (0, vec![1]));
}

#[test]
fn another_format_is_named_with_the_command_that_converts_it() {
    let (pem, key) = issued();
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(pem.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(refusal(utf16).contains("is UTF-16, as PowerShell writes it"));
    assert!(refusal(b"\x30\x82\x03\x21\x30\x82\x02\x09").contains("is DER; convert it: openssl x509 -inform der"));
    assert!(refusal(b"\x30\x82\x03\x21\x02\x01\x03\x30").contains("is PKCS #12"));
    assert!(refusal(b"\xfe\xed\xfe\xed\x00\x00").contains("is a Java keystore"));
    assert!(refusal(pem.replace("CERTIFICATE", "PKCS7")).contains("openssl pkcs7 -print_certs"));
    assert!(refusal(pem.replace("CERTIFICATE", "TRUSTED CERTIFICATE")).contains("openssl x509"));
    assert!(refusal(pem.replace('\n', "\\n")).contains("has \\n in place of line breaks"));
    assert!(refusal(b"\x80\x81\x82").contains("3 bytes that are not text"));
    assert!(refusal("hello").contains("has no certificate in PEM: 5 bytes"));
    assert!(refusal("").contains("0 bytes"));
    assert!(refusal(pem.split_once("-----END").unwrap().0).contains("-----END …----- is missing"));
    let of_key = refusal(&key);
    assert!(
        of_key.contains("but a block \"PRIVATE KEY\"") && !of_key.contains("MIG"),
        "{of_key}"
    );
}

#[test]
fn a_key_is_read_or_named_and_never_shown() {
    let (pem, key) = issued();
    assert!(private_key(key.as_bytes()).is_ok());
    assert!(private_key(format!("\u{feff}  {}", key.replace('\n', "\r\n  ")).as_bytes()).is_ok());
    assert!(private_key(format!("{pem}{key}").as_bytes()).is_ok());
    let refusal = |file: String| {
        let refusal = private_key(file.as_bytes()).unwrap_err();
        assert!(!refusal.contains("MI"), "{refusal}");
        refusal
    };
    let encrypted = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assert!(refusal(encrypted).contains("is encrypted; decrypt it: openssl pkey"));
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    assert!(refusal(old.to_owned()).contains("is encrypted"));
    assert!(refusal(pem).contains("has no private key, but a block \"CERTIFICATE\""));
    assert!(refusal(key.replacen("MI", "!!", 1)).contains("has a damaged PRIVATE KEY"));
    let der = private_key(b"\x30\x82\x00\x87\x02\x01\x00").unwrap_err();
    assert!(der.contains("is DER; convert it: openssl pkey -inform der"), "{der}");
}
