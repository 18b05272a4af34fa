//! Tokens that are refused, and how often they are replaced. A test turns the clock.

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// Makes a call whose token is refused. Returns whether the token was replaced.
fn is_replaced(cache: &TokenCache, clock: &Clock) -> bool {
    let deadline = Deadline::after(60 * SECOND, clock);
    let token = cache.token(deadline, |_| Ok(token("next", HOUR))).unwrap();
    cache.replace_refused(&token, clock.now())
}

#[test]
fn a_refused_token_is_replaced_however_young_it_is() {
    let (cache, clock) = (TokenCache::default(), Clock::turned_by_hand());
    assert!(is_replaced(&cache, &clock));
}

#[test]
fn a_replacement_that_is_refused_is_kept_for_ten_seconds() {
    let (cache, clock) = (TokenCache::default(), Clock::turned_by_hand());
    assert!(is_replaced(&cache, &clock));
    for _ in 0..9 {
        assert!(!is_replaced(&cache, &clock));
        clock.turn(SECOND);
    }
    clock.turn(SECOND);
    assert!(is_replaced(&cache, &clock));
    assert!(!is_replaced(&cache, &clock));
}

#[test]
fn after_a_success_a_refused_token_is_replaced_at_once() {
    let (cache, clock) = (TokenCache::default(), Clock::turned_by_hand());
    for _ in 0..3 {
        assert!(is_replaced(&cache, &clock));
        cache.confirm();
    }
}

#[test]
fn a_token_that_another_thread_has_replaced_is_sent_again_at_once() {
    let (cache, clock) = (TokenCache::default(), Clock::turned_by_hand());
    let deadline = Deadline::after(60 * SECOND, &clock);
    let first = cache.token(deadline, |_| Ok(token("first", HOUR))).unwrap();
    assert!(cache.replace_refused(&first, clock.now()));
    assert_eq!(name(&cache, |_| Ok(token("second", HOUR))), "second");
    // The server has also rejected the first token of another thread.
    assert!(cache.replace_refused(&first, clock.now()));
    assert_eq!(cached(&cache), "second");
}
