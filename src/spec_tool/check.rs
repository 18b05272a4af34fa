//! `genesys-spec check`: what a build would say to a fragment.

use std::io::Write;
use std::path::Path;

use crate::codegen;

use super::failure::{Failure, PROBLEMS};
use super::source::Text;

pub(crate) fn check(file: &Path, out: &mut dyn Write, log: &mut dyn Write) -> Result<u8, Failure> {
    let Text { name, text } = Text::read(file)?;
    match codegen::generate(&text) {
        Ok(generated) => {
            // Nobody has to read it.
            let _ = writeln!(
                log,
                "{name}: no problems, {} lines of Rust",
                generated.code.lines().count()
            );
            Ok(0)
        }
        Err(problems) => {
            for problem in problems {
                writeln!(out, "{name}{problem}")?;
            }
            out.flush()?;
            Ok(PROBLEMS)
        }
    }
}
