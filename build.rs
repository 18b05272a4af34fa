//! Generates the client of `spec/tokens.json`. To try another fragment in a checkout of this repository, set
//! `GENESYS_CLOUD_SPEC` to its path.

use std::path::{Path, PathBuf};
use std::{env, fs};

use genesys_cloud_codegen::document::SHARED;
use genesys_cloud_codegen::{Fragment, Problem};

const VARIABLE: &str = "GENESYS_CLOUD_SPEC";

fn main() {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let written = write("shared.rs", SHARED).and_then(|()| fragment()).and_then(|path| {
        println!("cargo::rerun-if-changed={}", path.display());
        let code = Fragment::file(path)
            .shipped()
            .generate()
            .map_err(|problems| lines(&problems))?;
        write("api.rs", &code)
    });
    // Each of these lines fails the build.
    for problem in written.err().into_iter().flatten() {
        println!("cargo::error={problem}");
    }
}

/// Returns the file to generate from.
fn fragment() -> Result<PathBuf, Vec<String>> {
    let Some(chosen) = env::var_os(VARIABLE) else {
        return Ok(directory("CARGO_MANIFEST_DIR")?.join("spec").join("tokens.json"));
    };
    if Path::new(&chosen).is_absolute() {
        return Ok(chosen.into());
    }
    Err(vec![format!(
        "{VARIABLE} is {chosen:?}, which is not an absolute path: use GENESYS_CLOUD_SPEC=\"$PWD/spec/mine.json\""
    )])
}

/// Writes code to a file that the crate includes.
fn write(name: &str, code: &str) -> Result<(), Vec<String>> {
    let file = directory("OUT_DIR")?.join(name);
    fs::write(&file, code).map_err(|error| vec![format!("{}: cannot be written: {error}", file.display())])
}

fn directory(variable: &str) -> Result<PathBuf, Vec<String>> {
    let value = env::var_os(variable).map(PathBuf::from);
    value.ok_or_else(|| vec![format!("{variable} is not set: run the build with Cargo")])
}

fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
