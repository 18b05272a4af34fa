//! Packages of npm, which some of the peers are made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs the packages of a folder beside this file, in the versions of its lock file, and copies a script to them. Returns the
/// folder with both.
pub(crate) fn install(name: &str, script: &str) -> PathBuf {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(name);
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&home).unwrap();
    for file in ["package.json", "package-lock.json", script] {
        fs::copy(files.join(file), home.join(file)).unwrap();
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let installed = Command::new("npm").args(arguments).current_dir(&home).status().unwrap();
    assert!(installed.success(), "npm ci failed: {installed}");
    home
}
