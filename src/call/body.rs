//! Reading what came back: bounded, whatever the server sends.

use std::io::Read;

use ureq::Body;
use ureq::http::header;
use ureq::http::response::Parts;

/// A body that nobody wants is read to its end if it is no larger than this, so that its connection can be used again.
/// Beyond it, a new connection costs less.
const WORTH_DRAINING: u64 = 64 * 1024;

/// Memory that is set aside for a body on the word of its Content-Length alone.
const TRUSTED: u64 = 64 * 1024;

/// Why a body was not read.
pub(super) enum Unread {
    TooLarge,
    Broken(ureq::Error),
}

/// Reads a whole body of up to `limit` bytes, counted as they come out of any decompression.
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

/// Reads what there is of a body, up to `limit` bytes. For answers that are an error anyway.
pub(super) fn read_what_comes(body: Body, limit: u64) -> Vec<u8> {
    read_up_to(body, limit).unwrap_or_else(|(bytes, _)| bytes)
}

/// Reads a body that nobody wants, where that is quick. What goes wrong here does not matter: the connection is closed.
pub(super) fn drain(parts: &Parts, body: Body) {
    let chunked = parts.headers.contains_key(header::TRANSFER_ENCODING);
    let short = body.content_length().is_some_and(|length| length <= WORTH_DRAINING);
    // Without either, only the end of the connection ends the body: nothing to gain.
    if short || chunked {
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
