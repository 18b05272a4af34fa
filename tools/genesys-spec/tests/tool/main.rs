//! `genesys-spec` as a process: its input and output files, its messages and its exit codes.
#![allow(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

mod command_line;
mod documents;
mod generate;
mod init;
mod left_out;
mod memory;
mod names;
mod output;
mod paging;
mod refusals;
mod results;
mod server;
mod trim;
mod update;
mod urls;
mod workflow;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SWAGGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/swagger2.json");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/swagger2.golden.json");
const TOKENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/tokens.json");

struct Ran {
    code: i32,
    out: String,
    log: String,
}

fn run(args: &[&str]) -> Ran {
    run_with(args, "")
}

fn run_with(args: &[&str], input: &str) -> Ran {
    run_command(Command::new(env!("CARGO_BIN_EXE_genesys-spec")).args(args), input)
}

/// Runs the tool in a folder.
fn run_in(folder: &Path, args: &[&str]) -> Ran {
    run_command(
        Command::new(env!("CARGO_BIN_EXE_genesys-spec"))
            .args(args)
            .current_dir(folder),
        "",
    )
}

fn run_command(command: &mut Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that does not read its input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        log: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns a new empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spec_tool").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn file(directory: &Path, name: &str, content: &str) -> String {
    let path = directory.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Returns a fragment without what it remembers of its source, which has the path of a test.
fn forgotten(fragment: &str) -> String {
    let Some((before, memory)) = fragment.split_once(",\n    \"x-genesys-spec\": {\n") else {
        return fragment.to_owned();
    };
    let (_, after) = memory.split_once("\n    }").unwrap();
    format!("{before}{after}")
}

/// Returns the fragment in a file, as [`forgotten`] does.
fn fragment(path: impl AsRef<Path>) -> String {
    forgotten(&fs::read_to_string(path).unwrap())
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
