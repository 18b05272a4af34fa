//! A watch over everything that is printed: no secret may be in it.
//!
//! `log` knows one logger for a process, so that one is shared by all tests of a binary. It looks at each record as it
//! comes, and keeps what this crate said for the thread that said it, which is the thread of the test that made the call.

use std::cell::RefCell;
use std::fmt::{Debug, Display};
use std::sync::{Mutex, Once, PoisonError};

use log::{LevelFilter, Log, Metadata, Record};

pub(crate) const CLIENT_ID: &str = "client-id-4711";
pub(crate) const CLIENT_SECRET: &str = "SECRET-of-the-client-q8Zr";
/// `client-id-4711:SECRET-of-the-client-q8Zr` in base64.
pub(crate) const BASIC: &str = "Y2xpZW50LWlkLTQ3MTE6U0VDUkVULW9mLXRoZS1jbGllbnQtcThacg==";
pub(crate) const TOKEN: &str = "TOKEN-static-x7Yk2";
/// What the token endpoint issues first.
pub(crate) const FIRST_TOKEN: &str = "TOKEN-first-Lm03p";
/// What the token endpoint issues next.
pub(crate) const SECOND_TOKEN: &str = "TOKEN-second-Vb9c1";
pub(crate) const REFRESH_TOKEN: &str = "REFRESH-w5Tn8";
pub(crate) const PROXY_USER: &str = "proxy-user";
pub(crate) const PROXY_PASSWORD: &str = "PASSWORD-of-the-proxy-h2Jd";
/// `proxy-user:PASSWORD-of-the-proxy-h2Jd` in base64.
pub(crate) const PROXY_BASIC: &str = "cHJveHktdXNlcjpQQVNTV09SRC1vZi10aGUtcHJveHktaDJKZA==";

const SECRETS: [&str; 8] = [
    CLIENT_SECRET,
    BASIC,
    TOKEN,
    FIRST_TOKEN,
    SECOND_TOKEN,
    REFRESH_TOKEN,
    PROXY_PASSWORD,
    PROXY_BASIC,
];

static LOGGER: Watch = Watch {
    offences: Mutex::new(Vec::new()),
};

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Watch {
    offences: Mutex<Vec<String>>,
}

/// Starts the watch, once for the process.
pub(crate) fn watch() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        log::set_logger(&LOGGER).expect("nobody else sets a logger");
        // TRACE of ureq_proto prints raw bytes, which is the documented exception.
        log::set_max_level(LevelFilter::Debug);
    });
}

/// What this crate logged on this thread since the last time that it was asked.
pub(crate) fn take_lines() -> Vec<String> {
    LINES.with_borrow_mut(std::mem::take)
}

/// Fails where anything that was logged had a secret in it.
pub(crate) fn assert_log_is_clean() {
    let offences = LOGGER.offences.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(offences.is_empty(), "secrets were logged: {offences:?}");
}

/// Fails where `text` has a secret in it.
pub(crate) fn assert_clean(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} shows a secret: {text}");
    }
}

/// Fails where the `Debug` of `value`, in both of its forms, has a secret in it.
pub(crate) fn assert_debug_is_clean(what: &str, value: &impl Debug) {
    assert_clean(what, &format!("{value:?}"));
    assert_clean(what, &format!("{value:#?}"));
}

/// The same for `Display`.
pub(crate) fn assert_display_is_clean(what: &str, value: &impl Display) {
    assert_clean(what, &value.to_string());
}

impl Log for Watch {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        target.starts_with("genesys_cloud") || target.starts_with("ureq")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = format!("{} {} {}", record.level(), record.target(), record.args());
        if SECRETS.iter().any(|secret| line.contains(secret)) {
            self.offences
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line.clone());
        }
        if record.target().starts_with("genesys_cloud") {
            LINES.with_borrow_mut(|lines| lines.push(line));
        }
    }

    fn flush(&self) {}
}
