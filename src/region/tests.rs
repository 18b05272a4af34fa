//! Which texts are a region, and which are rejected.

use proptest::prelude::*;

use super::Region;
use crate::Error;

/// The regions as Genesys lists them.
const LISTED: [(&str, &str); 18] = [
    ("us-east-1", "mypurecloud.com"),
    ("eu-west-1", "mypurecloud.ie"),
    ("ap-southeast-2", "mypurecloud.com.au"),
    ("ap-northeast-1", "mypurecloud.jp"),
    ("eu-central-1", "mypurecloud.de"),
    ("us-west-2", "usw2.pure.cloud"),
    ("ca-central-1", "cac1.pure.cloud"),
    ("ap-northeast-2", "apne2.pure.cloud"),
    ("eu-west-2", "euw2.pure.cloud"),
    ("ap-south-1", "aps1.pure.cloud"),
    ("us-east-2", "use2.us-gov-pure.cloud"),
    ("sa-east-1", "sae1.pure.cloud"),
    ("me-central-1", "mec1.pure.cloud"),
    ("ap-northeast-3", "apne3.pure.cloud"),
    ("eu-central-2", "euc2.pure.cloud"),
    ("mx-central-1", "mxc1.pure.cloud"),
    ("ap-southeast-1", "apse1.pure.cloud"),
    ("eusc-de-east-1", "edee1.eusc-pure.cloud"),
];

fn parse(text: &str) -> Result<Region, Error> {
    text.parse()
}

/// Returns the message for text that is not a region.
fn refusal(text: &str) -> String {
    let error = parse(text).expect_err(text);
    let Error::Config(problem) = &error else {
        panic!("{text}: {error:?}");
    };
    assert_eq!(problem.setting(), "region");
    error.to_string()
}

#[test]
fn the_known_regions_are_those_that_genesys_lists() {
    let known: Vec<_> = Region::KNOWN
        .iter()
        .map(|region| (region.aws_region().unwrap(), region.domain()))
        .collect();
    assert_eq!(known, LISTED);
}

#[test]
fn a_region_is_known_by_its_name_in_both_spellings_and_by_its_domain_in_any_case() {
    for (region, (name, domain)) in Region::KNOWN.iter().zip(LISTED) {
        let underscored = name.replace('-', "_");
        let spellings = [
            name.to_owned(),
            name.to_ascii_uppercase(),
            underscored.to_ascii_uppercase(),
            underscored,
            domain.to_owned(),
            domain.to_ascii_uppercase(),
        ];
        for spelling in spellings {
            assert_eq!(&parse(&spelling).unwrap(), region, "{spelling}");
        }
    }
}

#[test]
fn a_spelling_may_mix_hyphens_and_underscores() {
    assert_eq!(parse("eu-west_1").unwrap(), Region::EuWest1);
}

#[test]
fn the_default_is_us_east_1() {
    assert_eq!(Region::default(), Region::UsEast1);
    assert_eq!(Region::default().domain(), "mypurecloud.com");
}

#[test]
fn the_hosts_are_below_the_domain() {
    for (region, (_, domain)) in Region::KNOWN.iter().zip(LISTED) {
        assert_eq!(region.api_url(), format!("https://api.{domain}"));
        assert_eq!(region.login_url(), format!("https://login.{domain}"));
    }
    let other = parse("newregion.pure.cloud").unwrap();
    assert_eq!(other.api_url(), "https://api.newregion.pure.cloud");
    assert_eq!(other.login_url(), "https://login.newregion.pure.cloud");
}

#[test]
fn any_domain_is_a_region_in_lower_case() {
    let longest = format!("{0}.{0}.{0}.cloud", "a".repeat(63));
    for domain in [
        "newregion.pure.cloud",
        "a.b",
        "0x.example",
        "xn--bcher-kva.example",
        "1-2.3-4.example",
        &longest,
    ] {
        let region = parse(&domain.to_ascii_uppercase()).unwrap();
        assert!(matches!(region, Region::Other(_)), "{domain}");
        assert_eq!(region.domain(), domain);
        assert_eq!(region.aws_region(), None);
    }
}

#[test]
fn display_parses_back() {
    let other = parse("newregion.pure.cloud").unwrap();
    for region in Region::KNOWN.iter().chain([&other]) {
        assert_eq!(&parse(&region.to_string()).unwrap(), region);
    }
    assert_eq!(Region::EuWest1.to_string(), "eu-west-1");
    assert_eq!(other.to_string(), "newregion.pure.cloud");
}

#[test]
fn an_unknown_name_is_refused_and_quoted() {
    for name in ["eu-west-9", "eu_west_9", "mypurecloud", "dublin", "localhost", "1", "-"] {
        let refusal = refusal(name);
        assert!(refusal.contains(&format!("\"{name}\"")), "{refusal}");
        assert!(refusal.contains("mypurecloud.ie"), "{refusal}");
    }
}

#[test]
fn a_misspelled_region_is_refused_with_the_one_that_is_meant() {
    for (text, meant) in [
        ("eu-west1", "eu-west-1"),
        ("euwest1", "eu-west-1"),
        ("EuWest1", "eu-west-1"),
        ("eu.central.1", "eu-central-1"),
        ("ap-southesat-2", "ap-southeast-2"),
        ("mypurecloud.i", "mypurecloud.ie"),
        ("mypurcloud.com", "mypurecloud.com"),
        ("mypurecloud.com.aus", "mypurecloud.com.au"),
        ("usw2.pure.clod", "usw2.pure.cloud"),
    ] {
        let refusal = refusal(text);
        assert!(
            refusal.contains(&format!("\"{text}\" is not a region; did you mean {meant}?")),
            "{refusal}"
        );
    }
    // Regions that this version may not know.
    for domain in [
        "usw3.pure.cloud",
        "euw9.pure.cloud",
        "use9.us-gov-pure.cloud",
        "gateway.example.com",
    ] {
        assert!(parse(domain).is_ok(), "{domain}");
    }
    assert!(
        !refusal("eu-west-9").contains("did you mean"),
        "another number is another region"
    );
}

#[test]
fn a_url_is_refused_with_what_to_do() {
    for url in [
        "https://mypurecloud.ie",
        "http://api.mypurecloud.ie/",
        "HTTPS://MYPURECLOUD.IE",
        "://",
    ] {
        let refusal = refusal(url);
        assert!(
            refusal.contains("is a URL") && refusal.contains("base_url"),
            "{refusal}"
        );
    }
}

#[test]
fn a_host_of_a_region_is_refused() {
    for host in [
        "api.mypurecloud.ie",
        "login.mypurecloud.ie",
        "apps.usw2.pure.cloud",
        "API.MyPureCloud.ie",
    ] {
        assert!(refusal(host).contains("is a host of a region"), "{host}");
    }
}

#[test]
fn an_address_is_refused() {
    for address in ["127.0.0.1", "10.1", "1.2.3.4.5"] {
        assert!(refusal(address).contains("is an IP address"), "{address}");
    }
    for address in ["::1", "[::1]", "fe80::1%25eth0"] {
        assert!(refusal(address).contains("neither a region"), "{address}");
    }
}

#[test]
fn an_invalid_domain_is_refused() {
    let long_label = format!("{}.cloud", "a".repeat(64));
    let long_domain = format!("{}example", "a.".repeat(120));
    for text in [
        "",
        " ",
        ".",
        "..",
        ".mypurecloud.ie",
        "mypurecloud.ie.",
        "mypurecloud..ie",
        "-a.example",
        "a-.example",
        "a.-",
        "my_domain.example",
        "_.example",
        " mypurecloud.ie",
        "mypurecloud.ie ",
        "eu-west-1 ",
        "eu west 1",
        "eu-west-1\n",
        "mypurecloud.ie\0",
        "mypurecloud.ie/",
        "mypurecloud.ie:443",
        "mypurecloud.ie?",
        "mypurecloud.ie#",
        "a,b.example",
        "user@mypurecloud.ie",
        "mypurecloud%2eie",
        "büro.example",
        "mypurecloud。ie",
        "ｅｕ-west-1",
        "eu‑west‑1",
        "€",
        "К.ie",
        &long_label,
        &long_domain,
    ] {
        let refusal = refusal(text);
        assert!(
            refusal.contains("neither a region") || refusal.contains("not a region"),
            "{text:?}: {refusal}"
        );
        assert!(!refusal.contains(['\n', '\0']), "{text:?}");
    }
}

#[test]
fn text_that_may_be_a_secret_is_not_quoted() {
    for secret in [
        "https://user:s3cr3t@mypurecloud.ie",
        "user:s3cr3t@mypurecloud.ie",
        "https://a.b/?token=s3cr3t",
        "password=s3cr3t",
        "s3cr3t-of-BOTH-cases",
        "s3cr3t5f4dcc3b5aa765d61d8327de",
        // A client secret and a token, in the wrong variable.
        "s3cr3tGk9mYlV3uA0qvPz6R7XcB1TnJ2dWwE4oHfL5i",
        "s3cr3t-DBHlL8aHcWwU0k5Lq3eFjOCjyhYZ9JQe4gl6oqGEVQ6m81YxDsZKmQDKbcL6TtXh9cWq0wSvkBKZ5zA",
    ] {
        assert!(!refusal(secret).contains("s3cr3t"), "{secret}");
        assert!(!format!("{:?}", parse(secret)).contains("s3cr3t"), "{secret}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_accepted_region_has_valid_hosts_and_parses_back(text in "[a-zA-Z0-9._-]{0,12}\\.?[a-z0-9-]{0,8}") {
        if let Ok(region) = parse(&text) {
            prop_assert_eq!(&parse(&region.to_string()).unwrap(), &region);
            prop_assert_eq!(&parse(region.domain()).unwrap(), &region);
            for url in [region.api_url(), region.login_url()] {
                let uri: ureq::http::Uri = url.parse().unwrap();
                prop_assert!(uri.host().unwrap().ends_with(region.domain()));
                prop_assert_eq!(uri.path(), "/");
            }
        }
    }
}
