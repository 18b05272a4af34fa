//! Response bodies: bounded, whatever the server sends.

use std::io::Read;
use std::time::Duration;

use ureq::Body;

use super::unversioned::IoLimit;

/// A body that is not needed is read to its end up to this size, so that its connection can be used again. Beyond it, a
/// new connection costs less.
const WORTH_DRAINING: u64 = 64 * 1024;

/// How long the client waits for a body that is not needed, all of it together.
const TIME_TO_DRAIN: Duration = Duration::from_millis(250);

/// The most memory that is allocated for a body because of its Content-Length.
const TRUSTED: u64 = 64 * 1024;

/// Why a body was not read.
pub(super) enum Unread {
    TooLarge,
    Broken(ureq::Error),
}

/// Reads a whole body of up to `limit` bytes, counted after any decompression.
///
/// A timeout arrives wrapped in an `io::Error`; turning that back into a `ureq::Error` unwraps it.
pub(super) fn read(body: Body, limit: u64) -> Result<Vec<u8>, Unread> {
    let announced = body.content_length().unwrap_or(0);
    if announced > limit {
        return Err(Unread::TooLarge);
    }
    let bytes = read_up_to(body, limit.saturating_add(1)).map_err(|(_, error)| Unread::Broken(error))?;
    if bytes.len() as u64 > limit {
        Err(Unread::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Reads up to `limit` bytes of a body, or as many as arrive. For responses that are an error anyway.
///
/// `may_be_retried`: the status says what to do, so the body is worth a moment only.
pub(super) fn read_available(body: Body, limit: u64, may_be_retried: bool) -> Vec<u8> {
    let _limit = may_be_retried.then(|| IoLimit::of(TIME_TO_DRAIN));
    read_up_to(body, limit).unwrap_or_else(|(bytes, _)| bytes)
}

/// Reads a body that is not needed, if that is quick. Failures do not matter: the connection is closed then.
pub(super) fn drain(body: Body, is_chunked: bool) {
    let is_short = body.content_length().is_some_and(|length| length <= WORTH_DRAINING);
    // Without either, only the end of the connection ends the body: draining would gain nothing.
    if is_short || is_chunked {
        let _limit = IoLimit::of(TIME_TO_DRAIN);
        let _ = std::io::copy(&mut body.into_reader().take(WORTH_DRAINING), &mut std::io::sink());
    }
}

fn read_up_to(body: Body, limit: u64) -> Result<Vec<u8>, (Vec<u8>, ureq::Error)> {
    let announced = body.content_length().unwrap_or(0).min(TRUSTED);
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
    match body.into_reader().take(limit).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err((bytes, ureq::Error::from(error))),
    }
}
