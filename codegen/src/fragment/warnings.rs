//! The warnings of a fragment, as lines of a build script.

use std::collections::BTreeMap;

use crate::Problem;

/// The largest number of lines; more warnings are counted by message.
const MOST: usize = 10;

/// Returns one line for each warning, or for each message if there are many.
pub(super) fn lines(warnings: &[Problem]) -> Vec<String> {
    if warnings.len() <= MOST {
        return warnings.iter().map(ToString::to_string).collect();
    }
    let mut places = BTreeMap::new();
    let mut kinds: Vec<(&Problem, usize)> = Vec::new();
    for warning in warnings {
        let place = *places.entry(warning.message()).or_insert(kinds.len());
        match kinds.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => kinds.push((warning, 1)),
        }
    }
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
