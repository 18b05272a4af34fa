use super::NoProxy;

/// The value, a host and a port that it matches, and some that it does not match.
type Row = (
    &'static str,
    &'static [(&'static str, u16)],
    &'static [(&'static str, u16)],
);

const TABLE: &[Row] = &[
    (
        "pure.test",
        &[("pure.test", 443), ("api.pure.test", 443), ("a.b.pure.test", 80)],
        &[("impure.test", 443), ("test", 443), ("pure.test.example", 443)],
    ),
    (
        ".pure.test",
        &[("pure.test", 443), ("api.pure.test", 443)],
        &[("impure.test", 443)],
    ),
    ("*.pure.test", &[("api.pure.test", 443)], &[("impure.test", 443)]),
    ("pure.test.", &[("api.pure.test", 443), ("api.pure.test.", 443)], &[]),
    ("PURE.Test", &[("API.pure.TEST", 443)], &[]),
    (
        "api.pure.test",
        &[("api.pure.test", 443)],
        &[("login.pure.test", 443), ("pure.test", 443)],
    ),
    ("pure.test:8443", &[("api.pure.test", 8443)], &[("api.pure.test", 443)]),
    ("a.test,b.test", &[("a.test", 443), ("b.test", 443)], &[("c.test", 443)]),
    ("a.test, b.test", &[("a.test", 443), ("b.test", 443)], &[]),
    (
        " a.test b.test\t,,c.test ",
        &[("a.test", 443), ("b.test", 443), ("c.test", 443)],
        &[("", 443)],
    ),
    ("*", &[("a.test", 443), ("192.0.2.1", 80), ("[2001:db8::1]", 80)], &[]),
    ("a.test,*", &[("b.test", 443)], &[]),
    (
        "192.0.2.1",
        &[("192.0.2.1", 443)],
        &[("192.0.2.10", 443), ("1.192.0.2.1", 443)],
    ),
    ("192.0.2.1:80", &[("192.0.2.1", 80)], &[("192.0.2.1", 443)]),
    ("2.1", &[], &[("192.0.2.1", 443)]),
    (
        "192.0.2.0/24",
        &[("192.0.2.1", 443), ("192.0.2.255", 80)],
        &[("192.0.3.1", 443), ("[::c000:201]", 443), ("a.test", 443)],
    ),
    ("192.0.2.77/24", &[("192.0.2.1", 443)], &[]),
    ("192.0.2.1/32", &[("192.0.2.1", 443)], &[("192.0.2.0", 443)]),
    ("0.0.0.0/0", &[("192.0.2.1", 443)], &[("[2001:db8::1]", 443)]),
    (
        "2001:db8::1",
        &[("[2001:db8::1]", 443), ("[2001:DB8:0::1]", 80)],
        &[("[2001:db8::2]", 443)],
    ),
    ("[2001:db8::1]", &[("[2001:db8::1]", 443)], &[]),
    (
        "[2001:db8::1]:8443",
        &[("[2001:db8::1]", 8443)],
        &[("[2001:db8::1]", 443)],
    ),
    ("2001:db8::/32", &[("[2001:db8:1::1]", 443)], &[("[2001:db9::1]", 443)]),
    ("[2001:db8::]/32", &[("[2001:db8:1::1]", 443)], &[]),
    ("::/0", &[("[2001:db8::1]", 443)], &[("192.0.2.1", 443)]),
    (
        "a.test;b.test; c.test",
        &[("a.test", 443), ("b.test", 443), ("c.test", 443)],
        &[],
    ),
    ("https://a.test", &[("a.test", 443)], &[("b.test", 443)]),
    ("http://a.test:8443/", &[("a.test", 8443)], &[("a.test", 443)]),
    // These match nothing.
    ("", &[], &[("a.test", 443), ("", 443)]),
    (". ,.., *.", &[], &[("a.test", 443)]),
    (
        "192.0.2.0/33 192.0.2.0/ 192.0.2.0/a a.test/8 2001:db8::/129",
        &[],
        &[("192.0.2.0", 443), ("a.test", 443), ("[2001:db8::]", 443)],
    ),
    ("a.test:port a.test:99999 a.test:", &[], &[("a.test", 443)]),
];

#[test]
fn no_proxy_is_read_as_by_curl_go_and_python() {
    for (value, direct, proxied) in TABLE {
        let no_proxy = NoProxy::parse(value);
        for (host, port) in *direct {
            assert!(no_proxy.matches(host, *port), "{value:?} has {host}:{port}");
        }
        for (host, port) in *proxied {
            assert!(!no_proxy.matches(host, *port), "{value:?} does not have {host}:{port}");
        }
    }
}

#[test]
fn entries_of_an_unknown_form_are_reported_without_secrets() {
    for (value, unknown) in [
        ("a.test, *.b.test; 192.0.2.1:80 [::1] *", &[][..]),
        ("a.*.test", &["\"a.*.test\""]),
        ("192.168.*", &["\"192.168.*\""]),
        ("10.0.0.1-9", &["\"10.0.0.1-9\""]),
        ("192.168", &["\"192.168\""]),
        ("<local>", &["\"<local>\""]),
        ("a.test/path", &["\"a.test/path\""]),
        ("10.0.0.0/99", &["\"10.0.0.0/99\""]),
        ("b\u{fc}ro.test", &["\"b\u{fc}ro.test\""]),
        ("a.test http://user:s3cr3t@b.test", &["entry 2"]),
    ] {
        assert_eq!(NoProxy::parse(value).unknown(), unknown, "{value}");
    }
}
