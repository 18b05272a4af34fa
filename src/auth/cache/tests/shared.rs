//! Threads share a fetch, its token, and its failure.

use std::sync::Mutex;

use super::*;

fn names(results: Vec<Result<Arc<Token>, Error>>) -> Vec<String> {
    let name = |result: Result<Arc<Token>, Error>| result.unwrap().expose_secret().to_owned();
    results.into_iter().map(name).collect()
}

#[test]
fn a_token_is_fetched_once_and_then_kept() {
    let cache = TokenCache::default();
    let fetched = |purpose| {
        assert_eq!(purpose, Fetch::Required);
        Ok(token("first", HOUR))
    };
    assert_eq!(name(&cache, fetched), "first");
    assert_eq!(cached(&cache), "first");
}

#[test]
fn all_threads_share_one_fetch() {
    let cache = TokenCache::default();
    let names = names(while_others_wait(&cache, || Ok(token("shared", HOUR))));
    assert!(names.iter().all(|name| name == "shared"), "{names:?}");
    assert_eq!(cached(&cache), "shared");
}

#[test]
fn threads_that_begin_together_fetch_once() {
    let cache = TokenCache::default();
    let fetches = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let fetch = |_| {
                    fetches.fetch_add(1, Ordering::SeqCst);
                    Ok(token("shared", HOUR))
                };
                assert_eq!(name(&cache, fetch), "shared");
            });
        }
    });
    assert_eq!(fetches.into_inner(), 1);
}

#[test]
fn all_threads_share_the_failure_of_a_fetch() {
    let cache = TokenCache::default();
    for result in while_others_wait(&cache, || Err(refusal())) {
        assert!(matches!(result.unwrap_err(), Error::Auth(_)));
    }
}

#[test]
fn a_failure_is_not_cached() {
    let cache = TokenCache::default();
    assert!(cache.token(minute(), |_| Err(refusal())).is_err());
    assert_eq!(name(&cache, |_| Ok(token("next", HOUR))), "next");
    assert_eq!(cached(&cache), "next");
}

#[test]
fn a_token_with_a_lifetime_of_zero_is_used_by_the_threads_that_waited_only() {
    let cache = TokenCache::default();
    let names = names(while_others_wait(&cache, || Ok(token("short", Duration::ZERO))));
    assert!(names.iter().all(|name| name == "short"), "{names:?}");
    let fetched = |purpose| {
        assert_eq!(purpose, Fetch::Required);
        Ok(token("next", HOUR))
    };
    assert_eq!(name(&cache, fetched), "next");
}

#[test]
fn a_token_with_a_lifetime_of_zero_is_used_by_the_thread_that_fetched_it() {
    let cache = TokenCache::default();
    for n in ["1", "2", "3"] {
        assert_eq!(name(&cache, |_| Ok(token(n, Duration::ZERO))), n);
    }
}

#[test]
fn after_a_panic_while_fetching_the_waiting_threads_continue() {
    let cache = TokenCache::default();
    let names = names(while_others_wait(&cache, || panic!("while fetching")));
    assert!(names.iter().all(|name| name == "own"), "{names:?}");
    assert_eq!(cached(&cache), "own");
}

#[test]
fn after_a_panic_while_fetching_an_expired_token_is_not_used() {
    let cache = with(expired("expired"));
    let names = names(while_others_wait(&cache, || panic!("while fetching")));
    assert!(names.iter().all(|name| name == "own"), "{names:?}");
}

#[test]
fn a_timeout_of_the_fetching_thread_is_not_shared() {
    let cache = TokenCache::default();
    let names = names(while_others_wait(&cache, || Err(timeout())));
    assert!(names.iter().all(|name| name == "own"), "{names:?}");
}

#[test]
fn a_waiting_thread_has_its_own_deadline() {
    let cache = TokenCache::default();
    thread::scope(|scope| {
        let (begun, has_begun) = mpsc::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let cache = &cache;
        scope.spawn(move || {
            let fetch = |_| {
                begun.send(()).unwrap();
                may_end.recv().unwrap();
                Ok(token("late", HOUR))
            };
            assert_eq!(name(cache, fetch), "late");
        });
        has_begun.recv().unwrap();
        for limit in [Duration::ZERO, Duration::from_millis(20)] {
            let error = cache.token(after(limit), |_| panic!("two fetches")).unwrap_err();
            let Error::Timeout(problem) = &error else {
                panic!("{error:?}");
            };
            assert_eq!(problem.phase(), Phase::Token);
            assert!(problem.is_whole_call());
            assert_eq!(error.attempts(), 0);
            let expected = format!(
                "the time limit of the call (ClientBuilder::timeout) is {} s; call again later",
                limit.as_secs_f64()
            );
            assert!(error.to_string().ends_with(&expected), "{error}");
        }
        end.send(()).unwrap();
    });
    assert_eq!(cached(&cache), "late");
}

#[test]
fn a_fresh_token_is_returned_without_any_time_left() {
    let cache = with(token("fresh", HOUR));
    let token = cache.token(after(Duration::ZERO), |_| panic!("fetched")).unwrap();
    assert_eq!(token.expose_secret(), "fresh");
}

#[test]
fn a_forgotten_token_is_not_returned_again() {
    let cache = with(token("first", HOUR));
    let first = cache.token(minute(), |_| panic!("fetched")).unwrap();
    cache.forget(&first);
    assert_eq!(name(&cache, |_| Ok(token("second", HOUR))), "second");
}

#[test]
fn only_the_same_token_is_forgotten() {
    let cache = with(token("first", HOUR));
    let first = cache.token(minute(), |_| panic!("fetched")).unwrap();
    cache.forget(&first);
    assert_eq!(name(&cache, |_| Ok(token("second", HOUR))), "second");
    // The server has also rejected the first token of another thread, which reports it later.
    cache.forget(&first);
    cache.forget(&Arc::new(token("second", HOUR)));
    assert_eq!(cached(&cache), "second");
}

#[test]
fn a_token_that_many_threads_forget_is_replaced_once() {
    let cache = with(token("refused", HOUR));
    let fetches = AtomicUsize::new(0);
    let refused = cache.token(minute(), |_| panic!("fetched")).unwrap();
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                cache.forget(&refused);
                let fetch = |_| {
                    fetches.fetch_add(1, Ordering::SeqCst);
                    Ok(token("new", HOUR))
                };
                assert_eq!(name(&cache, fetch), "new");
            });
        }
    });
    assert_eq!(fetches.into_inner(), 1);
}

#[test]
fn debug_shows_no_token() {
    let shown = format!("{:?}", with(token("s3cr3t", HOUR)));
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn a_failure_for_lack_of_time_is_not_shared_with_threads_that_have_more_time() {
    let cache = TokenCache::default();
    let failed = Mutex::new(None);
    let results = while_others_wait(&cache, || {
        *failed.lock().unwrap() = Some(Instant::now());
        Err(busy_without_time(SHORT))
    });
    let elapsed = failed.lock().unwrap().unwrap().elapsed();
    let names = names(results);
    assert!(names.iter().all(|name| name == "own"), "{names:?}");
    assert!(elapsed >= SHORT, "{elapsed:?} is shorter than Retry-After");
}

#[test]
fn a_failure_for_lack_of_time_is_shared_with_threads_that_cannot_wait_either() {
    let cache = TokenCache::default();
    let (begun, has_begun) = mpsc::channel();
    thread::scope(|scope| {
        let cache = &cache;
        scope.spawn(move || {
            let fetch = |_| {
                begun.send(()).unwrap();
                cache.wait_for_waiting(1);
                Err(busy_without_time(Duration::from_secs(30)))
            };
            cache.token(minute(), fetch).unwrap_err();
        });
        has_begun.recv().unwrap();
        let before = Instant::now();
        let deadline = after(Duration::from_secs(20));
        let error = cache.token(deadline, |_| panic!("it does not fit")).unwrap_err();
        assert_eq!(error.status(), Some(429));
        assert!(before.elapsed() < Duration::from_secs(15), "{:?}", before.elapsed());
    });
}

#[test]
fn all_threads_share_a_rate_limit_after_the_last_retry() {
    let cache = TokenCache::default();
    for result in while_others_wait(&cache, || Err(busy(SHORT))) {
        assert_eq!(result.unwrap_err().status(), Some(429));
    }
}

#[test]
fn a_thread_whose_time_is_over_names_the_token_endpoint() {
    let cache = TokenCache::new(Some("https://login.mypurecloud.ie/oauth/token".parse().unwrap()));
    cache.lock().is_fetching = true;
    let deadline = after(Duration::ZERO);
    let error = cache.token(deadline, |_| panic!("two fetches")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /oauth/token: timed out while waiting for another thread to request the token \
         (https://login.mypurecloud.ie:443): the time limit of the call (ClientBuilder::timeout) is 0 s; call again later"
    );
}
