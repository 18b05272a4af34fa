//! Certificates and keys as files contain them: in PEM, or in a format that the error names with the command that converts it.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

use crate::json::without_byte_order_mark;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The certificates of a file.
#[derive(Debug)]
pub(super) struct Certificates {
    pub(super) readable: Vec<CertificateDer<'static>>,
    /// The numbers of the certificates that cannot be read, from 1.
    pub(super) unreadable: Vec<usize>,
}

/// Returns the certificates of a file. An error says what was found instead, and what to do.
pub(super) fn certificates(file: &[u8]) -> Result<Certificates, String> {
    let text = text(file, "x509")?;
    let blocks = blocks(&text);
    let mut certificates = Certificates {
        readable: Vec::new(),
        unreadable: Vec::new(),
    };
    let of_certificates = |block: &&Block| matches!(block.label.as_str(), "CERTIFICATE" | "X509 CERTIFICATE");
    for (index, block) in blocks.iter().filter(of_certificates).enumerate() {
        match CertificateDer::from_pem_slice(block.with_label("CERTIFICATE").as_bytes()) {
            Ok(certificate) => certificates.readable.push(certificate),
            Err(_) => certificates.unreadable.push(index + 1),
        }
    }
    if certificates.readable.is_empty() && certificates.unreadable.is_empty() {
        return Err(missing("certificate", &blocks, &text));
    }
    Ok(certificates)
}

/// Returns the private key of a file. An error does not contain any part of the key.
pub(super) fn private_key(file: &[u8]) -> Result<PrivateKeyDer<'static>, String> {
    let text = text(file, "pkey")?;
    let blocks = blocks(&text);
    let key = blocks.iter().find(|block| block.label.ends_with("PRIVATE KEY"));
    let Some(block) = key else {
        return Err(missing("private key", &blocks, &text));
    };
    if block.label == "ENCRYPTED PRIVATE KEY" || block.body.contains("ENCRYPTED") {
        return Err("is encrypted; decrypt it: openssl pkey -in FILE -out NEW".to_owned());
    }
    PrivateKeyDer::from_pem_slice(block.with_label(&block.label).as_bytes())
        .map_err(|_| format!("has a damaged {}; copy it again", block.label))
}

/// Returns the text of a file without what editors and other programs add: a byte order mark, and white space around lines.
fn text(file: &[u8], command: &str) -> Result<Zeroizing<String>, String> {
    if file.starts_with(b"\xff\xfe") || file.starts_with(b"\xfe\xff") {
        return Err(
            "is UTF-16, as PowerShell writes it; convert it: Get-Content FILE | Set-Content -Encoding ascii NEW"
                .to_owned(),
        );
    }
    if file.starts_with(b"\xfe\xed\xfe\xed") {
        return Err("is a Java keystore; export it: keytool -exportcert -rfc -keystore FILE -file NEW".to_owned());
    }
    // A sequence of ASN.1. The first element of PKCS #12 is its version, 3.
    if file.starts_with(b"\x30\x82") {
        return Err(if file.get(4..7) == Some(b"\x02\x01\x03") {
            "is PKCS #12 (.p12, .pfx); convert it: openssl pkcs12 -in FILE -nodes -out NEW".to_owned()
        } else {
            format!("is DER; convert it: openssl {command} -inform der -in FILE -out NEW")
        });
    }
    let file = without_byte_order_mark(file);
    let Ok(file) = std::str::from_utf8(file) else {
        return Err(format!(
            "has {} bytes that are not text; give a file in PEM",
            file.len()
        ));
    };
    if !file.trim().contains('\n') && file.contains("\\n") {
        return Err("has \\n in place of line breaks; replace them, or read the file itself".to_owned());
    }
    let mut text = Zeroizing::new(String::with_capacity(file.len() + 1));
    for line in file.lines() {
        text.push_str(line.trim());
        text.push('\n');
    }
    Ok(text)
}

/// A part of a file in PEM.
struct Block<'a> {
    label: String,
    /// The lines between the first and the last one.
    body: &'a str,
}

impl Block<'_> {
    fn with_label(&self, label: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("{BEGIN}{label}{DASHES}\n{}{END}{label}{DASHES}\n", self.body))
    }
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, begin)) = rest.split_once(BEGIN) {
        let Some((label, body)) = begin.split_once(&format!("{DASHES}\n")) else {
            break;
        };
        let Some((body, after)) = body.split_once(&format!("{END}{label}{DASHES}")) else {
            break;
        };
        blocks.push(Block {
            label: label.to_owned(),
            body,
        });
        rest = after;
    }
    blocks
}

/// Returns what is wrong with a file that does not have what it should.
fn missing(wanted: &str, blocks: &[Block<'_>], text: &str) -> String {
    let Some(other) = blocks.first() else {
        return if text.contains(BEGIN) {
            format!("has no complete {wanted}: a line -----END …----- is missing; copy it again")
        } else {
            let length = text.trim().len();
            format!(
                "has no {wanted} in PEM: {length} bytes without a line -----BEGIN …-----; give the text of a .pem file"
            )
        };
    };
    let advice = match other.label.as_str() {
        "PKCS7" => "; convert it: openssl pkcs7 -print_certs -in FILE -out NEW",
        "TRUSTED CERTIFICATE" => "; convert it: openssl x509 -in FILE -out NEW",
        _ => "; give another file",
    };
    // A label is short, and the beginning of a secret is not one.
    let label: String = other.label.chars().take(40).collect();
    format!("has no {wanted}, but a block {label:?}{advice}")
}

#[cfg(test)]
mod tests;
