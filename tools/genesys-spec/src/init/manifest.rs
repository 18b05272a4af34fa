//! The `Cargo.toml` of the crate that gets a fragment. Its comments and its layout stay.

mod dependency;

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike};

use crate::document::printable;
use crate::failure::{DATA, Failure, NO_INPUT, USAGE};
pub(crate) use dependency::Origin;

pub(super) const FILE: &str = "Cargo.toml";

/// The packages that a crate with a fragment needs, and the sections that they belong in.
const CLIENT: (&str, &str) = ("dependencies", "genesys-cloud");
const GENERATOR: (&str, &str) = ("build-dependencies", "genesys-cloud-codegen");

/// The build script of a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BuildScript {
    /// This file, if it exists.
    File(String),
    /// `build = false`.
    Disabled,
}

#[derive(Debug)]
pub(super) struct Manifest {
    document: DocumentMut,
    /// Whether its lines end with CR and LF, of which `toml_edit` keeps only LF.
    has_crlf: bool,
}

impl Manifest {
    /// Reads the manifest in a folder.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(folder.join(FILE)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let problem =
                    "there is none in this folder: run `init` in the folder of a crate, which `cargo new` creates";
                Failure::new(NO_INPUT, format!("{FILE}: {problem}"))
            }
            _ => Failure::new(NO_INPUT, format!("{FILE}: cannot be read: {error}")),
        })?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let message = printable(error.message());
            Failure::new(DATA, format!("{FILE}: is not valid TOML: {message}"))
        })?;
        if let Some(package) = document.get("package").and_then(Item::as_table_like) {
            check_name(package)?;
            return Ok(Self {
                has_crlf: text.contains("\r\n"),
                document,
            });
        }
        let problem = if document.contains_key("workspace") {
            "is the root of a workspace and not a crate: run `init` in the folder of one of its packages"
        } else {
            "has no [package]: run `init` in the folder of a crate, which `cargo new` creates"
        };
        Err(Failure::new(USAGE, format!("{FILE}: {problem}")))
    }

    pub(super) fn build_script(&self) -> BuildScript {
        let build = self.document.get("package").and_then(|package| package.get("build"));
        match build.map(|build| (build.as_str(), build.as_bool())) {
            Some((Some(file), _)) => BuildScript::File(file.to_owned()),
            Some((None, Some(false))) => BuildScript::Disabled,
            _ => BuildScript::File("build.rs".to_owned()),
        }
    }

    /// Adds the missing dependencies, and returns them. Refuses a dependency on another version than the version of this program.
    pub(super) fn add(&mut self, origin: &Origin) -> Result<Vec<String>, Failure> {
        let client = self.known(CLIENT);
        let generator = self.known(GENERATOR);
        for (package, known) in [(CLIENT, &client), (GENERATOR, &generator)] {
            if let Some(version) = known.as_ref().and_then(|(_, item)| dependency::other_version(item)) {
                let (version, own) = (printable(&version), dependency::VERSION);
                let problem = format!(
                    "has {} {version}, and this genesys-spec belongs to {own}: use the genesys-spec of that version, or change it",
                    package.1
                );
                return Err(Failure::new(DATA, format!("{FILE}: {problem}")));
            }
        }
        // An existing dependency shows where the other one comes from.
        let origin = client
            .iter()
            .chain(&generator)
            .find_map(|(_, item)| Origin::detect(item))
            .unwrap_or_else(|| origin.clone());
        let mut added = Vec::new();
        if client.is_none() {
            added.push(self.insert(CLIENT, origin.client())?);
        }
        if generator.is_none() {
            added.push(self.insert(GENERATOR, origin.generator())?);
        }
        Ok(added)
    }

    /// Returns the name by which Rust code refers to the client.
    pub(super) fn client(&self) -> String {
        let key = self.known(CLIENT).map_or(CLIENT.1.to_owned(), |(key, _)| key);
        key.replace('-', "_")
    }

    /// Returns a dependency with its key, which differs from the name of the package if the dependency was renamed.
    fn known(&self, (section, package): (&str, &str)) -> Option<(String, Item)> {
        let section: &dyn TableLike = self.document.get(section)?.as_table_like()?;
        let is_package = |key: &str, item: &Item| {
            let renamed = item.get("package").and_then(Item::as_str);
            renamed.map_or(key == package, |renamed| renamed == package)
        };
        let found = section.iter().find(|(key, item)| is_package(key, item));
        found.map(|(key, item)| (key.to_owned(), item.clone()))
    }

    fn insert(&mut self, (section, package): (&str, &str), value: Item) -> Result<String, Failure> {
        let line = format!("{package} = {}", value.to_string().trim());
        let table = self.document.entry(section).or_insert(Item::Table(Table::new()));
        let Some(table) = table.as_table_like_mut() else {
            return Err(Failure::new(
                DATA,
                format!("{FILE}: `{section}` is not a table: correct it"),
            ));
        };
        table.insert(package, value);
        Ok(format!("[{section}] {line}"))
    }

    pub(super) fn text(&self) -> String {
        let text = self.document.to_string();
        if self.has_crlf {
            // Some of them may be left, such as the ones within a string.
            text.replace("\r\n", "\n").replace('\n', "\r\n")
        } else {
            text
        }
    }
}

/// Refuses a package that has the name of a dependency.
fn check_name(package: &dyn TableLike) -> Result<(), Failure> {
    let name = package.get("name").and_then(Item::as_str).unwrap_or_default();
    if ![CLIENT.1, GENERATOR.1].contains(&name.replace('_', "-").as_str()) {
        return Ok(());
    }
    let problem = format!("the package is named {name}, as one that it needs: give it another name");
    Err(Failure::new(USAGE, format!("{FILE}: {problem}")))
}

#[cfg(test)]
mod tests;
