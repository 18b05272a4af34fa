//! From a document of either version to an OpenAPI 3.0 document that the generator accepts.

pub(crate) mod left_out;
pub(crate) mod refused;
mod repair;
mod swagger2;
pub(crate) mod uncallable;

use genesys_cloud_codegen::Problem;
use genesys_cloud_codegen::document::Json;

use crate::document::Version;
use left_out::LeftOut;
pub(crate) use repair::{Fix, Repairs};
pub(crate) use swagger2::{needs_token, write_security};

/// An OpenAPI 3.0 document, with everything that was changed in its source.
pub(crate) struct Converted {
    pub(crate) document: Json,
    pub(crate) repairs: Repairs,
    pub(crate) left_out: Vec<LeftOut>,
}

/// Repairs a document and converts it to OpenAPI 3.0. An operation that cannot be converted is a problem.
pub(crate) fn whole(mut document: Json, version: Version) -> Result<Converted, Vec<Problem>> {
    let repairs = repair::repair(&mut document, version);
    let document = match version {
        Version::Swagger2 => swagger2::convert(document)?,
        Version::OpenApi3 => document,
    };
    Ok(Converted {
        document,
        repairs,
        left_out: Vec::new(),
    })
}

/// Repairs a document and converts it to OpenAPI 3.0, without the operations that cannot be converted or that the client cannot call.
pub(crate) fn leaving_out(mut document: Json, version: Version) -> Converted {
    let repairs = repair::repair(&mut document, version);
    let (mut document, mut left_out) = match version {
        Version::Swagger2 => swagger2::convert_leaving_out(document),
        Version::OpenApi3 => (document, Vec::new()),
    };
    left_out.append(&mut uncallable::remove(&mut document));
    Converted {
        document,
        repairs,
        left_out,
    }
}
