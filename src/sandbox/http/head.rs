//! Request line and headers.

use std::io::Read;

use httparse::{EMPTY_HEADER, Status};

use super::{Reader, Refusal};

/// Limit for the request line and the headers together.
const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADERS: usize = 100;

/// Request line and headers.
#[derive(Debug)]
pub(in crate::sandbox) struct Head {
    pub(in crate::sandbox) method: String,
    /// Percent-encoded, as it was sent.
    pub(in crate::sandbox) path: String,
    pub(in crate::sandbox) query: Option<String>,
    /// In the order in which they were sent, names in lower case.
    pub(in crate::sandbox) headers: Vec<(String, String)>,
    is_http_1_1: bool,
}

impl Head {
    /// Reads the head of the next request. Returns `None` at the end of the connection.
    pub(super) fn read<R: Read>(reader: &mut Reader<R>) -> Result<Option<Self>, Refusal> {
        loop {
            if let Some((length, head)) = Self::parse(reader.unread())? {
                reader.take(length)?;
                return Ok(Some(head));
            }
            if reader.unread().len() >= MAX_HEAD {
                return Err(too_large());
            }
            let is_between_requests = reader.unread().is_empty();
            if let Err(refusal) = reader.fill() {
                return if is_between_requests { Ok(None) } else { Err(refusal) };
            }
        }
    }

    /// Parses a head, and returns it with its length. `None` if it is not complete yet.
    fn parse(bytes: &[u8]) -> Result<Option<(usize, Self)>, Refusal> {
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let length = match request.parse(bytes) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(too_large()),
            Err(_) => return Err(Refusal::malformed("This is not an HTTP/1.1 request.")),
        };
        let target = request.path.and_then(origin_form);
        let target = target.ok_or_else(|| Refusal::malformed("The request target is not a path."))?;
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        let head = Self {
            method: request.method.unwrap_or_default().to_owned(),
            path: path.to_owned(),
            query,
            headers: request.headers.iter().map(owned).collect(),
            is_http_1_1: request.version == Some(1),
        };
        Ok(Some((length, head)))
    }

    /// Returns the first header of this name, which must be in lower case.
    pub(in crate::sandbox) fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(key, _)| key == name);
        header.map(|(_, value)| value.as_str())
    }

    /// Returns the media type of the body without its parameters, in lower case.
    pub(in crate::sandbox) fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        let media_type = value.split(';').next().unwrap_or_default();
        Some(media_type.trim().to_ascii_lowercase())
    }

    /// Returns whether the connection stays open after the response (RFC 9112, section 9.3).
    pub(super) fn keeps_alive(&self) -> bool {
        let mut options = self.header("connection").unwrap_or_default().split(',');
        if self.is_http_1_1 {
            !options.any(|option| option.trim().eq_ignore_ascii_case("close"))
        } else {
            options.any(|option| option.trim().eq_ignore_ascii_case("keep-alive"))
        }
    }
}

/// Returns `/path?query`, also from `http://host/path?query`, which a client sends to a proxy.
fn origin_form(target: &str) -> Option<&str> {
    if target.starts_with('/') {
        return Some(target);
    }
    let rest = target.strip_prefix("http://")?;
    rest.find('/').and_then(|slash| rest.get(slash..))
}

/// Returns the name in lower case, and the value.
fn owned(header: &httparse::Header<'_>) -> (String, String) {
    let value = String::from_utf8_lossy(header.value).into_owned();
    (header.name.to_ascii_lowercase(), value)
}

fn too_large() -> Refusal {
    Refusal::new(431, "The headers are too large.")
}
