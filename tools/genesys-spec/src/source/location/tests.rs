use std::ffi::OsStr;
use std::time::Duration;

use genesys_cloud::Region;

use super::{Location, Published, published};

#[test]
fn a_message_about_a_url_has_no_secret_of_it() {
    for (given, expected) in [
        (
            "https://user:password@example.com/a?b=secret",
            "https://example.com/a has a user name",
        ),
        ("ftp://user:password@example.com/", "ftp://example.com/ has a scheme"),
        ("http://example.com/a?b=secret#c", "http://example.com/a is http"),
    ] {
        let failure = Location::parse(OsStr::new(given), Duration::ZERO).unwrap_err();
        assert_eq!(failure.code, 64);
        assert!(failure.lines[0].starts_with(expected), "{:?}", failure.lines);
    }
}

#[test]
fn each_region_publishes_two_documents() {
    let region: Region = "eu-west-1".parse().unwrap();
    assert_eq!(
        published(&region, Published::Platform),
        "https://api.mypurecloud.ie/api/v2/docs/swagger"
    );
    assert_eq!(
        published(&region, Published::Preview),
        "https://api.mypurecloud.ie/api/v2/docs/swaggerpreview"
    );
}
