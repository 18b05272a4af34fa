//! The time of a generation, from the text of a fragment to the formatted code, as in `build.rs` but optimized.
//!
//! One fragment belongs to the crate, and `benches/platform.py` makes the others. A generation takes milliseconds to seconds and does
//! the same each time, so that the median of a few runs is enough.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use genesys_cloud_codegen::generate;

/// Operations and models of the made-up platforms. The last one is as large as the real one.
const PLATFORMS: [(u32, u32); 3] = [(100, 150), (1_000, 1_500), (3_500, 5_000)];

fn main() -> Result<(), Box<dyn Error>> {
    // Without this argument, Cargo runs the benchmark as a test, which measures nothing.
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let root = &Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    println!("| fragment | size | generated | time (median) |\n|---|---|---|---|");
    measure(
        "spec/tokens.json",
        &fs::read_to_string(root.join("spec/tokens.json"))?,
        50,
    )?;
    for (operations, models) in PLATFORMS {
        let text = platform(root, operations, models)?;
        measure(&format!("{operations} operations, {models} models"), &text, 5)?;
    }
    Ok(())
}

fn platform(root: &Path, operations: u32, models: u32) -> Result<String, Box<dyn Error>> {
    let made = Command::new("python3")
        .arg(root.join("benches").join("platform.py"))
        .args(["--openapi3", "--output", "-"])
        .args(["--operations", &operations.to_string()])
        .args(["--models", &models.to_string()])
        .output()?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into());
    }
    Ok(String::from_utf8(made.stdout)?)
}

fn measure(name: &str, text: &str, runs: usize) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::with_capacity(runs);
    let mut code = 0;
    for _ in 0..runs {
        let started = Instant::now();
        let generated = generate(text).map_err(|problems| {
            let problems: Vec<_> = problems.iter().take(10).map(ToString::to_string).collect();
            problems.join("\n")
        })?;
        times.push(started.elapsed());
        code = generated.len();
    }
    let (size, code, time) = (text.len() / 1024, code / 1024, median(times).as_secs_f64() * 1000.0);
    println!("| {name} | {size} KiB | {code} KiB | {time:.1} ms |");
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
