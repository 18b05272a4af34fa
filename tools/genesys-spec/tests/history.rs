//! The history of the Tokens API: the changes that `genesys-spec diff` reports for each step. `tests/packages/upgrade` shows that a
//! program written against the first step with all six operations compiles against every later one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot run its program has failed"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn diff_reports_the_change_of_each_step() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/history");
    let mut steps: Vec<PathBuf> = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    steps.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    steps.sort();
    assert_eq!(steps.len(), 15);

    let mut report = String::new();
    for pair in steps.windows(2) {
        let ran = Command::new(env!("CARGO_BIN_EXE_genesys-spec"))
            .arg("diff")
            .args(pair)
            .output()
            .unwrap();
        let name = pair[1].file_stem().unwrap().to_string_lossy();
        let code = ran.status.code().unwrap();
        let text = String::from_utf8(ran.stdout).unwrap();
        assert!(
            ran.stderr.is_empty(),
            "{name}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        write!(report, "== {name}: exit code {code}\n{text}\n").unwrap();
    }
    let kept = directory.join("steps.txt");
    if !fs::read_to_string(&kept).is_ok_and(|text| text == report) {
        fs::write(&kept, report).unwrap();
        panic!("steps.txt was out of date and has been rewritten: review the difference");
    }
}
