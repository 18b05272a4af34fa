//! The medians that criterion leaves in files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

/// Where criterion puts its files, told to it so that they are found again.
#[must_use]
pub fn directory() -> PathBuf {
    PathBuf::from(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("criterion")
}

/// A median, in nanoseconds, if it was measured.
#[must_use]
pub fn median(group: &str, id: &str) -> Option<f64> {
    let path = directory().join(group).join(id).join("new").join("estimates.json");
    let estimates: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    estimates.get("median")?.get("point_estimate")?.as_f64()
}

/// Whether Cargo runs a bench to measure. As a test it runs each once, and there is nothing to tell.
#[must_use]
pub fn is_wanted() -> bool {
    env::args().any(|argument| argument == "--bench")
}
