//! A dependency: where it comes from, and its version.

use toml_edit::{InlineTable, Item, Value};

/// The requirement for the release of this program.
pub(super) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// Where the packages of this workspace come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The registry.
    Registry,
    /// The URL of a Git repository, and the other keys of the dependency (`rev`, `branch`, `tag`).
    Git(String, Vec<(String, String)>),
    /// The folder of a checkout.
    Path(String),
}

impl Origin {
    /// Returns the origin of a dependency, if it is not the registry.
    pub(super) fn detect(item: &Item) -> Option<Self> {
        let of = |key: &str| item.get(key).and_then(Item::as_str).map(str::to_owned);
        if let Some(url) = of("git") {
            let more = ["rev", "branch", "tag"].into_iter();
            return Some(Self::Git(
                url,
                more.filter_map(|key| Some((key.to_owned(), of(key)?))).collect(),
            ));
        }
        let path = of("path")?;
        // The generator is in a folder of the checkout.
        let root = path.strip_suffix("/codegen").unwrap_or(&path);
        Some(Self::Path(root.to_owned()))
    }

    pub(super) fn client(&self) -> Item {
        self.item("")
    }

    pub(super) fn generator(&self) -> Item {
        self.item("/codegen")
    }

    fn item(&self, folder: &str) -> Item {
        let mut table = InlineTable::new();
        match self {
            Self::Registry => return toml_edit::value(VERSION),
            Self::Git(url, more) => {
                table.insert("git", url.as_str().into());
                for (key, value) in more {
                    table.insert(key.as_str(), value.as_str().into());
                }
            }
            Self::Path(path) => {
                table.insert("path", format!("{}{folder}", path.trim_end_matches('/')).into());
            }
        }
        Item::Value(Value::InlineTable(table))
    }
}

/// Returns the version of a dependency if its first two numbers differ from the version of this program.
pub(super) fn other_version(item: &Item) -> Option<String> {
    let version = item.as_str().or_else(|| item.get("version").and_then(Item::as_str))?;
    let plain = version.trim().trim_start_matches(['^', '=', '~', ' ']);
    let mut numbers = plain.split('.').map(str::trim);
    let is_same = VERSION
        .split('.')
        .all(|own| numbers.next().is_none_or(|number| number == own || number == "*"));
    (!is_same).then(|| version.to_owned())
}
