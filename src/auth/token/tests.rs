//! Valid access tokens, and how long they are used.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::Token;
use crate::clock::Clock;
use crate::secret::Secret;

fn token(text: &str, lifetime: Option<Duration>) -> Option<Token> {
    let token = Token::new(&Secret::new(text.to_owned()))?;
    Some(token.with_lifetime(lifetime, &Clock::default()))
}

/// Returns after how many seconds a new token with this lifetime is no longer fresh, and no longer valid.
fn fresh_and_valid_for(lifetime: Duration) -> (Duration, Duration) {
    let before = Instant::now();
    let token = token("t", Some(lifetime)).unwrap();
    let until = |is: &dyn Fn(Instant) -> bool| {
        let mut seconds = 0;
        while is(before + Duration::from_secs(seconds)) {
            seconds += 1;
        }
        Duration::from_secs(seconds)
    };
    (until(&|now| token.is_fresh(now)), until(&|now| token.is_valid(now)))
}

#[test]
fn the_header_has_the_scheme_and_the_token() {
    let token = token("the-token", None).unwrap();
    assert_eq!(token.header(), "Bearer the-token");
    assert!(token.header().is_sensitive());
    assert_eq!(token.expose_secret(), "the-token");
}

#[test]
fn debug_shows_no_token() {
    let token = token("s3cr3t", Some(Duration::from_secs(1))).unwrap();
    assert_eq!(format!("{token:?}"), "Token([redacted])");
    assert!(!format!("{:?}", token.header()).contains("s3cr3t"));
}

#[test]
fn a_token_has_visible_ascii_characters_only() {
    for byte in 0..=u8::MAX {
        let text = format!("a{}b", char::from(byte));
        assert_eq!(token(&text, None).is_some(), (0x21..=0x7e).contains(&byte), "{byte:#x}");
    }
    for text in ["", " ", "a b", "a\r\nX: y", "tökén", "a\u{200b}", "Bearer a"] {
        assert!(token(text, None).is_none(), "{text:?}");
    }
}

#[test]
fn a_token_has_16_kib_at_most() {
    assert!(token(&"a".repeat(16 << 10), None).is_some());
    assert!(token(&"a".repeat((16 << 10) + 1), None).is_none());
}

#[test]
fn without_a_lifetime_a_token_stays_fresh() {
    let token = token("t", None).unwrap();
    let later = Instant::now() + Duration::from_secs(1_000_000_000);
    assert!(token.is_fresh(later) && token.is_valid(later));
}

#[test]
fn a_lifetime_beyond_the_range_of_an_instant_does_not_end() {
    let token = token("t", Some(Duration::MAX)).unwrap();
    let later = Instant::now() + Duration::from_secs(1_000_000_000);
    assert!(token.is_fresh(later) && token.is_valid(later));
}

#[test]
fn a_token_is_renewed_a_minute_before_its_expiry_or_in_the_last_tenth_of_a_short_lifetime() {
    let seconds = Duration::from_secs;
    assert_eq!(fresh_and_valid_for(seconds(86_399)), (seconds(86_340), seconds(86_400)));
    assert_eq!(fresh_and_valid_for(seconds(600)), (seconds(541), seconds(601)));
    assert_eq!(fresh_and_valid_for(seconds(100)), (seconds(91), seconds(101)));
    assert_eq!(fresh_and_valid_for(seconds(10)), (seconds(10), seconds(11)));
}

#[test]
fn a_token_with_a_lifetime_of_zero_is_neither_fresh_nor_valid() {
    let token = token("t", Some(Duration::ZERO)).unwrap();
    assert!(!token.is_fresh(Instant::now()) && !token.is_valid(Instant::now()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_other_than_visible_ascii_is_not_a_token(text in "(?s).{0,40}", nanos in any::<u64>()) {
        let visible = !text.is_empty() && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
        match token(&text, Some(Duration::from_nanos(nanos))) {
            Some(token) => {
                prop_assert!(visible);
                prop_assert_eq!(token.expose_secret(), &text);
                prop_assert!(!token.is_fresh(Instant::now()) || token.is_valid(Instant::now()));
            }
            None => prop_assert!(!visible),
        }
    }
}
