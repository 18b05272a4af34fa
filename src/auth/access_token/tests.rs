//! Access tokens of a program.

use std::time::Duration;

use jiff::Timestamp;

use super::super::expiry::Expiry;
use super::AccessToken;
use crate::clock::Clock;

#[test]
fn debug_shows_the_expiry_and_not_the_token() {
    let token = AccessToken::new("s3cr3t-token").expires_in(Duration::from_secs(60));
    let shown = format!("{token:?} {token:#?}");
    assert!(shown.contains("date") && !shown.contains("s3cr3t"), "{shown}");
    assert_eq!(token.expose(), "s3cr3t-token");
}

#[test]
fn a_token_expires_after_its_lifetime() {
    let before = Timestamp::now();
    let token = AccessToken::new("t").expires_in(Duration::from_secs(60));
    let expires_at = token.expires_at().unwrap();
    assert!(expires_at >= before + Duration::from_secs(60), "{expires_at}");
    assert!(expires_at <= Timestamp::now() + Duration::from_secs(60), "{expires_at}");
    let (_, left) = token.into_parts();
    assert!(left.unwrap() <= Duration::from_secs(60));
}

#[test]
fn a_token_that_is_returned_late_has_the_rest_of_its_lifetime() {
    for (left, expected) in [(10, 10), (0, 0)] {
        let expiry = Expiry::after(Duration::from_secs(left), &Clock::default());
        let (_, left) = AccessToken::from_parts("t".into(), expiry).into_parts();
        assert!(left.unwrap() <= Duration::from_secs(expected), "{left:?}");
    }
}

#[test]
fn a_lifetime_that_no_clock_can_count_is_not_known() {
    for lifetime in [
        Duration::MAX,
        Duration::from_secs(1 << 60),
        Duration::from_secs(400_000_000_000),
    ] {
        assert_eq!(
            AccessToken::new("t").expires_in(lifetime).expires_at(),
            None,
            "{lifetime:?}"
        );
    }
    assert_eq!(AccessToken::new("t").expires_at(), None);
}
