//! The texts of a document: summaries, descriptions, titles, and the texts of error codes. These texts are only documentation, and
//! people write better ones by hand.

use std::collections::BTreeSet;

use genesys_cloud_codegen::document::Json;

/// The extension whose values are texts.
const ERROR_CODES: &str = "x-inin-error-codes";

/// Returns the name of an object that may have texts: its own `name`, as parameters and tags have it, or its key. An item of a list has
/// the key of the list.
pub(crate) fn owner<'a>(key: &'a str, entries: &'a [(String, Json)]) -> &'a str {
    let name = entries.iter().find(|(key, _)| key == "name");
    name.and_then(|(_, name)| name.text()).unwrap_or(key)
}

/// Returns whether an object has a text for a key.
pub(crate) fn is_text(owner: &str, key: &str, value: &Json) -> bool {
    let is_keyword = matches!(key, "summary" | "description" | "title");
    value.text().is_some() && (is_keyword || owner == ERROR_CODES)
}

/// The texts of a document by their hashes, which distinguish a text that was changed by hand from a text that the document had. Each
/// hash is made of a text with its key and its owner, so that equal texts of other parts do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts(BTreeSet<u32>);

impl Texts {
    /// Returns the texts of a document.
    pub(crate) fn from_document(document: &Json) -> Self {
        let mut texts = Self::default();
        texts.collect("", document);
        texts
    }

    fn collect(&mut self, key: &str, json: &Json) {
        match json {
            Json::Object(entries) => {
                let owner = self::owner(key, entries);
                for (key, value) in entries {
                    match value {
                        Json::Text(text) if is_text(owner, key, value) => {
                            self.0.insert(hash([owner, key, text]));
                        }
                        _ => self.collect(key, value),
                    }
                }
            }
            Json::List(items) => items.iter().for_each(|item| self.collect(key, item)),
            _ => {}
        }
    }

    pub(crate) fn contains(&self, owner: &str, key: &str, text: &str) -> bool {
        self.0.contains(&hash([owner, key, text]))
    }

    /// Reads what [`to_line`](Self::to_line) has written.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let hashes = line.split(' ').filter(|hash| !hash.is_empty());
        hashes
            .map(|hash| u32::from_str_radix(hash, 16).ok())
            .collect::<Option<_>>()
            .map(Self)
    }

    /// Returns the hashes in ascending order.
    pub(crate) fn to_line(&self) -> String {
        let hashes: Vec<String> = self.0.iter().map(|hash| format!("{hash:08x}")).collect();
        hashes.join(" ")
    }
}

/// Returns the FNV-1a hash of some texts with a line feed between them, folded to 32 bits. The hash of the standard library may change
/// with any release.
fn hash(texts: [&str; 3]) -> u32 {
    let hash = texts.join("\n").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // Each half has 32 bits, so the conversion cannot fail.
    u32::try_from((hash >> 32) ^ (hash & 0xffff_ffff)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
