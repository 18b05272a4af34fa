//! A response that was lost, although the server may have processed the request.

use ureq::http::StatusCode;

use crate::Error;

/// The first attempt of an exchange whose response was lost.
#[derive(Debug)]
pub(crate) struct LostResponse {
    pub(crate) error: Error,
    pub(crate) sent_in_full: bool,
}

/// Returns whether a proxy or gateway sends this status in place of a response that it did not receive.
///
/// A 503 is not one of them: a server usually sends it before it processes a request.
pub(super) fn replaces_a_response(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT
    )
}
