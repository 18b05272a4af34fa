//! The file with the profiles.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use toml::de::{DeTable, DeValue};
use zeroize::Zeroizing;

use super::values::Values;
use crate::Error;
use crate::client::source::Source;

/// A larger file is not one of `gc`.
const SIZE_LIMIT: u64 = 1 << 20;

/// A file with profiles.
pub(super) struct ProfileFile<'a> {
    path: &'a Path,
    /// The text of the file, which has secrets and is wiped.
    text: Zeroizing<String>,
}

impl<'a> ProfileFile<'a> {
    /// Reads a file. `None` if it does not exist.
    pub(super) fn read(path: &'a Path) -> Result<Option<Self>, Error> {
        let refused = |problem: String| Error::config(path.display().to_string(), problem);
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(refused(format!("cannot be read: {error}; check its permissions"))),
        };
        warn_if_others_can_read(path, &file);
        // The buffer does not grow, so that no copy of a secret is left behind.
        let length = file.metadata().map_or(0, |metadata| metadata.len()).min(SIZE_LIMIT);
        let capacity = usize::try_from(length).unwrap_or_default() + 1;
        let mut text = Zeroizing::new(String::with_capacity(capacity));
        let read = file.take(SIZE_LIMIT + 1).read_to_string(&mut text);
        match read {
            Ok(length) if length as u64 > SIZE_LIMIT => {
                Err(refused("is larger than 1 MiB; it is not a file of gc".to_owned()))
            }
            Ok(_) => Ok(Some(Self { path, text })),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                Err(refused("is not UTF-8; save it as UTF-8".to_owned()))
            }
            Err(error) => Err(refused(format!("cannot be read: {error}; check its permissions"))),
        }
    }

    /// Returns the settings of a profile. `None` if there is no such profile. The case of the name does not matter.
    pub(super) fn profile(&self, name: &str) -> Result<Option<Source>, Error> {
        let document = self.parse()?;
        let found = profiles(&document)
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((name, table)) = found else {
            return Ok(None);
        };
        let place = format!("{} [{name}]", self.path.display());
        Values::new(&place, table).into_source().map(Some)
    }

    /// Returns the error for a profile that does not exist.
    pub(super) fn unknown(&self, name: &str) -> Error {
        let document = match self.parse() {
            Ok(document) => document,
            Err(error) => return error,
        };
        let known: Vec<_> = profiles(&document).into_iter().map(|(name, _)| name).collect();
        let problem = if known.is_empty() {
            format!("has no profile {name}; create it with `gc profiles new`")
        } else {
            format!("has no profile {name}; it has {}", known.join(", "))
        };
        Error::config(self.path.display().to_string(), problem)
    }

    fn parse(&self) -> Result<DeTable<'_>, Error> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        DeTable::parse(text).map(toml::Spanned::into_inner).map_err(|error| {
            // The text of the error quotes the line, which may have a secret.
            let start = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
            let problem = format!(
                "line {line} is not valid TOML; correct it, or create the profile again with `gc profiles new`"
            );
            Error::config(self.path.display().to_string(), problem)
        })
    }
}

/// Returns the profiles by name. A dot in a name makes `gc` write a table inside of another one.
fn profiles<'t, 'i>(document: &'t DeTable<'i>) -> Vec<(String, &'t DeTable<'i>)> {
    let mut profiles = Vec::new();
    let mut rest = vec![(String::new(), document)];
    while let Some((parent, table)) = rest.pop() {
        for (key, value) in table.iter().rev() {
            if let DeValue::Table(child) = value.get_ref() {
                let dot = if parent.is_empty() { "" } else { "." };
                rest.push((format!("{parent}{dot}{}", key.get_ref()), child));
            }
        }
        let has_values = table.values().any(|value| !value.get_ref().is_table());
        if !parent.is_empty() && (has_values || table.is_empty()) {
            profiles.push((parent, table));
        }
    }
    profiles
}

#[cfg(unix)]
fn warn_if_others_can_read(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt as _;
    const READABLE_BY_OTHERS: u32 = 0o044;
    if file
        .metadata()
        .is_ok_and(|metadata| metadata.permissions().mode() & READABLE_BY_OTHERS != 0)
    {
        log::warn!(
            "other users can read {}, which has secrets; make it private with chmod 600",
            path.display()
        );
    }
}

#[cfg(not(unix))]
fn warn_if_others_can_read(_: &Path, _: &File) {}
