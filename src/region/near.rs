//! Misspelled regions and domains.

use super::Region;

/// The endings of the domains of new regions. Such a domain is not misspelled if this version does not know it.
const ENDINGS: [&str; 3] = [".pure.cloud", ".us-gov-pure.cloud", ".eusc-pure.cloud"];

/// Returns the name or the domain of the region that a misspelled text is probably meant to be. `text` is in lower case.
pub(super) fn near(text: &str) -> Option<&'static str> {
    if ENDINGS.iter().any(|ending| text.ends_with(ending)) {
        return None;
    }
    let names = || Region::KNOWN.iter().filter_map(Region::aws_region);
    let domains = || Region::KNOWN.iter().map(Region::domain);
    let nearest = |known: &mut dyn Iterator<Item = &'static str>| {
        known
            .filter(|known| is_near(known, text))
            .min_by_key(|known| distance(known, text))
    };
    let has_same_letters = |name: &&str| without_separators(name) == without_separators(text);
    names()
        .find(has_same_letters)
        .or_else(|| nearest(&mut domains()))
        // Another number is another region, of which this version may not know.
        .or_else(|| nearest(&mut names().filter(|name| name.chars().last() == text.chars().last())))
}

fn without_separators(name: &str) -> String {
    name.replace(['-', '_', ' ', '.'], "")
}

/// Returns whether one text becomes the other with one or two changes.
fn is_near(known: &str, text: &str) -> bool {
    distance(known, text) <= 2
}

/// Returns the number of characters to insert, remove or replace (Levenshtein distance).
fn distance(one: &str, other: &str) -> usize {
    // Of the texts that are compared, one is a known name, and a long text is near none.
    if other.len() > 64 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, byte) in one.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other_byte) in other.bytes().enumerate() {
            let replaced = diagonal + usize::from(byte != other_byte);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
