//! Integers that a server writes as decimal fractions.

/// Writes each number that is an integer as one: `3` for `3.0` and for `3e0`. Returns `None` if there is no such number.
///
/// Numbers with an exponent are changed only up to 2^53, where an `f64` is exact.
pub(crate) fn with_plain_integers(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut plain = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1).unwrap_or(bytes.len()),
            b'-' | b'0'..=b'9' => {
                let length = bytes[at..].iter().take_while(|byte| is_of_number(**byte)).count();
                if let Some(integer) = integer(&json[at..at + length]) {
                    plain.push_str(&json[copied..at]);
                    plain.push_str(&integer);
                    copied = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return None;
    }
    plain.push_str(&json[copied..]);
    Some(plain)
}

/// Returns the place behind the string that contains this place. `None` if the string does not end.
pub(super) fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')
}

/// Returns the integer that a number with a fraction or an exponent is equal to.
fn integer(number: &str) -> Option<String> {
    // Text that is not a number stays as it is.
    let value: f64 = serde_json::from_str(number).ok()?;
    let integer = if number.contains(['e', 'E']) {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        // An integer of this size is displayed without a fraction.
        (value.fract() == 0.0 && value.abs() <= EXACT).then(|| value.to_string())?
    } else {
        let (integer, fraction) = number.split_once('.')?;
        fraction
            .bytes()
            .all(|digit| digit == b'0')
            .then(|| integer.to_owned())?
    };
    // JSON has a negative zero, and integers have none.
    Some(if integer == "-0" { "0".to_owned() } else { integer })
}

#[cfg(test)]
mod tests;
