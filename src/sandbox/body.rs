//! Where the body of a request ends (RFC 9112, sections 6 and 7).

use std::io::Read;

use httparse::{EMPTY_HEADER, Status};

use super::http::{Head, MAX_BODY, MAX_HEAD, Reader, Refusal};

/// A chunk size with its extensions. Nobody sends long ones for a good reason.
const MAX_CHUNK_LINE: usize = 4 * 1024;
const MAX_TRAILERS: usize = 32;

/// How a body is delimited.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Framing {
    Length(usize),
    Chunked,
}

impl Framing {
    pub(super) fn of(head: &Head) -> Result<Self, Refusal> {
        let lengths: Vec<_> = head.all("content-length").collect();
        let codings: Vec<_> = head.all("transfer-encoding").collect();
        match (lengths.as_slice(), codings.as_slice()) {
            ([], []) => Ok(Self::Length(0)),
            ([length], []) => content_length(length).map(Self::Length),
            // Two readers of such a message disagree about its end, which is how requests are smuggled.
            ([_, ..], [_, ..]) => Err(Refusal::malformed(
                "both Content-Length and Transfer-Encoding are there",
            )),
            ([_, _, ..], []) => Err(Refusal::malformed("Content-Length is there twice.")),
            ([], _) if !head.modern => Err(Refusal::malformed("HTTP/1.0 has no Transfer-Encoding.")),
            ([], [coding]) if coding.trim().eq_ignore_ascii_case("chunked") => Ok(Self::Chunked),
            ([], _) => Err(Refusal::new(501, "The only Transfer-Encoding known here is chunked.")),
        }
    }

    pub(super) fn read<R: Read>(&self, reader: &mut Reader<R>) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Length(length) => {
                let mut body = Vec::new();
                take(reader, *length, &mut body)?;
                Ok(body)
            }
            Self::Chunked => chunks(reader),
        }
    }
}

fn content_length(text: &str) -> Result<usize, Refusal> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::malformed("Content-Length is no number."));
    }
    // What does not fit into the type does not fit into the limit either.
    match text.parse() {
        Ok(length) if length <= MAX_BODY => Ok(length),
        _ => Err(too_large()),
    }
}

fn chunks<R: Read>(reader: &mut Reader<R>) -> Result<Vec<u8>, Refusal> {
    let mut body = Vec::new();
    loop {
        let size = chunk_size(reader)?;
        if size == 0 {
            trailers(reader)?;
            return Ok(body);
        }
        let size = usize::try_from(size).map_err(|_| too_large())?;
        if size > MAX_BODY - body.len() {
            return Err(too_large());
        }
        take(reader, size, &mut body)?;
        let mut end = Vec::new();
        take(reader, 2, &mut end)?;
        if end != b"\r\n" {
            return Err(Refusal::malformed("A chunk is longer than it says."));
        }
    }
}

fn chunk_size<R: Read>(reader: &mut Reader<R>) -> Result<u64, Refusal> {
    let malformed = || Refusal::malformed("A chunk has no size.");
    loop {
        let bytes = reader.unread();
        // httparse reads a line without any digit as zero.
        if bytes.first().is_some_and(|byte| !byte.is_ascii_hexdigit()) {
            return Err(malformed());
        }
        match httparse::parse_chunk_size(bytes) {
            Ok(Status::Complete((length, size))) => {
                reader.consume(length);
                return Ok(size);
            }
            Ok(Status::Partial) if bytes.len() <= MAX_CHUNK_LINE => reader.fill()?,
            _ => return Err(malformed()),
        }
    }
}

/// The fields behind the last chunk. They are read, so that the next request starts where it starts, and ignored.
fn trailers<R: Read>(reader: &mut Reader<R>) -> Result<(), Refusal> {
    loop {
        let mut headers = [EMPTY_HEADER; MAX_TRAILERS];
        match httparse::parse_headers(reader.unread(), &mut headers) {
            Ok(Status::Complete((length, _))) => {
                reader.consume(length);
                return Ok(());
            }
            Ok(Status::Partial) if reader.unread().len() < MAX_HEAD => reader.fill()?,
            Ok(Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
                return Err(Refusal::new(431, "The trailers are too large."));
            }
            Err(_) => return Err(Refusal::malformed("A trailer is malformed.")),
        }
    }
}

/// Moves `length` bytes from the connection to `body`.
fn take<R: Read>(reader: &mut Reader<R>, length: usize, body: &mut Vec<u8>) -> Result<(), Refusal> {
    let mut missing = length;
    while missing > 0 {
        if reader.unread().is_empty() {
            reader.fill()?;
        }
        let before = body.len();
        body.extend(reader.unread().iter().take(missing));
        let taken = body.len() - before;
        reader.consume(taken);
        missing -= taken;
    }
    Ok(())
}

fn too_large() -> Refusal {
    Refusal::new(413, "The body is too large.")
}
