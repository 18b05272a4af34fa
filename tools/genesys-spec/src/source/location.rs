//! Where a document is: in a file, on standard input or at a URL.

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use genesys_cloud::Region;

use super::url::{self, Url};
use crate::document::printable;
use crate::failure::{Failure, USAGE};

/// The place of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    StandardInput,
    File(PathBuf),
    /// A URL, and the time limit for the download.
    Url(Url, Duration),
}

impl Location {
    /// Reads an argument: a URL, `-`, or the path of a file.
    pub(crate) fn parse(given: &OsStr, timeout: Duration) -> Result<Self, Failure> {
        match given.to_str() {
            Some("-") => Ok(Self::StandardInput),
            Some(text) if Url::is_meant(text) => match Url::parse(text) {
                Ok(url) => Ok(Self::Url(url, timeout)),
                Err(problem) => Err(Failure::new(USAGE, format!("{} {problem}", url::shown(text)))),
            },
            _ => Ok(Self::File(given.into())),
        }
    }

    /// Returns the argument that leads to the place again.
    pub(crate) fn argument(&self) -> String {
        match self {
            Self::StandardInput => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Url(url, _) => format!("{}{}", url.origin(), url.path_and_query()),
        }
    }
}

/// The two documents that each region publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Published {
    Platform,
    /// The operations that may change without notice.
    Preview,
}

/// Returns the URL at which Genesys publishes a document.
pub(crate) fn published(region: &Region, document: Published) -> String {
    let name = match document {
        Published::Platform => "swagger",
        Published::Preview => "swaggerpreview",
    };
    format!("https://api.{}/api/v2/docs/{name}", region.domain())
}

/// Writes the place for messages.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("standard input"),
            Self::File(path) => f.write_str(&printable(&path.display().to_string())),
            Self::Url(url, _) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
