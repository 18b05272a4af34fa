//! The body of a request and its length (RFC 9112, sections 6 and 7).

use std::io::Read;

use super::head::Head;
use super::{Reader, Refusal};

/// Limit for a body, in bytes, without the framing of chunks.
const MAX_BODY: usize = 16 * 1024 * 1024;
/// Limit for the line of a chunk size, and for a trailer.
const MAX_LINE: usize = 4 * 1024;

/// Reads the body of the request that has this head.
pub(super) fn read<R: Read>(reader: &mut Reader<R>, head: &Head) -> Result<Vec<u8>, Refusal> {
    match (head.header("content-length"), head.header("transfer-encoding")) {
        (None, None) => Ok(Vec::new()),
        (Some(text), None) => reader.take(length(head, text)?),
        (None, Some(coding)) if coding.eq_ignore_ascii_case("chunked") => chunks(reader),
        _ => Err(Refusal::malformed(
            "The body must either be chunked or have one Content-Length.",
        )),
    }
}

/// Returns the length of the body. `text` is the first `Content-Length` of the request.
fn length(head: &Head, text: &str) -> Result<usize, Refusal> {
    let differs = |(name, value): &(String, String)| name == "content-length" && value != text;
    if head.headers.iter().any(differs) {
        return Err(Refusal::malformed("Content-Length has different values."));
    }
    // `parse` accepts a sign.
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::malformed("Content-Length is not a number."));
    }
    match text.parse() {
        Ok(length) if length <= MAX_BODY => Ok(length),
        // A number that does not fit into the type is larger than the limit.
        _ => Err(too_large()),
    }
}

fn chunks<R: Read>(reader: &mut Reader<R>) -> Result<Vec<u8>, Refusal> {
    let mut body = Vec::new();
    loop {
        let line = reader.line(MAX_LINE)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        // `from_str_radix` accepts a sign.
        let digits = Some(size).filter(|size| size.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let size = digits.and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let size = size.ok_or_else(|| Refusal::malformed("A chunk has no valid size."))?;
        if size > MAX_BODY - body.len() {
            return Err(too_large());
        }
        if size == 0 {
            // Trailers are ignored.
            while !reader.line(MAX_LINE)?.is_empty() {}
            return Ok(body);
        }
        body.extend(reader.take(size)?);
        if !reader.line(MAX_LINE)?.is_empty() {
            return Err(Refusal::malformed("A chunk is longer than its size."));
        }
    }
}

fn too_large() -> Refusal {
    Refusal::new(413, "The body is too large.")
}
