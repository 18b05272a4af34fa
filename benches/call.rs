//! Starts the benchmarks of `benches/rivals`: this crate, ureq by hand and `reqwest::blocking`, in one run with one server.
//!
//! The benchmarks are a package of their own: Cargo builds all dev-dependencies for every `cargo test`, and criterion and reqwest with
//! its runtime would more than double that work.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, io};

fn main() -> ExitCode {
    // Without this argument, Cargo runs the benchmark as a test.
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match measure() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cargo cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let status = Command::new(env!("CARGO"))
        .args(["bench", "--benches", "--manifest-path"])
        .arg(root.join("benches").join("rivals").join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", root.join(target).join("rivals"))
        .status()?;
    Ok(status.success())
}
