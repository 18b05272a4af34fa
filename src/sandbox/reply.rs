//! Responses of the sandbox.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde::Serialize;
use ureq::http::{HeaderName, HeaderValue, StatusCode};

/// Headers that the sandbox writes itself.
const FRAMING: [&str; 3] = ["connection", "content-length", "transfer-encoding"];

/// The response of a rule, returned by the function of [`Sandbox::on`](super::Sandbox::on).
///
/// ```
/// use std::time::Duration;
/// use genesys_cloud::sandbox::Reply;
/// use genesys_cloud::serde_json::json;
///
/// let created = Reply::json(201, json!({"id": "7f0c"})).header("Location", "/api/v2/users/7f0c");
/// let slow = Reply::empty(204).delay(Duration::from_millis(50));
/// let file = Reply::empty(200).body("text/csv", "id;name\n7f0c;Ada\n");
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Reply {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// How long the response is delayed.
    pub(super) delay: Duration,
    /// Whether the connection is closed instead of sending the response.
    pub(super) is_dropped: bool,
}

impl Reply {
    /// Returns a response with a JSON body.
    ///
    /// # Panics
    ///
    /// If `status` is not 200 to 599, or if `body` cannot be serialized (for example a map whose keys are not strings).
    #[track_caller]
    #[expect(
        clippy::expect_used,
        reason = "documented: a test passed a value that cannot be serialized"
    )]
    pub fn json(status: u16, body: impl Serialize) -> Self {
        let body = serde_json::to_vec(&body).expect("the body of a reply is serializable");
        Self::empty(status).body("application/json", body)
    }

    /// Returns a response without a body.
    ///
    /// # Panics
    ///
    /// If `status` is not 200 to 599.
    #[track_caller]
    pub fn empty(status: u16) -> Self {
        assert!(
            (200..600).contains(&status),
            "{status} is not the status of a response: use 200 to 599"
        );
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            delay: Duration::ZERO,
            is_dropped: false,
        }
    }

    /// Sets the body and its media type. A 204 or 304 is sent without it.
    ///
    /// # Panics
    ///
    /// If `content_type` is not valid as the value of a header.
    #[track_caller]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("Content-Type", content_type)
    }

    /// Sets a header, and replaces a header with the same name.
    ///
    /// # Panics
    ///
    /// If the name or the value is not valid, or for `Content-Length`, `Transfer-Encoding` and `Connection`, which the
    /// sandbox sets itself.
    #[track_caller]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        assert!(
            HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_bytes(value.as_bytes()).is_ok(),
            "{name:?} with the value {value:?} is not a valid header"
        );
        assert!(
            !FRAMING.iter().any(|framing| framing.eq_ignore_ascii_case(name)),
            "the sandbox sets {name} itself"
        );
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value));
        self
    }

    /// Delays the response. Dropping the sandbox ends the wait.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Returns the bytes of the response. A response to HEAD has the headers of one to GET, including its length, and no body.
    pub(super) fn to_bytes(&self, keep_alive: bool, is_head: bool) -> Vec<u8> {
        let reason = StatusCode::from_u16(self.status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("Unknown");
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        let mut put = |name: &str, value: &str| head.extend([name, ": ", value, "\r\n"]);
        for (name, value) in &self.headers {
            put(name, value);
        }
        // A 204 or 304 has neither a body nor a length (RFC 9110, sections 6.4.1 and 8.6).
        let has_body = !matches!(self.status, 204 | 304);
        if has_body {
            put("Content-Length", &self.body.len().to_string());
        }
        if let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now()) {
            put("Date", &date);
        }
        put("Connection", if keep_alive { "keep-alive" } else { "close" });
        let mut bytes = (head + "\r\n").into_bytes();
        if has_body && !is_head {
            bytes.extend(&self.body);
        }
        bytes
    }
}
