//! Suggestions for misspelled words.

/// The largest number of suggestions.
const MOST: usize = 5;

/// Returns the known word that is nearest to a misspelled one, with at most two typing errors.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    known
        .map(|candidate| (distance(&word, &letters(candidate)), candidate))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the names that are similar to a word, nearest first: names that differ in case or by typing errors, and names that contain
/// the word.
pub fn similar<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = letters(word);
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|name| Some((rank(&wanted, &letters(name))?, name)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Returns 0 for the same word, more for typing errors, and more for names that begin with the word or contain it.
fn rank(word: &[char], name: &[char]) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    let distance = distance(word, name);
    if distance <= (1 + word.len() / 4).min(4) {
        return Some(distance);
    }
    if word.len() < 3 || name.len() < word.len() {
        return None;
    }
    let longer = name.len() - word.len();
    if name.starts_with(word) {
        Some(10 + longer)
    } else if name.windows(word.len()).any(|part| part == word) {
        Some(1000 + longer)
    } else {
        None
    }
}

/// Returns the letters of a word in lower case.
fn letters(word: &str) -> Vec<char> {
    word.to_lowercase().chars().collect()
}

/// Returns Levenshtein's edit distance, or the maximum if the lengths differ by more than 4.
fn distance(left: &[char], right: &[char]) -> usize {
    if left.len().abs_diff(right.len()) > 4 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, a) in left.iter().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        row[0] = before;
        for (cell, b) in row.iter_mut().skip(1).zip(right) {
            let best = (diagonal + usize::from(a != b)).min(before + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            before = best;
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests;
