//! Generates the client of `spec/tokens.json`, or of the fragment that `GENESYS_CLOUD_SPEC` names.

#[path = "src/codegen/mod.rs"]
mod codegen;

use std::path::{Path, PathBuf};
use std::{env, fs};

const VARIABLE: &str = "GENESYS_CLOUD_SPEC";

fn main() {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    for problem in build().err().into_iter().flatten() {
        // Cargo fails the build for it.
        println!("cargo::error={problem}");
    }
}

fn build() -> Result<(), Vec<String>> {
    let spec = spec().map_err(|problem| vec![problem])?;
    let file = spec.display();
    println!("cargo::rerun-if-changed={file}");
    let bytes = fs::read(&spec).map_err(|error| vec![format!("{file}: cannot be read: {error}")])?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        vec![format!(
            "{file}: byte {place} is not UTF-8, save the file in that encoding"
        )]
    })?;
    let generated = codegen::generate(&text).map_err(|problems| {
        problems
            .iter()
            .map(|problem| format!("{file}{problem}"))
            .collect::<Vec<_>>()
    })?;
    let out = directory("OUT_DIR").map_err(|problem| vec![problem])?.join("api.rs");
    let written = fs::write(&out, &generated.code)
        .map_err(|error| vec![format!("{}: cannot be written: {error}", out.display())]);
    // Its memory goes with the process, which ends here.
    std::mem::forget(generated);
    written
}

/// The fragment to use.
fn spec() -> Result<PathBuf, String> {
    let Some(chosen) = env::var_os(VARIABLE) else {
        return Ok(directory("CARGO_MANIFEST_DIR")?.join("spec").join("tokens.json"));
    };
    let path = Path::new(&chosen);
    if !path.is_absolute() {
        return Err(format!(
            "{VARIABLE} is {chosen:?}, which is not an absolute path: in `.cargo/config.toml`, set it as \
             `{{ value = \"spec/mine.json\", relative = true }}`, and Cargo makes it absolute"
        ));
    }
    if !path.is_file() {
        let there = if path.is_dir() { "a directory" } else { "no file" };
        return Err(format!(
            "{VARIABLE} names {chosen:?}, where there is {there}: correct the path, or unset the variable"
        ));
    }
    Ok(path.to_owned())
}

fn directory(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| format!("{variable} is not set: run the build with Cargo"))
}
