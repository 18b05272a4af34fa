//! Checks that the targets share: the rules for every error and every log line.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard};

use genesys_cloud::Error;

/// An access token. Its first letter is not a hexadecimal digit: otherwise an escape such as `\xff` in front of the rest would look
/// like the whole token.
pub const TOKEN: &str = "TOKEN/fuzz+0123456789==";

/// A client secret.
pub const SECRET: &str = "SECRET/fuzz+9876543210==";

/// The value of HTTP Basic for the client ID `id` and [`SECRET`].
pub const BASIC: &str = "aWQ6U0VDUkVUL2Z1enorOTg3NjU0MzIxMD09";

/// Checks the rules that hold for every error: one short line, bounded, without any of these secrets.
pub fn check_error(error: &Error, secrets: &[&str]) {
    let display = error.to_string();
    assert!(display.len() < 1024, "Display has {} bytes", display.len());
    assert!(
        !display.is_empty() && !display.chars().any(char::is_control),
        "Display is not one line: {display:?}"
    );
    let mut text = format!("{display}\n{error:?}\n{:?}\n{:?}", error.code(), error.correlation_id());
    assert!(text.len() < 32 * 1024, "Debug has {} bytes", text.len());
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(text, "\n{cause}\n{cause:?}");
        source = cause.source();
    }
    if let Error::Api(error) = error {
        let _ = write!(
            text,
            "\n{:?}\n{:?}\n{:?}",
            error.body(),
            error.message(),
            error.headers()
        );
        assert!(error.raw_body().len() <= 64 * 1024);
        check_secrets(&String::from_utf8_lossy(error.raw_body()), secrets);
    }
    if let Error::Decode(error) = error {
        let _ = write!(text, "\n{}", error.path());
        assert!(error.raw_body().len() <= 64 * 1024);
        check_secrets(&String::from_utf8_lossy(error.raw_body()), secrets);
    }
    check_secrets(&text, secrets);
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
        assert!(!text.contains(*secret), "a secret is contained in: {text}");
    }
}

/// Checks every line that the crate logs from now on for these secrets.
pub fn check_log(secrets: &'static [&'static str]) {
    *lock() = secrets;
    // Setting the logger a second time fails, which does no harm.
    let _ = log::set_logger(&SecretDetector);
    log::set_max_level(log::LevelFilter::Debug);
}

static SECRETS: Mutex<&[&str]> = Mutex::new(&[]);

fn lock() -> MutexGuard<'static, &'static [&'static str]> {
    SECRETS.lock().expect("no panic while it is locked")
}

struct SecretDetector;

impl log::Log for SecretDetector {
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
