//! Names in a text that become links to items.

use std::collections::BTreeMap;

use super::spans::words;

/// Names, with the links in place of them.
#[derive(Debug, Default)]
pub(crate) struct Links<'a> {
    links: BTreeMap<&'a str, String>,
    /// Names that count if they are not among the others.
    common: Option<&'a Links<'a>>,
}

impl<'a> Links<'a> {
    /// Returns links in addition to the ones that all texts have.
    pub(crate) fn with_common(common: &'a Links<'a>) -> Self {
        Self {
            links: BTreeMap::new(),
            common: Some(common),
        }
    }

    /// Adds a name with the text of its link, and the path of the item. Only a name that cannot be a plain word is linked. Of two
    /// equal names, the first one counts.
    pub(crate) fn add(&mut self, name: &'a str, text: &str, path: &str) {
        if is_name(name) {
            self.links.entry(name).or_insert_with(|| format!("[`{text}`]({path})"));
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let own = self.links.get(name).map(String::as_str);
        own.or_else(|| self.common?.get(name))
    }

    fn is_empty(&self) -> bool {
        self.links.is_empty() && self.common.is_none_or(Links::is_empty)
    }

    /// Replaces the names in a text that has been escaped.
    pub(crate) fn applied(&self, text: String) -> String {
        if self.is_empty() || !is_name(&text) {
            return text;
        }
        let words = words(&text).into_iter().map(|word| self.word(word));
        words.collect::<Vec<String>>().join(" ")
    }

    fn word(&self, word: &str) -> String {
        let name = word.trim_matches(|char: char| !char.is_alphanumeric());
        let link = Some(name).filter(|name| is_name(name)).and_then(|name| self.get(name));
        let (Some(link), Some((before, after))) = (link, word.split_once(name)) else {
            return word.to_owned();
        };
        // The name is the whole code span, or there is no span.
        let around = match (before.strip_suffix('`'), after.strip_prefix('`')) {
            (Some(before), Some(after)) => (before, after),
            (None, None) => (before, after),
            _ => return word.to_owned(),
        };
        if around.0.contains('`') || around.1.contains('`') {
            return word.to_owned();
        }
        format!("{}{link}{}", around.0, around.1)
    }
}

/// Returns whether a text has a capital or an underscore inside of a word, as names in JSON have.
fn is_name(text: &str) -> bool {
    let pairs = text.as_bytes().windows(2);
    pairs.into_iter().any(|pair| match pair {
        [before, b'_'] => before.is_ascii_alphanumeric(),
        [before, after] => before.is_ascii_lowercase() && after.is_ascii_uppercase(),
        _ => false,
    })
}
