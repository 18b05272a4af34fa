//! The token cache, with many threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use super::failed_fetch::PAUSE;
use super::{Fetch, FetchError, TokenCache};
use crate::Error;
use crate::auth::Token;
use crate::clock::Clock;
use crate::error::{AuthError, CallContext, Phase, TimeLimit, TimeoutError};
use crate::retry::Next;
use crate::secret::Secret;
use crate::transport::Deadline;
use ureq::http::{Method, StatusCode};

mod refused;
mod renewal;
mod shared;

const HOUR: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(300);

/// The clock of the tests that really wait.
static CLOCK: LazyLock<Clock> = LazyLock::new(Clock::default);

fn after(limit: Duration) -> Deadline<'static> {
    Deadline::after(limit, &CLOCK)
}

fn minute() -> Deadline<'static> {
    after(Duration::from_secs(60))
}

fn token(name: &str, lifetime: Duration) -> Token {
    let token = Token::new(&Secret::new(name.to_owned())).unwrap();
    token.with_lifetime(Some(lifetime), &CLOCK)
}

/// Returns a token that is due for renewal, and valid for another hour.
fn due(name: &str) -> Token {
    Token::aged(name, Instant::now(), Instant::now() + HOUR)
}

fn expired(name: &str) -> Token {
    Token::aged(name, Instant::now(), Instant::now())
}

fn refusal() -> FetchError {
    let context = CallContext::new(&Method::POST, "/oauth/token", 1);
    FetchError::last(Error::Auth(AuthError::new(context, "refused")))
}

/// Returns a 429 with this `Retry-After`, after the last retry.
fn busy(retry_after: Duration) -> FetchError {
    let mut context = CallContext::new(&Method::POST, "/oauth/token", 1);
    context.status = Some(StatusCode::TOO_MANY_REQUESTS);
    FetchError {
        error: Error::Auth(AuthError::for_rate_limit(context)),
        next: Next::Exhausted,
        asked: Some(retry_after),
    }
}

/// Returns a 429 with this `Retry-After`, for which the fetch had no time.
fn busy_without_time(retry_after: Duration) -> FetchError {
    FetchError {
        next: Next::NoTime,
        ..busy(retry_after)
    }
}

fn timeout() -> FetchError {
    let context = CallContext::new(&Method::POST, "/oauth/token", 1);
    let limit = TimeLimit::Call(Duration::ZERO);
    FetchError {
        error: Error::Timeout(TimeoutError::new(context, Phase::Response, limit)),
        next: Next::NoTime,
        asked: None,
    }
}

/// Returns the name of the token of the cache, which is fetched if necessary.
fn name(cache: &TokenCache, fetch: impl FnMut(Fetch) -> Result<Token, FetchError>) -> String {
    cache.token(minute(), fetch).unwrap().expose_secret().to_owned()
}

/// Returns the name of the token of the cache, which must not be fetched.
fn cached(cache: &TokenCache) -> String {
    name(cache, |_| panic!("the cache has no token"))
}

/// Returns a cache that has this token.
fn with(token: Token) -> TokenCache {
    let cache = TokenCache::default();
    cache.lock().token = Some(Arc::new(token));
    cache
}

impl TokenCache {
    /// Waits until this many threads have begun to wait for a fetch.
    pub(in crate::auth) fn wait_for_waiting(&self, threads: usize) {
        let end = Instant::now() + Duration::from_secs(60);
        while self.lock().waiting < threads {
            assert!(Instant::now() < end, "no thread waits");
            thread::yield_now();
        }
    }
}

/// Runs `fetch` in one thread while 32 others wait for it. Returns their results, in any order.
///
/// A waiting thread that fetches a token itself receives one with the name `own`.
fn while_others_wait(
    cache: &TokenCache,
    mut fetch: impl FnMut() -> Result<Token, FetchError> + Send,
) -> Vec<Result<Arc<Token>, Error>> {
    const OTHERS: usize = 32;
    thread::scope(|scope| {
        let (begun, has_begun) = mpsc::channel();
        scope.spawn(move || {
            let fetch = |_| {
                begun.send(()).unwrap();
                cache.wait_for_waiting(OTHERS);
                fetch()
            };
            let _ = catch_unwind(AssertUnwindSafe(|| cache.token(minute(), fetch)));
        });
        has_begun.recv().unwrap();
        let others: Vec<_> = (0..OTHERS)
            .map(|_| scope.spawn(|| cache.token(minute(), |_| Ok(token("own", HOUR)))))
            .collect();
        others.into_iter().map(|other| other.join().unwrap()).collect()
    })
}
