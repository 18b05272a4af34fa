//! The encoding of a body.

use ureq::http::{HeaderMap, HeaderValue, header};

use super::compression;

fn headers(encoding: &'static str) -> HeaderMap {
    [(header::CONTENT_ENCODING, HeaderValue::from_static(encoding))]
        .into_iter()
        .collect()
}

#[test]
fn a_compressed_body_is_recognized() {
    assert_eq!(compression(&HeaderMap::new(), b"\x1f\x8b\x08"), Some("gzip"));
    assert_eq!(compression(&headers("gzip"), b"\x1f\x8b\x08"), Some("gzip"));
    assert_eq!(compression(&headers("br"), b"\x8b\x02\x80"), Some("br"));
}

#[test]
fn text_is_not_compressed_whatever_the_header_says() {
    for encoding in ["gzip", "br", "identity"] {
        assert_eq!(compression(&headers(encoding), b"{}"), None, "{encoding}");
    }
    assert_eq!(compression(&headers("identity"), b"\xff"), None);
    assert_eq!(compression(&HeaderMap::new(), b"\xff"), None);
}
