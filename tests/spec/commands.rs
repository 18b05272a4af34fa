//! The commands in pages: packages, examples, test binaries and scripts that they name exist.
//!
//! `tools/genesys-spec/tests/tool` does the same for the subcommands and options of `genesys-spec`.

use regex_lite::Regex;

use crate::tree::{code_lines, code_spans, pages, read, root};

/// Returns the commands of all pages, with the page that has them.
fn commands() -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for page in pages() {
        let spans = code_spans(&page.text).into_iter().map(|span| span.replace('\n', " "));
        let lines = code_lines(&page.text, "sh");
        commands.extend(spans.chain(lines).map(|command| (page.path.clone(), command)));
    }
    commands
}

/// Checks what `pattern` finds in all commands that begin with `program`, possibly after variables.
fn each(program: &str, pattern: &str, at_least: usize, exists: impl Fn(&str) -> bool) {
    let pattern = Regex::new(pattern).expect("a pattern");
    let program = Regex::new(&format!(r"(^|\s|=){program}\s")).expect("a pattern");
    let mut wrong = Vec::new();
    let mut count = 0;
    for (page, command) in commands() {
        if program.is_match(&command) {
            for found in pattern.captures_iter(&command) {
                count += 1;
                if !exists(&found[1]) {
                    wrong.push(format!("{page}: {command}"));
                }
            }
        }
    }
    assert!(count >= at_least, "only {count} were found");
    assert!(wrong.is_empty(), "commands that cannot work:\n{}", wrong.join("\n"));
}

/// The example that `genesys-spec init` writes into the crate of a reader.
const WRITTEN: &str = "users";

#[test]
fn examples_exist() {
    each("cargo", r"--example (\S+)", 3, |name| {
        name == WRITTEN || root().join("examples").join(name).with_extension("rs").exists()
    });
}

#[test]
fn test_binaries_exist() {
    each("cargo", r"--test (\S+)", 1, |name| {
        root().join("tests").join(name).join("main.rs").exists()
    });
}

#[test]
fn packages_exist() {
    let lock = read("Cargo.lock");
    each("cargo", r"\s(?:-p|--package) (\S+)", 2, |name| {
        lock.contains(&format!("\nname = \"{name}\"\n"))
    });
}

#[test]
fn scripts_exist() {
    each("(?:bash|python3)", r"(?:bash|python3) ([\w./-]+)", 5, |path| {
        root().join(path).exists()
    });
}
