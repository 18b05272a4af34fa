//! A document from a file or standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use genesys_cloud_codegen::document::{Json, decoded};

use crate::document::printable;
use crate::failure::{DATA, Failure, NO_INPUT};
use crate::repair::repair;
use crate::swagger2;

/// The text of a document.
pub(crate) struct Text {
    /// The name for messages.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Text {
    /// Reads a file, or standard input for `-`.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let (name, bytes) = if path == Path::new("-") {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            ("standard input".to_owned(), read.map(|_| bytes))
        } else {
            (printable(&path.display().to_string()), fs::read(path))
        };
        let bytes = bytes.map_err(|error| Failure::new(NO_INPUT, format!("{name}: cannot be read: {error}")))?;
        let text = decoded(bytes).map_err(|problem| Failure::problem(&name, &problem))?;
        Ok(Self { name, text })
    }

    /// Parses the document. A Swagger 2.0 document gets explicit security.
    pub(crate) fn parse(&self) -> Result<Source, Failure> {
        let mut document = Json::parse(&self.text).map_err(|problem| Failure::problem(&self.name, &problem))?;
        let version = version(&document).map_err(|what| Failure::new(DATA, format!("{}: {what}", self.name)))?;
        if version == Version::Swagger2 {
            swagger2::write_security(&mut document);
        }
        Ok(Source {
            name: self.name.clone(),
            version,
            document,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Swagger2,
    OpenApi3,
}

/// A document of a version that can be trimmed.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) version: Version,
    pub(crate) document: Json,
}

impl Source {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Text::read(path)?.parse()
    }

    /// Repairs the document and converts it to OpenAPI 3.0. An operation that cannot be converted is a problem.
    pub(crate) fn converted(mut self) -> Result<Json, Failure> {
        self.check_security()?;
        if self.version == Version::OpenApi3 {
            return Ok(self.document);
        }
        repair(&mut self.document);
        swagger2::convert(self.document).map_err(|problems| Failure::document(&self.name, &problems))
    }

    /// Refuses a document in which no operation needs a token, since its client would never authenticate.
    pub(crate) fn check_security(&self) -> Result<(), Failure> {
        if self.version == Version::OpenApi3 || swagger2::needs_token(&self.document) {
            return Ok(());
        }
        let problem = "no operation has `security`, so a client would never send its token: add it to the operations or to the \
                       document";
        Err(Failure::new(DATA, format!("{}: {problem}", self.name)))
    }
}

fn version(document: &Json) -> Result<Version, String> {
    match (document.get("swagger"), document.get("openapi")) {
        (Some(Json::Text(version)), None) if version == "2.0" => Ok(Version::Swagger2),
        (None, Some(Json::Text(version))) if version == "3.0" || version.starts_with("3.0.") => Ok(Version::OpenApi3),
        (Some(Json::Text(version)), None) => Err(unknown("Swagger", version)),
        (None, Some(Json::Text(version))) => Err(unknown("OpenAPI", version)),
        _ => Err("neither Swagger 2.0 nor OpenAPI 3.0: it has no `swagger` or `openapi` version".to_owned()),
    }
}

fn unknown(what: &str, version: &str) -> String {
    let version = printable(version);
    format!("{what} {version} is not supported: use Swagger 2.0 or OpenAPI 3.0")
}
