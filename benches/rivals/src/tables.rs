//! The medians in the files of criterion.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

/// Returns the directory that criterion is told to write its files to.
#[must_use]
pub fn directory() -> PathBuf {
    PathBuf::from(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("criterion")
}

/// Returns a median in nanoseconds, if it was measured.
#[must_use]
pub fn median(group: &str, id: &str) -> Option<f64> {
    let path = directory().join(group).join(id).join("new").join("estimates.json");
    let estimates: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    estimates.get("median")?.get("point_estimate")?.as_f64()
}

/// Returns whether Cargo runs this as a benchmark. As a test, each benchmark runs once and there is nothing to print.
#[must_use]
pub fn is_wanted() -> bool {
    env::args().any(|argument| argument == "--bench")
}
