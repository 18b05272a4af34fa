//! The values of arguments.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use genesys_cloud::Region;

use crate::failure::{Failure, USAGE};
use crate::init::Origin;
use crate::source::{Location, Published, published};
use crate::trim::choice::Choice;

pub(super) fn choice(given: &ArgMatches) -> Choice {
    let texts = |name| given.get_many::<String>(name).into_iter().flatten().cloned().collect();
    Choice {
        tags: texts("tag"),
        operations: texts("operation"),
    }
}

/// Returns the source of a command: the argument, or the document of a region.
pub(super) fn source(given: &ArgMatches, name: &str) -> Result<Location, Failure> {
    let Some(region) = text(given, "region") else {
        return document(given, name);
    };
    let region: Region = region
        .parse()
        .map_err(|error: genesys_cloud::Error| Failure::new(USAGE, error.to_string()))?;
    let which = if given.get_flag("preview") {
        Published::Preview
    } else {
        Published::Platform
    };
    Location::parse(OsStr::new(&published(&region, which)), timeout(given))
}

/// Returns the source that is an option, or the document of a region, if either is given.
pub(super) fn chosen_source(given: &ArgMatches) -> Result<Option<Location>, Failure> {
    if given.contains_id("region") || given.contains_id("source") {
        source(given, "source").map(Some)
    } else {
        Ok(None)
    }
}

/// Returns the document of the platform in the default region, for a command that names no source.
pub(super) fn default_source(given: &ArgMatches) -> Result<Location, Failure> {
    let url = published(&Region::default(), Published::Platform);
    Location::parse(OsStr::new(&url), timeout(given))
}

/// Returns where the dependencies of a crate come from.
pub(super) fn origin(given: &ArgMatches) -> Origin {
    match (text(given, "git"), text(given, "path")) {
        (Some(url), _) => Origin::Git(url.to_owned(), Vec::new()),
        (None, Some(path)) => Origin::Path(path.to_owned()),
        (None, None) => Origin::Registry,
    }
}

/// Returns the document of a required argument.
pub(super) fn document(given: &ArgMatches, name: &str) -> Result<Location, Failure> {
    // clap has already refused a command line without the argument.
    let argument = given
        .get_one::<OsString>(name)
        .map_or(OsStr::new(""), OsString::as_os_str);
    Location::parse(argument, timeout(given))
}

/// Returns the time limit for a download.
pub(super) fn timeout(given: &ArgMatches) -> Duration {
    // The argument has a default.
    Duration::from_secs(given.get_one("timeout").copied().unwrap_or(0))
}

/// Returns the path of a required argument.
pub(super) fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}

pub(super) fn text<'a>(given: &'a ArgMatches, name: &str) -> Option<&'a str> {
    given.get_one::<String>(name).map(String::as_str)
}
