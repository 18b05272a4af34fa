//! A logger that looks for secrets, and assertions that a text has none.
//!
//! A process has one logger, so all tests of a binary share it. It checks each record, and keeps the records of this crate for
//! the thread that logged them, which is the thread of the test that made the call.

use std::cell::RefCell;
use std::fmt::{Debug, Display};
use std::sync::{Mutex, Once, PoisonError};

use log::{LevelFilter, Log, Metadata, Record};

pub(crate) const CLIENT_ID: &str = "client-id-4711";
pub(crate) const CLIENT_SECRET: &str = "SECRET-of-the-client-q8Zr";
/// `client-id-4711:SECRET-of-the-client-q8Zr` in base64.
pub(crate) const BASIC: &str = "Y2xpZW50LWlkLTQ3MTE6U0VDUkVULW9mLXRoZS1jbGllbnQtcThacg==";
pub(crate) const TOKEN: &str = "TOKEN-static-x7Yk2";
/// The first token that the token endpoint issues.
pub(crate) const FIRST_TOKEN: &str = "TOKEN-first-Lm03p";
/// The second token that the token endpoint issues.
pub(crate) const SECOND_TOKEN: &str = "TOKEN-second-Vb9c1";
pub(crate) const REFRESH_TOKEN: &str = "REFRESH-w5Tn8";
/// The second refresh token that the token endpoint issues.
pub(crate) const SECOND_REFRESH_TOKEN: &str = "REFRESH-second-p2Xc7";
pub(crate) const CODE: &str = "CODE-of-the-user-j4Rm6";
/// A code verifier of 43 characters, the shortest valid length.
pub(crate) const VERIFIER: &str = "VERIFIER-of-43-characters-t6Kd1-a-b-c-d-e-f";
pub(crate) const ASSERTION: &str = "ASSERTION/of+the+user/n8Wv3==";
pub(crate) const PROXY_USER: &str = "proxy-user";
pub(crate) const PROXY_PASSWORD: &str = "PASSWORD-of-the-proxy-h2Jd";
/// `proxy-user:PASSWORD-of-the-proxy-h2Jd` in base64.
pub(crate) const PROXY_BASIC: &str = "cHJveHktdXNlcjpQQVNTV09SRC1vZi10aGUtcHJveHktaDJKZA==";

const SECRETS: [&str; 12] = [
    CLIENT_SECRET,
    BASIC,
    TOKEN,
    FIRST_TOKEN,
    SECOND_TOKEN,
    REFRESH_TOKEN,
    SECOND_REFRESH_TOKEN,
    CODE,
    VERIFIER,
    ASSERTION,
    PROXY_PASSWORD,
    PROXY_BASIC,
];

static LOGGER: SecretDetector = SecretDetector {
    found: Mutex::new(Vec::new()),
};

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct SecretDetector {
    /// The lines that contain a secret.
    found: Mutex<Vec<String>>,
}

/// Sets the logger, once for the process.
pub(crate) fn install_logger() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        log::set_logger(&LOGGER).expect("no other logger is set");
        // At TRACE, ureq_proto logs the raw bytes, as the documentation says.
        log::set_max_level(LevelFilter::Debug);
    });
}

/// Returns the lines that this crate logged on this thread since the last call of this function.
pub(crate) fn take_lines() -> Vec<String> {
    LINES.with_borrow_mut(std::mem::take)
}

/// Fails the test if a secret was logged.
pub(crate) fn assert_log_is_clean() {
    let found = LOGGER.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(found.is_empty(), "secrets were logged: {found:?}");
}

/// Fails the test if `text` contains a secret.
pub(crate) fn assert_clean(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} contains a secret: {text}");
    }
}

/// Fails the test if the `Debug` of `value`, plain or pretty, contains a secret.
pub(crate) fn assert_debug_is_clean(what: &str, value: &impl Debug) {
    assert_clean(what, &format!("{value:?}"));
    assert_clean(what, &format!("{value:#?}"));
}

/// Fails the test if the `Display` of `value` contains a secret.
pub(crate) fn assert_display_is_clean(what: &str, value: &impl Display) {
    assert_clean(what, &value.to_string());
}

impl Log for SecretDetector {
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
            self.found
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
