//! A request as the server received it.

use std::time::Instant;

/// One request, exactly as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    /// The number of its connection, counted from zero in the order of arrival.
    pub(crate) connection: usize,
    /// The time at which its last byte was read.
    pub(crate) at: Instant,
    /// The request line and headers, with the empty line that ends them.
    pub(crate) head: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    pub(crate) fn new(connection: usize, head: Vec<u8>, body: Vec<u8>) -> Self {
        Self {
            connection,
            at: Instant::now(),
            head,
            body,
        }
    }

    /// Returns the whole request as text.
    pub(crate) fn text(&self) -> String {
        format!(
            "{}{}",
            String::from_utf8_lossy(&self.head),
            String::from_utf8_lossy(&self.body)
        )
    }

    /// Returns the request line: `GET /api/v2/tokens/me HTTP/1.1`.
    pub(crate) fn line(&self) -> &str {
        self.head_text().split("\r\n").next().unwrap()
    }

    pub(crate) fn method(&self) -> &str {
        self.line().split(' ').next().unwrap()
    }

    /// Returns the path and query.
    pub(crate) fn target(&self) -> &str {
        self.line().split(' ').nth(1).unwrap()
    }

    /// Returns the header of this name, in any case. Fails the test if there are two: the client must not repeat a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let first = found.next().map(|(_, value)| value);
        assert!(
            found.next().is_none(),
            "header {name} was sent more than once: {}",
            self.text()
        );
        first
    }

    /// Returns the bearer token.
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    pub(crate) fn is_token_request(&self) -> bool {
        self.target().ends_with("/oauth/token")
    }

    fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head_text()
            .split("\r\n")
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(key, value)| (key.trim(), value.trim()))
    }

    fn head_text(&self) -> &str {
        std::str::from_utf8(&self.head).expect("a request head is ASCII")
    }
}
