//! Requests that cannot be read.

/// The response to a request that cannot be read. The response ends the connection, since nothing after such a request can be interpreted.
#[derive(Debug)]
pub(in crate::sandbox) struct Refusal {
    pub(in crate::sandbox) status: u16,
    pub(in crate::sandbox) message: &'static str,
}

impl Refusal {
    pub(super) fn new(status: u16, message: &'static str) -> Self {
        Self { status, message }
    }

    pub(super) fn malformed(message: &'static str) -> Self {
        Self::new(400, message)
    }
}
