//! The encoding of a file.

/// Returns whether bytes are UTF-16: they begin with its byte order mark, or every other byte of the first four is 0.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
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
