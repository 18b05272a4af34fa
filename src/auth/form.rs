//! The form of a request for a token (RFC 6749, appendix B).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

/// The characters to encode: all but the unreserved characters of a URL (RFC 3986, section 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the fields as `application/x-www-form-urlencoded`, which is also how a query has them. Wiped when it is dropped.
pub(super) fn encode(fields: &[(&str, &str)]) -> Zeroizing<String> {
    // An encoded byte has three characters. The text does not grow, so that no copy of it is left behind.
    let longest = |(name, value): &(&str, &str)| name.len() + 3 * value.len() + "=&".len();
    let mut form = Zeroizing::new(String::with_capacity(fields.iter().map(longest).sum()));
    for (name, value) in fields {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        form.extend(utf8_percent_encode(value, ENCODED));
    }
    form
}

#[cfg(test)]
mod tests;
