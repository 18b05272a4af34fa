//! HTTP/1.1 over TCP (RFC 9112): reads requests, passes them to a function, and writes the replies that it returns.

mod body;
mod head;
mod reader;
mod refusal;
mod server;

use std::io::Read;

pub(super) use head::Head;
pub(super) use reader::Reader;
pub(super) use refusal::Refusal;
pub(super) use server::Server;

/// One complete request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Reads the next request of a connection. Returns `None` at the end of the connection.
    pub(super) fn read<R: Read>(reader: &mut Reader<R>) -> Result<Option<Self>, Refusal> {
        let Some(head) = Head::read(reader)? else {
            return Ok(None);
        };
        let body = body::read(reader, &head)?;
        Ok(Some(Self { head, body }))
    }
}
