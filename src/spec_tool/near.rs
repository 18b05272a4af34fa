//! What was probably meant by a name that does not exist.

/// More would not be read.
const MOST: usize = 5;

/// The nearest names, best first: those that differ in case, by a typing error, or contain what was written.
pub(crate) fn misses<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let lower = name.to_lowercase();
        let candidate: Vec<char> = lower.chars().collect();
        let typing_errors = (1 + wanted.len() / 4).min(4);
        let rank = if wanted.is_empty() {
            None
        } else if candidate == wanted {
            Some(0)
        } else if let Some(distance) = distance(&wanted, &candidate).filter(|it| *it <= typing_errors) {
            Some(distance)
        } else if wanted.len() > 2 && lower.starts_with(&word.to_lowercase()) {
            Some(10 + candidate.len() - wanted.len())
        } else if wanted.len() > 2 && lower.contains(&word.to_lowercase()) {
            Some(1000 + candidate.len() - wanted.len())
        } else {
            None
        };
        found.extend(rank.map(|rank| (rank, name)));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Levenshtein's; `None` where the lengths alone say that it is far.
fn distance(left: &[char], right: &[char]) -> Option<usize> {
    if left.len().abs_diff(right.len()) > 4 {
        return None;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, a) in left.iter().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(right) {
            let best = (diagonal + usize::from(a != b)).min(before + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            before = best;
        }
    }
    row.last().copied()
}

#[cfg(test)]
mod tests {
    use super::misses;

    const NAMES: &[&str] = &[
        "Users",
        "User Recordings",
        "Tokens",
        "getUsers",
        "getUsersMe",
        "OAuth",
        "Routing",
    ];

    fn nearest(word: &str) -> Vec<&str> {
        misses(word, NAMES.iter().copied())
    }

    #[test]
    fn case_comes_before_typing_errors_and_those_before_parts() {
        assert_eq!(nearest("users"), ["Users", "getUsers", "getUsersMe"]);
        assert_eq!(nearest("Token"), ["Tokens"]);
        assert_eq!(nearest("Ruoting"), ["Routing"]);
        assert_eq!(nearest("user"), ["Users", "User Recordings", "getUsers", "getUsersMe"]);
    }

    #[test]
    fn what_is_far_is_not_named() {
        assert!(nearest("Billing").is_empty());
        assert!(nearest("").is_empty());
        assert!(nearest("U").is_empty());
    }

    #[test]
    fn five_are_enough() {
        let names: Vec<String> = (0..20).map(|number| format!("User{number}")).collect();
        assert_eq!(misses("user", names.iter().map(String::as_str)).len(), 5);
    }
}
