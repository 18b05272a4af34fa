//! Query parameters.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::{ListStyle, Method, Request, Unit, percent_decode_str, request, target};

fn query(build: impl FnOnce(Request<'static>) -> Request<'static>) -> String {
    target(build(request(Method::GET, "/a")))
        .unwrap()
        .strip_prefix("/a")
        .unwrap()
        .to_owned()
}

#[test]
fn a_parameter_without_a_value_is_left_out() {
    assert_eq!(query(|request| request.query("q", None::<bool>)), "");
    assert_eq!(query(|request| request.query("q", Some(String::new()))), "?q=");
}

#[test]
fn parameters_are_in_the_order_of_the_calls() {
    let query = query(|request| {
        request
            .query("b", Some(true))
            .query("skipped", None::<i32>)
            .query("a", Some(false))
            .query("b", Some(1_i32))
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
    assert_eq!(query(|request| request.query("q", Some(text.clone()))), "?q=text");
}

#[test]
fn each_type_of_value_is_accepted_without_an_option() {
    let string = "r".to_owned();
    let query = query(|request| {
        request
            .query("text", "a b")
            .query("string", "s".to_owned())
            .query("string_ref", &string)
            .query("cow", Cow::Borrowed("c"))
            .query("i8", i8::MIN)
            .query("i16", i16::MIN)
            .query("u8", u8::MAX)
            .query("u16", u16::MAX)
            .query("u32", u32::MAX)
            .query("u64", u64::MAX)
            .query("usize", 7_usize)
            .query("f64", -0.5)
            .query("bool", true)
            .query("enum", Unit::PerHour)
    });
    assert_eq!(
        query,
        "?text=a%20b&string=s&string_ref=r&cow=c&i8=-128&i16=-32768&u8=255&u16=65535&u32=4294967295\
         &u64=18446744073709551615&usize=7&f64=-0.5&bool=true&enum=per%20hour"
    );
}

#[test]
fn each_type_of_value_is_accepted_as_an_option() {
    let query = query(|request| {
        request
            .query("a", Some("a b"))
            .query("b", None::<&str>)
            .query("c", Some(&"c".to_owned()))
            .query("d", None::<String>)
            .query("e", Some(Unit::Minutes))
            .query("f", None::<Unit>)
            .query("g", None::<Timestamp>)
    });
    assert_eq!(query, "?a=a%20b&c=c&e=Minutes");
}

#[test]
fn a_known_value_of_an_enum_is_sent_as_specified_and_an_unknown_one_unchanged() {
    let values = [
        Unit::from("PER HOUR"),
        Unit::Unknown("Minutes".to_owned()),
        Unit::from("a&b"),
    ];
    let query = query(|request| request.query_list("q", values, ListStyle::Comma));
    assert_eq!(query, "?q=per%20hour,Minutes,a%26b");
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
fn an_empty_list_is_left_out_and_a_list_of_one_is_that_value() {
    for style in [ListStyle::Repeated, ListStyle::Comma, ListStyle::Space, ListStyle::Pipe] {
        assert_eq!(query(|request| request.query_list("q", [] as [i32; 0], style)), "");
        assert_eq!(query(|request| request.query_list("q", [7], style)), "?q=7");
        assert_eq!(query(|request| request.query_list("q", &[String::new()], style)), "?q=");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_and_value_decode_back(pairs in prop::collection::vec(("(?s).{0,40}", "(?s).{0,40}"), 1..5)) {
        let query = query(|request| {
            pairs.iter().fold(request, |request, (name, value)| request.query(name, Some(value.clone())))
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

#[test]
fn a_parameter_can_be_read_and_removed() {
    let mut target = request(Method::GET, "/a")
        .query("p", "1")
        .query("pp", "x")
        .query("p", "a/+ %")
        .query("z", "&p=2")
        .parts
        .target;
    assert_eq!(target.query("p").as_deref(), Some("a/+ %"));
    assert_eq!(target.query("x"), None);
    target.remove_query("p");
    assert_eq!(target.query("p"), None);
    assert_eq!(target.into_text(), "/a?pp=x&z=%26p%3D2");
}

#[test]
fn the_only_parameter_leaves_no_query() {
    let mut target = request(Method::GET, "/a").query("p", "").parts.target;
    assert_eq!(target.query("p").as_deref(), Some(""));
    target.remove_query("p");
    assert_eq!(target.into_text(), "/a");
}
