//! A document from a file, from standard input or from a URL.

mod bytes;
mod download;
mod location;
mod url;

use genesys_cloud_codegen::document::{Json, decoded};

use crate::convert;
use crate::document::{Version, printable};
use crate::failure::{DATA, Failure};
use crate::terminal::Progress;
pub(crate) use location::{Location, Published, published};

/// The text of a document.
pub(crate) struct Text {
    /// The name for messages.
    pub(crate) name: String,
    /// The argument that leads to the document.
    pub(crate) argument: String,
    /// The day on which the document was changed, if that is known.
    pub(crate) date: Option<String>,
    pub(crate) content: String,
}

impl Text {
    /// Reads a document, which may be compressed with gzip. `progress` shows how much of a download has arrived.
    pub(crate) fn read(location: &Location, progress: &Progress) -> Result<Self, Failure> {
        let name = location.to_string();
        let (bytes, date) = bytes::read(location, progress)?;
        let content = decoded(bytes).map_err(|problem| Failure::problem(&name, &problem))?;
        Ok(Self {
            name,
            argument: location.argument(),
            date,
            content,
        })
    }

    /// Parses the document. A Swagger 2.0 document gets explicit security.
    pub(crate) fn parse(&self) -> Result<Source, Failure> {
        let mut document = Json::parse(&self.content).map_err(|problem| Failure::problem(&self.name, &problem))?;
        let version = version(&document).map_err(|what| Failure::new(DATA, format!("{}: {what}", self.name)))?;
        if version == Version::Swagger2 {
            convert::write_security(&mut document);
        }
        Ok(Source {
            name: self.name.clone(),
            version,
            document,
        })
    }
}

/// A document of a version that can be trimmed.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) version: Version,
    pub(crate) document: Json,
}

impl Source {
    pub(crate) fn read(location: &Location, progress: &Progress) -> Result<Self, Failure> {
        Text::read(location, progress)?.parse()
    }

    /// Returns the prefix of every path, which Swagger 2.0 writes once.
    pub(crate) fn base_path(&self) -> &str {
        let base = match self.version {
            Version::Swagger2 => self.document.get("basePath").and_then(Json::text),
            Version::OpenApi3 => None,
        };
        base.unwrap_or_default().trim_end_matches('/')
    }

    /// Repairs the document and converts it to OpenAPI 3.0. An operation that cannot be converted is a problem.
    pub(crate) fn converted(self) -> Result<Json, Failure> {
        self.check_security()?;
        let converted = convert::whole(self.document, self.version);
        converted
            .map(|converted| converted.document)
            .map_err(|problems| Failure::document(&self.name, &problems))
    }

    /// Refuses a document in which no operation needs a token, since its client would never authenticate.
    pub(crate) fn check_security(&self) -> Result<(), Failure> {
        if self.version == Version::OpenApi3 || convert::needs_token(&self.document) {
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
