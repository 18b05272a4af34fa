//! Response bodies, read within limits of size and time.

use std::io::Read;
use std::time::Duration;

use ureq::Body;

use super::attempt_scope::AttemptScope;
use super::sink::{Sink, WriterError};

/// The largest unneeded body that is read to its end, so that its connection can be reused. For a larger body, a new connection costs less.
const DRAIN_LIMIT: u64 = 64 * 1024;

/// The longest time for reading an unneeded body.
const DRAIN_TIME: Duration = Duration::from_millis(250);

/// The most memory that is allocated for a body before it is received.
const PREALLOCATION_LIMIT: u64 = 64 * 1024;

/// The most bytes that are written at a time.
const STREAM_PART: usize = 64 * 1024;

/// Why a body cannot be read.
pub(super) enum BodyError {
    TooLarge,
    Broken(ureq::Error),
    Writer(WriterError),
}

/// Reads a whole body of up to `limit` bytes, counted after any decompression.
pub(super) fn read(body: Body, limit: u64) -> Result<Vec<u8>, BodyError> {
    let announced = body.content_length().unwrap_or(0);
    if announced > limit {
        return Err(BodyError::TooLarge);
    }
    let bytes = read_up_to(body, limit.saturating_add(1)).map_err(|(_, error)| BodyError::Broken(error))?;
    if bytes.len() as u64 > limit {
        Err(BodyError::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Writes a whole body to a writer of the program. `proceed` is called after each part.
pub(super) fn stream(body: Body, sink: &mut Sink<'_>, proceed: impl Fn()) -> Result<(), BodyError> {
    let mut reader = body.into_reader();
    let mut part = vec![0; STREAM_PART];
    loop {
        match reader.read(&mut part) {
            Ok(0) => return sink.flush().map_err(BodyError::Writer),
            Ok(count) => sink.write(&part[..count]).map_err(BodyError::Writer)?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(BodyError::Broken(ureq::Error::from(error))),
        }
        proceed();
    }
}

/// Reads up to `limit` bytes of the body of an error response, or as many as can be read.
///
/// If the request may be retried, the client does not wait long for the body, since a retry does not need the body.
pub(super) fn read_available(body: Body, limit: u64, may_be_retried: bool) -> Vec<u8> {
    let _scope = if may_be_retried {
        Some(AttemptScope::with_less_time(DRAIN_TIME))
    } else {
        None
    };
    match read_up_to(body, limit) {
        Ok(bytes) | Err((bytes, _)) => bytes,
    }
}

/// Reads and drops an unneeded body, if that is quick. Otherwise the connection is closed.
pub(super) fn drain(body: Body, is_chunked: bool) {
    let is_short = body.content_length().is_some_and(|length| length <= DRAIN_LIMIT);
    // Otherwise the body ends with the connection, which cannot be reused.
    if is_short || is_chunked {
        let _scope = AttemptScope::with_less_time(DRAIN_TIME);
        let _ = std::io::copy(&mut body.into_reader().take(DRAIN_LIMIT), &mut std::io::sink());
    }
}

fn read_up_to(body: Body, limit: u64) -> Result<Vec<u8>, (Vec<u8>, ureq::Error)> {
    let announced = body.content_length().unwrap_or(0).min(PREALLOCATION_LIMIT);
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
    match body.into_reader().take(limit).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err((bytes, ureq::Error::from(error))),
    }
}
