//! The warnings of a fragment, as lines of a build script.

use crate::problem::{Problem, grouped};

/// The largest number of lines; more warnings are counted by message.
const MOST: usize = 10;

/// Returns one line for each warning, or for each message if there are many.
pub(super) fn lines(warnings: &[Problem]) -> Vec<String> {
    if warnings.len() <= MOST {
        return warnings.iter().map(ToString::to_string).collect();
    }
    let kinds = grouped(warnings);
    let mut lines: Vec<String> = kinds
        .iter()
        .take(MOST)
        .map(|(first, count)| match count {
            1 => first.to_string(),
            _ => format!("{first} ({count} times)"),
        })
        .collect();
    let more = kinds.len().saturating_sub(MOST);
    let rest = if more > 0 {
        format!(", {more} more messages not shown")
    } else {
        String::new()
    };
    lines.push(format!(
        "{} warnings{rest}; `genesys-spec check` lists all of them",
        warnings.len()
    ));
    lines
}

#[cfg(test)]
mod tests;
