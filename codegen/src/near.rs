//! What was probably meant by a word that does not exist.

/// More would not be read.
const MOST: usize = 5;

/// The known word that a misspelled one probably stands for: at most two letters are wrong.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    known
        .map(|candidate| (distance(&word, &letters(candidate)), candidate))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The names that are near a word, nearest first: those that differ in case, by a typing error, or contain the word.
pub fn similar<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = letters(word);
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|name| Some((rank(&wanted, &letters(name))?, name)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// 0 for the same word, then typing errors, then names that begin with the word, then those that contain it.
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

/// Case is ignored.
fn letters(word: &str) -> Vec<char> {
    word.to_lowercase().chars().collect()
}

/// Levenshtein's edit distance; where the lengths differ by more than 4, words are far apart anyway.
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
