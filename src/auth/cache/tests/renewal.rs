//! Renewal of a token before it expires.

use super::*;

/// Runs `fetch` after 32 other threads have received a token from the cache. Returns the names of their tokens.
fn after_others_used_the_cache(
    cache: &TokenCache,
    mut fetch: impl FnMut() -> Result<Token, FetchError>,
) -> Vec<String> {
    let mut others = Vec::new();
    let _ = catch_unwind(AssertUnwindSafe(|| {
        cache.token(minute(), |_| {
            others = thread::scope(|scope| {
                let others: Vec<_> = (0..32).map(|_| scope.spawn(|| cached(cache))).collect();
                others.into_iter().map(|other| other.join().unwrap()).collect()
            });
            fetch()
        })
    }));
    others
}

#[test]
fn a_token_is_renewed_early_by_one_thread_while_the_others_use_it() {
    let cache = with(due("old"));
    let others = after_others_used_the_cache(&cache, || Ok(token("new", HOUR)));
    assert!(others.iter().all(|name| name == "old"), "{others:?}");
    assert_eq!(cached(&cache), "new");
}

#[test]
fn a_fetch_knows_whether_the_old_token_is_valid() {
    for (old, expected) in [(due("old"), Fetch::Renewal), (expired("old"), Fetch::Required)] {
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
    let cache = with(due("old"));
    let others = after_others_used_the_cache(&cache, || Err(refusal()));
    assert!(others.iter().all(|name| name == "old"), "{others:?}");
    assert_eq!(cached(&cache), "old");
}

#[test]
fn after_a_failed_early_renewal_there_is_a_pause() {
    let cache = with(due("old"));
    let before = Instant::now();
    assert_eq!(name(&cache, |_| Err(refusal())), "old");
    assert_eq!(cached(&cache), "old");
    let until = cache.lock().pause_until.unwrap();
    assert!((before + PAUSE..=Instant::now() + PAUSE).contains(&until));
}

#[test]
fn after_the_pause_the_renewal_is_retried() {
    let cache = with(due("old"));
    assert_eq!(name(&cache, |_| Err(refusal())), "old");
    cache.lock().pause_until = Some(Instant::now());
    assert_eq!(name(&cache, |_| Ok(token("new", HOUR))), "new");
    assert_eq!(cache.lock().pause_until, None);
}

#[test]
fn an_expired_token_is_not_used_during_a_pause() {
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
    let cache = with(due("old"));
    let result = cache.token(minute(), |_| {
        cache.lock().token = Some(Arc::new(expired("old")));
        Err(refusal())
    });
    assert!(result.is_err());
}

#[test]
fn a_token_that_is_forgotten_during_its_renewal_is_not_kept() {
    let cache = with(due("old"));
    let old = cache.lock().token.clone().unwrap();
    let result = cache.token(minute(), |_| {
        cache.forget(&old);
        Err(refusal())
    });
    assert!(result.is_err());
    assert_eq!(name(&cache, |_| Ok(token("new", HOUR))), "new");
}

#[test]
fn after_a_panic_while_renewing_the_valid_token_is_used() {
    let cache = with(due("valid"));
    let others = after_others_used_the_cache(&cache, || panic!("while renewing"));
    assert!(others.iter().all(|name| name == "valid"), "{others:?}");
    assert_eq!(name(&cache, |_| Ok(token("next", HOUR))), "next");
}

#[test]
fn an_early_failure_is_followed_by_a_fetch_if_the_token_has_expired() {
    let cache = with(due("old"));
    let mut purposes = Vec::new();
    let fetch = |purpose| {
        purposes.push(purpose);
        if purpose == Fetch::Required {
            return Ok(token("new", HOUR));
        }
        cache.lock().token = Some(Arc::new(expired("old")));
        Err(refusal())
    };
    assert_eq!(name(&cache, fetch), "new");
    assert_eq!(purposes, [Fetch::Renewal, Fetch::Required]);
}

#[test]
fn waiting_threads_do_not_share_an_early_failure() {
    let cache = with(due("old"));
    let old = cache.lock().token.clone().unwrap();
    let (begun, has_begun) = mpsc::channel();
    thread::scope(|scope| {
        let cache = &cache;
        let renewing = scope.spawn(move || {
            let fetch = |purpose| {
                if purpose == Fetch::Required {
                    return Ok(token("new", HOUR));
                }
                // As if the platform had rejected the old token with 401.
                cache.forget(&old);
                begun.send(()).unwrap();
                cache.wait_for_waiting(32);
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
fn the_fetch_after_an_early_failure_waits_for_retry_after() {
    let cache = with(due("old"));
    let mut failed = None;
    let fetch = |purpose| match failed {
        None => {
            assert_eq!(purpose, Fetch::Renewal);
            cache.lock().token = None;
            failed = Some(Instant::now());
            Err(busy_without_time(SHORT))
        }
        Some(at) => {
            assert_eq!(purpose, Fetch::Required);
            assert!(at.elapsed() >= SHORT, "{:?} is too early", at.elapsed());
            Ok(token("new", HOUR))
        }
    };
    assert_eq!(name(&cache, fetch), "new");
}

#[test]
fn the_pause_is_at_least_retry_after() {
    for (retry_after, pause) in
        [(1, 10), (30, 30), (1_000_000, 3600)].map(|(a, b)| (Duration::from_secs(a), Duration::from_secs(b)))
    {
        let cache = with(due("old"));
        let before = Instant::now();
        assert_eq!(name(&cache, |_| Err(busy(retry_after))), "old");
        let until = cache.lock().pause_until.unwrap();
        assert!(
            (before + pause..=Instant::now() + pause).contains(&until),
            "{retry_after:?}"
        );
    }
}
