//! What the targets have in common: what must be true of every error.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard};

use genesys_cloud::Error;

/// An access token. Its first letter is no digit of a hexadecimal number, so that it cannot follow an escape like `\xff`
/// and be found where it is not.
pub const TOKEN: &str = "TOKEN/fuzz+0123456789==";

/// A client secret.
pub const SECRET: &str = "SECRET/fuzz+9876543210==";

/// `Basic` of the client id `id` and [`SECRET`].
pub const BASIC: &str = "aWQ6U0VDUkVUL2Z1enorOTg3NjU0MzIxMD09";

/// An error keeps the promises that do not depend on its cause.
///
/// `secrets` are those that the client knows: they are in nothing that it says, however an answer quotes them.
pub fn check_error(error: &Error, secrets: &[&str]) {
    let display = error.to_string();
    assert!(display.len() < 1024, "Display has {} bytes", display.len());
    assert!(
        !display.is_empty() && !display.chars().any(char::is_control),
        "Display is not one line: {display:?}"
    );
    let mut said = format!("{display}\n{error:?}\n{:?}\n{:?}", error.code(), error.correlation_id());
    assert!(said.len() < 32 * 1024, "Debug has {} bytes", said.len());
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(said, "\n{cause}\n{cause:?}");
        source = cause.source();
    }
    if let Error::Api(error) = error {
        let _ = write!(
            said,
            "\n{:?}\n{:?}\n{:?}",
            error.body(),
            error.message(),
            error.headers()
        );
        assert!(error.raw_body().len() <= 64 * 1024);
        check_secrets(&String::from_utf8_lossy(error.raw_body()), secrets);
    }
    if let Error::Decode(error) = error {
        let _ = write!(said, "\n{}", error.path());
        assert!(error.raw_body().len() <= 64 * 1024);
        check_secrets(&String::from_utf8_lossy(error.raw_body()), secrets);
    }
    check_secrets(&said, secrets);
    let _ = (
        error.status(),
        error.retry_after(),
        error.attempts(),
        error.is_timeout(),
        error.is_retryable(),
    );
}

fn check_secrets(text: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!text.contains(*secret), "a secret is shown: {text}");
    }
}

/// Looks at every line that the crate logs, from here on for these secrets.
pub fn watch_log(secrets: &'static [&'static str]) {
    *lock() = secrets;
    // The second and all further calls change nothing.
    let _ = log::set_logger(&Watch);
    log::set_max_level(log::LevelFilter::Debug);
}

static SECRETS: Mutex<&[&str]> = Mutex::new(&[]);

fn lock() -> MutexGuard<'static, &'static [&'static str]> {
    SECRETS.lock().expect("who holds it does not panic")
}

struct Watch;

impl log::Log for Watch {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.target().starts_with("genesys_cloud")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = record.args().to_string();
            assert!(
                line.len() < 1200 && !line.chars().any(char::is_control),
                "not one short line: {line:?}"
            );
            let secrets = *lock();
            check_secrets(&line, secrets);
        }
    }

    fn flush(&self) {}
}
