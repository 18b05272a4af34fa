//! The largest fragment that a build accepts. It bounds the memory of the tool, since the generator needs about nine times
//! the size of a fragment.

use crate::failure::{DATA, Failure};

/// The largest size in bytes: twice that of a fragment of the whole platform.
pub(crate) const LARGEST: usize = 64 << 20;

/// The problem of a fragment that is too large.
pub(crate) fn problem(size: usize) -> Option<String> {
    if size <= LARGEST {
        return None;
    }
    let mebibytes = |bytes: usize| bytes.div_ceil(1 << 20);
    Some(format!(
        "the fragment has {} MiB, and a build accepts up to {} MiB: keep fewer operations with `genesys-spec trim`, `--tag` and \
         `--operation`",
        mebibytes(size),
        mebibytes(LARGEST)
    ))
}

/// Refuses a fragment that is too large.
pub(crate) fn check(name: &str, size: usize) -> Result<(), Failure> {
    match problem(size) {
        Some(problem) => Err(Failure::new(DATA, format!("{name}: {problem}"))),
        None => Ok(()),
    }
}
