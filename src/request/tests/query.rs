//! Query parameters.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::{ListStyle, Method, Request, percent_decode_str, target};

fn query(build: impl FnOnce(&mut Request)) -> String {
    let mut request = Request::new(Method::GET, "/a");
    build(&mut request);
    target(request).unwrap().strip_prefix("/a").unwrap().to_owned()
}

#[test]
fn a_parameter_without_a_value_is_left_out() {
    assert_eq!(query(|request| request.query("q", None::<bool>)), "");
    assert_eq!(query(|request| request.query("q", Some(String::new()))), "?q=");
}

#[test]
fn parameters_stand_in_their_order() {
    let query = query(|request| {
        request.query("b", Some(true));
        request.query("skipped", None::<i32>);
        request.query("a", Some(false));
        request.query("b", Some(1_i32));
    });
    assert_eq!(query, "?b=true&a=false&b=1");
}

#[test]
fn names_and_values_are_encoded() {
    let query = query(|request| request.query("a b&", Some("1+1=2 & more/ü?#\r\n".to_owned())));
    assert_eq!(query, "?a%20b%26=1%2B1%3D2%20%26%20more%2F%C3%BC%3F%23%0D%0A");
}

#[test]
fn each_type_has_its_own_text() {
    assert_eq!(
        query(|request| request.query("q", Some(i64::MIN))),
        "?q=-9223372036854775808"
    );
    assert_eq!(query(|request| request.query("q", Some(0.1))), "?q=0.1");
    assert_eq!(
        query(|request| request.query("q", Some(1e21))),
        "?q=1000000000000000000000"
    );
    assert_eq!(
        query(|request| request.query("q", Some(date(2026, 2, 3)))),
        "?q=2026-02-03"
    );
    let time: Timestamp = "2026-02-03T04:05:06.007Z".parse().unwrap();
    assert_eq!(
        query(|request| request.query("q", Some(time))),
        "?q=2026-02-03T04%3A05%3A06.007Z"
    );
    let text = "text".to_owned();
    assert_eq!(query(|request| request.query("q", Some(&text))), "?q=text");
}

#[test]
fn a_list_is_written_in_the_style_of_its_parameter() {
    let values = ["a,b".to_owned(), "c d".to_owned(), "e|f".to_owned()];
    for (style, expected) in [
        (ListStyle::Repeated, "?q=a%2Cb&q=c%20d&q=e%7Cf"),
        (ListStyle::Comma, "?q=a%2Cb,c%20d,e%7Cf"),
        (ListStyle::Space, "?q=a%2Cb%20c%20d%20e%7Cf"),
        (ListStyle::Pipe, "?q=a%2Cb%7Cc%20d%7Ce%7Cf"),
    ] {
        assert_eq!(
            query(|request| request.query_list("q", &values, style)),
            expected,
            "{style:?}"
        );
    }
}

#[test]
fn a_list_of_nothing_is_left_out_and_a_list_of_one_is_that_one() {
    for style in [ListStyle::Repeated, ListStyle::Comma, ListStyle::Space, ListStyle::Pipe] {
        assert_eq!(query(|request| request.query_list("q", &[] as &[i32], style)), "");
        assert_eq!(query(|request| request.query_list("q", &[7], style)), "?q=7");
        assert_eq!(query(|request| request.query_list("q", &[String::new()], style)), "?q=");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_and_value_decode_back(pairs in prop::collection::vec(("(?s).{0,40}", "(?s).{0,40}"), 1..5)) {
        let query = query(|request| {
            for (name, value) in &pairs {
                request.query(name, Some(value));
            }
        });
        let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let decoded: Vec<_> = query[1..]
            .split('&')
            .map(|pair| pair.split_once('=').map(|(name, value)| (decode(name), decode(value))).unwrap())
            .collect();
        prop_assert_eq!(decoded, pairs);
    }

    #[test]
    fn a_repeated_list_and_a_list_with_commas_decode_back(values in prop::collection::vec("(?s).{0,40}", 1..5)) {
        let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let repeated = query(|request| request.query_list("q", &values, ListStyle::Repeated));
        let decoded: Vec<_> = repeated[1..].split('&').map(|pair| decode(&pair[2..])).collect();
        prop_assert_eq!(&decoded, &values);
        let commas = query(|request| request.query_list("q", &values, ListStyle::Comma));
        let decoded: Vec<_> = commas[3..].split(',').map(decode).collect();
        prop_assert_eq!(&decoded, &values);
    }
}
