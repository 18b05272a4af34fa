//! The command line itself: help, mistakes, completions, output that nothing reads.

use std::io::Read as _;
use std::process::Stdio;

use crate::program::Program;

const COMMANDS: [&[&str]; 10] = [
    &["whoami"],
    &["check"],
    &["revoke"],
    &["idle-timeout"],
    &["idle-timeout", "get"],
    &["idle-timeout", "set"],
    &["idle-timeout", "off"],
    &["idle-timeout", "check"],
    &["login"],
    &["completions"],
];

#[test]
fn a_mistake_in_the_command_line_is_2() {
    let program = Program::new("mistakes");
    for arguments in [
        &[][..],
        &["explode"],
        &["whoami", "--what"],
        &["check", "--quiet", "--metrics"],
        &["whoami", "--sandbox", "--profile", "production"],
        &["--region", "eu-west-1", "whoami", "--sandbox"],
        &["whoami", "--region", "no such region"],
        &["completions"],
    ] {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.log);
    }
}

#[test]
fn no_option_takes_a_token_or_a_secret() {
    let program = Program::new("no_secret");
    for option in ["--token", "--access-token", "--secret", "--client-secret"] {
        assert_eq!(program.run(&["whoami", option, "s3cr3t"]).code, 2, "{option}");
    }
}

#[test]
fn help_has_examples_and_fits_into_80_columns() {
    let program = Program::new("help");
    let mut pages: Vec<Vec<&str>> = COMMANDS
        .iter()
        .map(|command| [command, &["--help"][..]].concat())
        .collect();
    pages.extend([vec!["--help"], vec!["-h"], vec!["check", "-h"]]);
    for page in pages {
        let ran = program.run(&page);
        assert_eq!((ran.code, ran.log.as_str()), (0, ""), "{page:?}");
        let wide: Vec<&str> = ran.out.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{page:?}: {wide:?}");
        let examples = ran.out.split("Examples:\n").nth(1).unwrap_or_default();
        let examples = examples.lines().take_while(|line| line.contains("genesys-tokens "));
        assert!(examples.count() >= 2, "{page:?}: {}", ran.out);
    }
}

#[test]
fn the_help_of_check_and_of_revoke_lists_the_exit_codes() {
    let program = Program::new("help_codes");
    for (command, codes) in [
        ("check", &["0", "1", "2"][..]),
        ("revoke", &["0", "1", "2", "3", "130"]),
    ] {
        let help = program.run(&[command, "--help"]).out;
        let lines = help.split("Exit codes:\n").nth(1).unwrap().lines();
        let listed: Vec<_> = lines.filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(listed, codes, "{help}");
    }
}

#[test]
fn shells_complete_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Program::new("completions").run(&["completions", shell]);
        assert_eq!((ran.code, ran.log.as_str()), (0, ""));
        assert!(ran.out.contains("whoami") && ran.out.contains("token-stdin"), "{shell}");
    }
}

#[test]
fn the_version_is_printed_before_and_after_a_command() {
    let program = Program::new("version");
    for arguments in [
        &["--version"][..],
        &["-V"],
        &["revoke", "--version"],
        &["idle-timeout", "set", "--version"],
    ] {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.log.as_str()), (0, ""), "{arguments:?}");
        let version = format!(" {}\n", env!("CARGO_PKG_VERSION"));
        assert!(
            ran.out.starts_with("genesys-tokens") && ran.out.ends_with(&version),
            "{}",
            ran.out
        );
    }
}

#[test]
fn output_that_nothing_reads_is_no_panic() {
    let program = Program::new("closed_output");
    for arguments in [
        &["--help"][..],
        &["completions", "bash"],
        &["whoami", "--sandbox"],
        &["check", "--sandbox"],
    ] {
        let mut child = program.command(arguments).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let mut log = String::new();
        child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert_ne!(child.wait().unwrap().code(), Some(101), "{arguments:?}: {log}");
        assert!(!log.contains("panicked"), "{arguments:?}: {log}");
    }
}
