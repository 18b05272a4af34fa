//! One token for all threads, whatever becomes of the thread that fetches it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::{PAUSE, Purpose, TokenCache};
use crate::Error;
use crate::auth::Token;
use crate::error::{AuthError, CallContext, Phase, TimeLimit, TimeoutError};
use crate::secret::Secret;
use crate::transport::Deadline;
use ureq::http::{Method, StatusCode};

mod renewal;
mod shared;

const HOUR: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(300);

fn minute() -> Deadline {
    Deadline::after(Duration::from_secs(60))
}

fn token(name: &str, lifetime: Duration) -> Token {
    Token::new(&Secret::new(name.to_owned()), Some(lifetime)).unwrap()
}

/// A token that is to be renewed, and good for an hour yet.
fn aging(name: &str) -> Token {
    Token::aged(name, Instant::now(), Instant::now() + HOUR)
}

fn expired(name: &str) -> Token {
    Token::aged(name, Instant::now(), Instant::now())
}

fn refusal() -> Error {
    Error::Auth(AuthError::new(
        CallContext::new(&Method::POST, "/oauth/token", 1),
        "refused",
    ))
}

/// A 429 with this `Retry-After`.
fn busy(retry_after: Duration) -> Error {
    let mut context = CallContext::new(&Method::POST, "/oauth/token", 1);
    context.status = Some(StatusCode::TOO_MANY_REQUESTS);
    context.retry_after = Some(retry_after);
    Error::Auth(AuthError::of_rate_limit(context))
}

fn timeout() -> Error {
    let context = CallContext::new(&Method::POST, "/oauth/token", 1);
    Error::Timeout(TimeoutError::new(
        context,
        Phase::Response,
        TimeLimit::Call(Duration::ZERO),
    ))
}

/// The name of the token that the cache gives, through `fetch` where it has none.
fn name(cache: &TokenCache, fetch: impl FnMut(Purpose) -> Result<Token, Error>) -> String {
    cache.token(minute(), fetch).unwrap().expose_secret().to_owned()
}

/// The name of the token that the cache has.
fn cached(cache: &TokenCache) -> String {
    name(cache, |_| panic!("it had to be fetched"))
}

/// A cache with this token in it.
fn with(token: Token) -> TokenCache {
    let cache = TokenCache::default();
    cache.lock().token = Some(Arc::new(token));
    cache
}

/// Returns when so many threads have waited, or wait.
fn wait_for_waiting(cache: &TokenCache, threads: usize) {
    let patience = Instant::now() + Duration::from_secs(60);
    while cache.lock().waiting < threads {
        assert!(Instant::now() < patience, "nobody waits");
        thread::yield_now();
    }
}

/// Runs `fetch` in one thread while 32 others wait for it. What those got, in any order.
///
/// A waiting thread that fetches for itself gets a token called `own`.
fn while_others_wait(
    cache: &TokenCache,
    mut fetch: impl FnMut() -> Result<Token, Error> + Send,
) -> Vec<Result<Arc<Token>, Error>> {
    const OTHERS: usize = 32;
    thread::scope(|scope| {
        let (begun, has_begun) = mpsc::channel();
        scope.spawn(move || {
            let fetch = |_| {
                begun.send(()).unwrap();
                wait_for_waiting(cache, OTHERS);
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
