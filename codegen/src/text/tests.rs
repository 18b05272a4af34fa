use super::is_utf16;

#[test]
fn utf_16_is_known_by_its_mark_or_its_zeros() {
    for bytes in [&b"\xff\xfe{\0"[..], b"\xfe\xff\0{", b"{\0\"\0", b"\0{\0\""] {
        assert!(is_utf16(bytes), "{bytes:?}");
    }
    for bytes in [&b""[..], b"{}", b"{\xff\"\xff", b"\0\0\0\0"] {
        assert!(!is_utf16(bytes), "{bytes:?}");
    }
}
