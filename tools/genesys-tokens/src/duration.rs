//! Durations as the command line spells them: `15m`, `900s`, `2h`.

/// Returns the seconds of a duration.
pub(crate) fn seconds(text: &str) -> Result<u32, String> {
    let problem = || "write a number with its unit: 15m, 900s or 2h".to_owned();
    let unit = text.chars().next_back().ok_or_else(problem)?;
    let factor = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        _ => return Err(problem()),
    };
    let digits = text.strip_suffix(unit).unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(problem());
    }
    let number: u32 = digits.parse().map_err(|_| "is too long".to_owned())?;
    let seconds = number.checked_mul(factor).ok_or("is too long")?;
    if seconds == 0 {
        return Err("has to be longer than 0".to_owned());
    }
    Ok(seconds)
}

/// Returns a duration in its largest whole unit.
pub(crate) fn show(seconds: i64) -> String {
    match seconds {
        3_600.. if seconds % 3_600 == 0 => format!("{} h", seconds / 3_600),
        60.. if seconds % 60 == 0 => format!("{} min", seconds / 60),
        _ => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests;
