//! A function of the program that blocks, or returns something that is not a token.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genesys_cloud::Error;
use genesys_cloud::error::Phase;

use super::*;
use crate::support::clients::{SHORT_TIMEOUT, with_short_timeouts};
use crate::support::{error_of, timed};

#[test]
fn a_provider_that_blocks_holds_no_other_thread_beyond_its_own_time() {
    let server = Server::unused();
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let credentials = Credentials::provider(move || {
        begun.send(())?;
        // Until the test has finished.
        let _ = released.lock().unwrap().recv();
        Err("released".into())
    });
    let client = with_short_timeouts(anonymous().base_url(server.url()).credentials(credentials));
    thread::scope(|scope| {
        let blocked = scope.spawn(|| error_of(call(&client)));
        has_begun.recv().unwrap();
        let (error, elapsed) = timed(|| error_of(call(&client)));
        let Error::Timeout(timeout) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(timeout.phase(), Phase::Token);
        assert!(
            error
                .to_string()
                .starts_with("token provider: timed out while waiting for another thread"),
            "{error}"
        );
        assert!(elapsed < SHORT_TIMEOUT + Duration::from_secs(2), "{elapsed:?}");
        drop(release);
        assert!(blocked.join().unwrap().to_string().contains("released"));
    });
}

#[test]
fn a_provider_whose_token_cannot_be_sent_is_an_error_without_the_token() {
    for token in ["", "TOKEN with space", "TOKEN-static-x7Yk2\n"] {
        let client = client(
            &Server::unused(),
            Credentials::provider(move || Ok(AccessToken::new(token))),
        );
        let error = error_of(call(&client));
        let expected = "token provider: the function returned a token that is empty or not visible ASCII, or longer than 16 KiB; \
             correct the function of Credentials::provider";
        assert_eq!(error.to_string(), expected);
        assert!(!error.is_retryable());
    }
}
