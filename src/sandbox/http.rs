//! Requests read from bytes (RFC 9112), as strictly as a careful server reads them.

use std::borrow::Cow;
use std::io::{self, Read};

use httparse::{EMPTY_HEADER, Status};
use percent_encoding::percent_decode_str;

use super::body::Framing;

/// What a request line and its headers may take together.
pub(super) const MAX_HEAD: usize = 64 * 1024;
/// What a body may take once its chunks are put together.
pub(super) const MAX_BODY: usize = 1024 * 1024;
const MAX_HEADERS: usize = 100;

/// One request, read to its end.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
}

/// Request line and headers.
#[derive(Debug, Default, Clone)]
pub(super) struct Head {
    pub(super) method: String,
    /// As it was sent: still percent-encoded.
    pub(super) path: String,
    pub(super) query: Option<String>,
    /// Names in lower case, in the order in which they came.
    pub(super) headers: Vec<(String, String)>,
    /// HTTP/1.1, not 1.0.
    pub(super) modern: bool,
}

/// Why no request came out of a connection.
#[derive(Debug)]
pub(super) enum Unread {
    /// The client closed between two requests, or was silent for too long there. Nobody waits for an answer.
    Closed,
    /// The request was refused. The bytes behind it mean nothing any more, so the connection ends with the answer.
    Refused(Refusal),
}

/// A request that was refused before anybody looked at what it asks for.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) why: &'static str,
    /// Absent where the head itself was at fault.
    pub(super) head: Option<Box<Head>>,
}

impl Refusal {
    pub(super) fn new(status: u16, why: &'static str) -> Self {
        Self {
            status,
            why,
            head: None,
        }
    }

    pub(super) fn malformed(why: &'static str) -> Self {
        Self::new(400, why)
    }
}

/// Reads one request after the other. What a client sent ahead stays in the buffer for the next one.
#[derive(Debug)]
pub(super) struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
}

impl<R: Read> Reader<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            start: 0,
        }
    }

    pub(super) fn source_mut(&mut self) -> &mut R {
        &mut self.source
    }

    pub(super) fn request(&mut self) -> Result<Request, Unread> {
        let head = self.head()?;
        match Framing::of(&head).and_then(|framing| framing.read(self)) {
            Ok(body) => Ok(Request { head, body }),
            Err(refusal) => Err(Unread::Refused(Refusal {
                head: Some(Box::new(head)),
                ..refusal
            })),
        }
    }

    fn head(&mut self) -> Result<Head, Unread> {
        loop {
            if let Some((length, head)) = Head::parse(self.unread()).map_err(Unread::Refused)? {
                self.consume(length);
                return Ok(head);
            }
            if self.unread().len() >= MAX_HEAD {
                return Err(Unread::Refused(Refusal::new(431, "The headers are too large.")));
            }
            let between_requests = self.unread().is_empty();
            if let Err(refusal) = self.fill() {
                return Err(if between_requests {
                    Unread::Closed
                } else {
                    Unread::Refused(refusal)
                });
            }
        }
    }

    /// The bytes that were received and not consumed.
    pub(super) fn unread(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    pub(super) fn consume(&mut self, length: usize) {
        self.start = (self.start + length).min(self.buffer.len());
    }

    /// Waits for more bytes.
    pub(super) fn fill(&mut self) -> Result<(), Refusal> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let mut chunk = [0; 8 * 1024];
        loop {
            match self.source.read(&mut chunk) {
                Ok(0) => return Err(Refusal::malformed("The request ends in the middle.")),
                Ok(length) => {
                    self.buffer.extend(chunk.iter().take(length));
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Refusal::new(408, "The rest of the request did not come in time.")),
            }
        }
    }
}

impl Head {
    /// The head and its length, or `None` while there is more to come.
    fn parse(bytes: &[u8]) -> Result<Option<(usize, Self)>, Refusal> {
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let length = match request.parse(bytes) {
            Ok(Status::Complete(length)) if length > MAX_HEAD => {
                return Err(Refusal::new(431, "The headers are too large."));
            }
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Refusal::new(431, "There are too many headers.")),
            Err(_) => return Err(Refusal::malformed("This is not HTTP/1.1.")),
        };
        let target = origin_form(request.path.unwrap_or_default())
            .ok_or_else(|| Refusal::malformed("The request target is no path."))?;
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        let head = Self {
            method: request.method.unwrap_or_default().to_owned(),
            path: path.to_owned(),
            query,
            headers: request.headers.iter().map(owned).collect(),
            modern: request.version == Some(1),
        };
        // RFC 9112, section 3.2: exactly one Host, which HTTP/1.0 did not know yet.
        match head.all("host").count() {
            1 => Ok(Some((length, head))),
            0 if !head.modern => Ok(Some((length, head))),
            _ => Err(Refusal::malformed("A request has exactly one Host.")),
        }
    }

    /// The first header of this name, which is in lower case.
    pub(super) fn header(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    pub(super) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        let named = self.headers.iter().filter(move |(key, _)| key == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The media type of the body without its parameters, in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        let media_type = value.split(';').next().unwrap_or_default();
        Some(media_type.trim().to_ascii_lowercase())
    }

    /// The connection stays open after the answer (RFC 9112, section 9.3).
    pub(super) fn keeps_alive(&self) -> bool {
        let says = |option: &str| {
            let options = self.all("connection").flat_map(|value| value.split(','));
            options.into_iter().any(|one| one.trim().eq_ignore_ascii_case(option))
        };
        !says("close") && (self.modern || says("keep-alive"))
    }
}

/// `/path?query`, also of `http://host/path?query`, which a client sends to what it takes for a proxy.
fn origin_form(target: &str) -> Option<&str> {
    if target.starts_with('/') {
        return Some(target);
    }
    let (scheme, rest) = target.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    rest.find('/').and_then(|slash| rest.get(slash..))
}

fn owned(header: &httparse::Header<'_>) -> (String, String) {
    let value = String::from_utf8_lossy(header.value).into_owned();
    (header.name.to_ascii_lowercase(), value)
}

/// The parts of a query or a form, decoded. `None` if one cannot be.
pub(super) fn form_parts(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    let decoded = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
    });
    decoded.collect()
}

/// Undoes percent-encoding. `None` for a `%` that encodes nothing, and for what is not UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('%') {
        let hex = after.as_bytes().get(..2)?;
        if !hex.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        rest = after;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}
