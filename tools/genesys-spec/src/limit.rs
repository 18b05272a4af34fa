//! Limits for documents, which bound the memory of the tool: reading a document needs about five times its size, and generating a
//! fragment about eight times.

use genesys_cloud_codegen::document::MAX_SIZE;

use crate::failure::{DATA, Failure};

/// The largest document that is read, in bytes: more than ten times the document of the whole platform.
pub(crate) const MAX_SOURCE: usize = 256 << 20;

/// The problem of a fragment that a build would refuse for its size.
pub(crate) struct TooLarge {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Returns the problem of a fragment that is too large.
pub(crate) fn problem(size: usize) -> Option<TooLarge> {
    if size <= MAX_SIZE {
        return None;
    }
    let (size, most) = (mebibytes(size), mebibytes(MAX_SIZE));
    Some(TooLarge {
        message: format!("the fragment has {size} MiB, and a build accepts up to {most} MiB"),
        help: "keep fewer operations with `genesys-spec trim`, `--tag` and `--operation`".to_owned(),
    })
}

/// Refuses a fragment that is too large.
pub(crate) fn check(name: &str, size: usize) -> Result<(), Failure> {
    match problem(size) {
        Some(TooLarge { message, help }) => Err(Failure::new(DATA, format!("{name}: {message}: {help}"))),
        None => Ok(()),
    }
}

pub(crate) fn mebibytes(bytes: usize) -> usize {
    bytes.div_ceil(1 << 20)
}
