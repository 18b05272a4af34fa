//! The largest fragment that a build accepts. It bounds the memory of the tool, since the generator needs about ten times
//! the size of a fragment.

use genesys_cloud_codegen::document::MAX_SIZE;

use crate::failure::{DATA, Failure};

/// Returns the problem of a fragment that is too large.
pub(crate) fn problem(size: usize) -> Option<String> {
    if size <= MAX_SIZE {
        return None;
    }
    let mebibytes = |bytes: usize| bytes.div_ceil(1 << 20);
    Some(format!(
        "the fragment has {} MiB, and a build accepts up to {} MiB: keep fewer operations with `genesys-spec trim`, `--tag` and \
         `--operation`",
        mebibytes(size),
        mebibytes(MAX_SIZE)
    ))
}

/// Refuses a fragment that is too large.
pub(crate) fn check(name: &str, size: usize) -> Result<(), Failure> {
    match problem(size) {
        Some(problem) => Err(Failure::new(DATA, format!("{name}: {problem}"))),
        None => Ok(()),
    }
}
