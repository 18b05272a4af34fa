//! The profiles of the command `gc`, of which one gets the token.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, process};

use genesys_cloud::AccessToken;
use genesys_cloud::http::Uri;
use genesys_cloud::jiff::Timestamp;
use genesys_cloud::serde_json::json;
use toml_edit::{DocumentMut, Item, Table, value};

use crate::console::note;
use crate::failure::Failure;

/// The variable with the home directory.
const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

/// A profile that is to be written, in the file as it is now.
pub(super) struct Profile {
    path: PathBuf,
    document: DocumentMut,
    /// The name of the table: as it is in the file, or in lower case, as `gc` writes it.
    name: String,
}

impl Profile {
    /// Reads the file. A profile that does not sign in with the browser is not replaced.
    pub(super) fn open(name: &str) -> Result<Self, Failure> {
        let home = env::var_os(HOME).filter(|home| !home.is_empty());
        let home = home.ok_or_else(|| Failure::failed(format!("{HOME} is not set, so that ~/.gc cannot be found")))?;
        let path = Path::new(&home).join(".gc").join("config.toml");
        // A link, for example to a folder of dotfiles, stays one.
        let path = fs::canonicalize(&path).unwrap_or(path);
        let unreadable = |problem: String| Failure::failed(format!("{} cannot be read: {problem}", path.display()));
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(|error| unreadable(error.to_string()))?,
        };
        let document: DocumentMut = text
            .parse()
            // The message of the parser quotes the line, which may have a secret.
            .map_err(|_| unreadable("it is not TOML".to_owned()))?;
        let name = match key_of(&document, name) {
            Some(existing) => existing,
            None => name.to_lowercase(),
        };
        let profile = Self { path, document, name };
        match profile.grant() {
            None | Some("" | "0" | "2" | "3") => Ok(profile),
            Some(_) => Err(Failure::usage(format!(
                "the profile {name} signs in as an OAuth client, which would be lost: choose another name",
                name = profile.name
            ))),
        }
    }

    /// Returns how the profile signs in, if it exists.
    fn grant(&self) -> Option<&str> {
        let table = self.document.get(&self.name)?.as_table_like()?;
        let get = |key| {
            table
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(key))
                .and_then(|(_, item)| item.as_str())
        };
        match get("grant_type") {
            // A profile that was written by hand may have a secret and no `grant_type`.
            None if get("client_secret").is_some_and(|secret| !secret.is_empty()) => Some("1"),
            grant => grant,
        }
    }

    /// Writes the token of a sign-in at this page.
    pub(super) fn save(mut self, page: &str, token: &AccessToken) -> Result<(), Failure> {
        let Some(expires_at) = token.expires_at() else {
            return Err(Failure::failed(
                "the response does not say when the token ends, so it was not kept",
            ));
        };
        let data = json!({
            "access_token": token.expose(),
            "token_type": "bearer",
            "expires_in": expires_at.duration_since(Timestamp::now()).as_secs(),
            "error": "",
            "oauth_token_expiry": format!("{expires_at:.0}"),
        });
        let page: Uri = page
            .parse()
            .map_err(|_| Failure::failed("the page of the sign-in has no valid address"))?;
        let table = self.table()?;
        for (key, text) in host(&page) {
            set(table, key, &text);
        }
        let client_id = query(&page, "client_id").unwrap_or_default();
        set(table, "client_credentials", &client_id);
        set(table, "grant_type", "3");
        if get(table, "redirect_uri").is_none_or(str::is_empty) {
            set(table, "redirect_uri", "http://localhost");
        }
        // It would be used in place of the new token.
        set(table, "access_token", "");
        set(table, "oauth_token_data", &data.to_string());
        let written = write(&self.path, &self.document.to_string());
        written.map_err(|error| Failure::failed(format!("{} cannot be written: {error}", self.path.display())))?;
        note(format_args!(
            "The token is in the profile {} of {}, in clear text, until {expires_at:.0}.",
            self.name,
            self.path.display()
        ));
        Ok(())
    }

    fn table(&mut self) -> Result<&mut Table, Failure> {
        let item = self.document.entry(&self.name).or_insert(Item::Table(Table::new()));
        let refused = || {
            Failure::failed(format!(
                "{} has {}, which is not a profile",
                self.path.display(),
                self.name
            ))
        };
        item.as_table_mut().ok_or_else(refused)
    }
}

/// Returns the keys of the host: a region, or else a gateway.
fn host(page: &Uri) -> Vec<(&'static str, String)> {
    let host = page.host().unwrap_or_default();
    if let Some(domain) = host.strip_prefix("login.") {
        return vec![("environment", domain.to_owned())];
    }
    let port = page.port_u16().map(|port| port.to_string()).unwrap_or_default();
    vec![
        ("gateway_host", host.to_owned()),
        ("gateway_port", port),
        ("gateway_protocol", page.scheme_str().unwrap_or_default().to_owned()),
    ]
}

/// Returns a parameter of the page. An id needs no decoding.
fn query(page: &Uri, name: &str) -> Option<String> {
    let mut parameters = page
        .query()?
        .split('&')
        .filter_map(|parameter| parameter.split_once('='));
    parameters
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Returns the name of a profile as the file has it. Case does not matter.
fn key_of(document: &DocumentMut, name: &str) -> Option<String> {
    let mut names = document.iter().map(|(key, _)| key);
    names.find(|key| key.eq_ignore_ascii_case(name)).map(str::to_owned)
}

fn get<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    let mut items = table.iter();
    items.find(|(name, _)| name.eq_ignore_ascii_case(key))?.1.as_str()
}

/// Sets a key, with what stands around its value.
fn set(table: &mut Table, key: &str, text: &str) {
    let existing = table.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
    let key = existing.map_or_else(|| key.to_owned(), |(name, _)| name.to_owned());
    let mut new = value(text);
    if let (Some(new), Some(old)) = (new.as_value_mut(), table.get(&key).and_then(Item::as_value)) {
        *new.decor_mut() = old.decor().clone();
    }
    table.insert(&key, new);
}

/// Replaces the file with one that only its owner can read.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let new = folder.join(format!(".config.toml.{}", process::id()));
    let written = create_private(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
