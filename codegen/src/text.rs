//! The bytes of a file as text.

use crate::Problem;

/// The largest fragment that is read, in bytes. The document of the whole platform has 19 MB, and generation takes about ten times
/// the memory of the file.
pub const MAX_SIZE: usize = 64 << 20;

/// Returns the text of a file, or the problem of its encoding.
///
/// # Errors
///
/// Returns a problem if the bytes are not UTF-8.
pub fn decoded(bytes: Vec<u8>) -> Result<String, Problem> {
    if is_utf16(&bytes) {
        return Err(Problem::for_file("this is UTF-16", "save the file in UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Problem::for_file(format!("byte {place} is not UTF-8"), "save the file in that encoding")
    })
}

/// Returns a text without the byte order mark that some editors write. JSON has none.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Returns whether bytes are UTF-16: they begin with its byte order mark, or every other byte of the first four is 0.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, third, fourth, ..] => {
            (*first == 0 && *third == 0 && *second != 0) || (*second == 0 && *fourth == 0 && *first != 0)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
