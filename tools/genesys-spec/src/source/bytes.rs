//! The bytes of a document, decompressed, up to the limit of the tool.

use std::fs::File;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::Location;
use super::download::download;
use crate::document::printable;
use crate::failure::{DATA, Failure, NO_INPUT};
use crate::limit::{self, MAX_SOURCE};
use crate::terminal::Progress;

/// The beginning of everything that is compressed with gzip (RFC 1952, section 2.3.1).
const GZIP: &[u8] = b"\x1f\x8b";

/// Returns the bytes of a document, and the day on which it was changed, if that is known.
pub(super) fn read(location: &Location, progress: &Progress) -> Result<(Vec<u8>, Option<String>), Failure> {
    let cannot_read = |error: &io::Error| Failure::new(NO_INPUT, format!("{location}: cannot be read: {error}"));
    let mut date = None;
    let bytes = match location {
        Location::StandardInput => bounded(io::stdin().lock()).map_err(|error| cannot_read(&error))?,
        Location::File(path) => File::open(path)
            .and_then(bounded)
            .map_err(|error| cannot_read(&error))?,
        Location::Url(url, timeout) => {
            let downloaded = download(url, *timeout, progress)?;
            date = downloaded.date;
            downloaded.bytes
        }
    };
    let bytes = if bytes.starts_with(GZIP) {
        bounded(MultiGzDecoder::new(&*bytes)).map_err(|error| {
            let problem = "is compressed with gzip and cannot be decompressed";
            Failure::new(DATA, format!("{location}: {problem}: {error}"))
        })?
    } else {
        bytes
    };
    if bytes.len() > MAX_SOURCE {
        let most = limit::mebibytes(MAX_SOURCE);
        let problem = format!("has more than {most} MiB, the most that is read: is this the right file?");
        return Err(Failure::new(DATA, format!("{location}: {problem}")));
    }
    refuse_page(location, &bytes)?;
    Ok((bytes, date))
}

/// Returns all bytes, but at most one byte more than a document may have: a device such as `/dev/zero` never ends.
fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // The limit fits: it is 256 MiB.
    reader.take(MAX_SOURCE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses a web page, which is what a network with a sign-in page returns for any URL.
fn refuse_page(location: &Location, bytes: &[u8]) -> Result<(), Failure> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    if !start
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('<')
    {
        return Ok(());
    }
    let title = start
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    let title = title.map_or_else(String::new, |(title, _)| format!(" (\"{}\")", printable(title.trim())));
    let problem = format!(
        "is a web page{title} or XML, and not JSON: check the address, and whether the network has a sign-in page"
    );
    Err(Failure::new(DATA, format!("{location}: {problem}")))
}
