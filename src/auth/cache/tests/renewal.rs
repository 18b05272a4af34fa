//! Renewal of a token before it expires.

use super::*;

/// Runs `fetch` once 32 other threads have asked for a token and got one, each without a fetch of its own.
fn while_others_ask(cache: &TokenCache, mut fetch: impl FnMut() -> Result<Token, Error>) -> Vec<String> {
    let mut others = Vec::new();
    let _ = catch_unwind(AssertUnwindSafe(|| {
        cache.token(minute(), |_| {
            others = thread::scope(|scope| {
                let asking: Vec<_> = (0..32).map(|_| scope.spawn(|| cached(cache))).collect();
                asking.into_iter().map(|other| other.join().unwrap()).collect()
            });
            fetch()
        })
    }));
    others
}

#[test]
fn a_token_is_renewed_early_by_one_thread_while_the_others_use_it() {
    let cache = with(aging("old"));
    let others = while_others_ask(&cache, || Ok(token("new", HOUR)));
    assert!(others.iter().all(|name| name == "old"), "still good: {others:?}");
    assert_eq!(cached(&cache), "new");
}

#[test]
fn a_renewal_knows_whether_there_is_time() {
    for (old, expected) in [(aging("old"), Purpose::Early), (expired("old"), Purpose::Needed)] {
        let cache = with(old);
        let fetch = |purpose| {
            assert_eq!(purpose, expected);
            Ok(token("new", HOUR))
        };
        assert_eq!(name(&cache, fetch), "new");
    }
}

#[test]
fn a_failed_early_renewal_keeps_the_token_for_all_threads() {
    let cache = with(aging("old"));
    let others = while_others_ask(&cache, || Err(refusal()));
    assert!(others.iter().all(|name| name == "old"), "{others:?}");
    assert_eq!(cached(&cache), "old");
}

#[test]
fn after_a_failed_early_renewal_the_next_one_waits() {
    let cache = with(aging("old"));
    let before = Instant::now();
    assert_eq!(name(&cache, |_| Err(refusal())), "old");
    assert_eq!(cached(&cache), "old");
    let until = cache.lock().pause_until.unwrap();
    assert!((before + PAUSE..=Instant::now() + PAUSE).contains(&until));
}

#[test]
fn after_the_pause_the_renewal_is_tried_again() {
    let cache = with(aging("old"));
    assert_eq!(name(&cache, |_| Err(refusal())), "old");
    cache.lock().pause_until = Some(Instant::now());
    assert_eq!(name(&cache, |_| Ok(token("new", HOUR))), "new");
    assert_eq!(cache.lock().pause_until, None);
}

#[test]
fn a_pause_keeps_no_expired_token() {
    let cache = with(expired("old"));
    cache.lock().pause_until = Some(Instant::now() + PAUSE);
    assert_eq!(name(&cache, |_| Ok(token("new", HOUR))), "new");
}

#[test]
fn a_failed_renewal_of_an_expired_token_is_the_error() {
    let cache = with(expired("old"));
    assert!(cache.token(minute(), |_| Err(refusal())).is_err());
    assert!(cache.lock().token.is_none());
}

#[test]
fn a_token_that_expires_during_its_failed_renewal_is_not_kept() {
    let cache = with(aging("old"));
    let result = cache.token(minute(), |_| {
        cache.lock().token = Some(Arc::new(expired("old")));
        Err(refusal())
    });
    assert!(result.is_err());
}

#[test]
fn a_token_that_is_forgotten_during_its_renewal_is_not_kept() {
    let cache = with(aging("old"));
    let old = cache.lock().token.clone().unwrap();
    let result = cache.token(minute(), |_| {
        cache.forget(&old);
        Err(refusal())
    });
    assert!(result.is_err());
    assert_eq!(name(&cache, |_| Ok(token("new", HOUR))), "new");
}

#[test]
fn a_panic_while_renewing_leaves_the_valid_token() {
    let cache = with(aging("valid"));
    let others = while_others_ask(&cache, || panic!("while renewing"));
    assert!(others.iter().all(|name| name == "valid"), "{others:?}");
    assert_eq!(name(&cache, |_| Ok(token("next", HOUR))), "next");
}

#[test]
fn an_early_failure_is_followed_by_a_fetch_that_is_needed_if_the_token_expired_meanwhile() {
    let cache = with(aging("old"));
    let mut purposes = Vec::new();
    let fetch = |purpose| {
        purposes.push(purpose);
        if purpose == Purpose::Needed {
            return Ok(token("new", HOUR));
        }
        cache.lock().token = Some(Arc::new(expired("old")));
        Err(refusal())
    };
    assert_eq!(name(&cache, fetch), "new");
    assert_eq!(purposes, [Purpose::Early, Purpose::Needed]);
}

#[test]
fn threads_that_wait_do_not_share_an_early_failure() {
    let cache = with(aging("old"));
    let old = cache.lock().token.clone().unwrap();
    let (begun, has_begun) = mpsc::channel();
    thread::scope(|scope| {
        let cache = &cache;
        let renewing = scope.spawn(move || {
            let fetch = |purpose| {
                if purpose == Purpose::Needed {
                    return Ok(token("new", HOUR));
                }
                // As if the platform had refused the old token with 401.
                cache.forget(&old);
                begun.send(()).unwrap();
                wait_for_waiting(cache, 32);
                Err(refusal())
            };
            name(cache, fetch)
        });
        has_begun.recv().unwrap();
        let waiting: Vec<_> = (0..32)
            .map(|_| scope.spawn(|| name(cache, |_| Ok(token("new", HOUR)))))
            .collect();
        assert_eq!(renewing.join().unwrap(), "new");
        assert!(waiting.into_iter().all(|thread| thread.join().unwrap() == "new"));
    });
}

#[test]
fn an_early_failure_is_not_followed_before_the_time_that_the_server_asked_for() {
    let cache = with(aging("old"));
    let mut failed = None;
    let fetch = |purpose| match failed {
        None => {
            assert_eq!(purpose, Purpose::Early);
            cache.lock().token = None;
            failed = Some(Instant::now());
            Err(busy(SHORT).cut_short())
        }
        Some(at) => {
            assert_eq!(purpose, Purpose::Needed);
            assert!(at.elapsed() >= SHORT, "{:?} is too early", at.elapsed());
            Ok(token("new", HOUR))
        }
    };
    assert_eq!(name(&cache, fetch), "new");
}

#[test]
fn the_pause_is_as_long_as_the_server_asked_for() {
    for (asked, pause) in
        [(1, 10), (30, 30), (1_000_000, 3600)].map(|(a, b)| (Duration::from_secs(a), Duration::from_secs(b)))
    {
        let cache = with(aging("old"));
        let before = Instant::now();
        assert_eq!(name(&cache, |_| Err(busy(asked))), "old");
        let until = cache.lock().pause_until.unwrap();
        assert!((before + pause..=Instant::now() + pause).contains(&until), "{asked:?}");
    }
}
