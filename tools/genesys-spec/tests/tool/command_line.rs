//! The command line itself: help, suggestions, completions.

use super::{TOKENS, run};

const COMMANDS: [&str; 8] = [
    "trim",
    "list",
    "check",
    "diff",
    "init",
    "update",
    "generate",
    "completions",
];

#[test]
fn a_mistake_in_the_command_line_is_not_a_request_for_help() {
    for args in [
        &[][..],
        &["trim"],
        &["trim", TOKENS],
        &["explode"],
        &["list", TOKENS, "--what"],
        &["diff", TOKENS, TOKENS, "--fail-on", "everything"],
        &["diff", TOKENS, TOKENS, "--json", "--format", "json"],
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{args:?}: {}", ran.log);
    }
    for args in [
        &["--help"][..],
        &["help"],
        &["help", "trim"],
        &["trim", "--help"],
        &["diff", "-h"],
    ] {
        let ran = run(args);
        assert!(
            ran.code == 0 && ran.log.is_empty() && ran.out.contains("Exit codes:"),
            "{args:?}: {}",
            ran.out
        );
    }
}

#[test]
fn a_similar_option_or_command_is_suggested() {
    for (args, tip) in [
        (
            &["trim", TOKENS, "--tags", "Tokens", "-o", "-"][..],
            "a similar argument exists: '--tag'",
        ),
        (&["lst", TOKENS], "a similar subcommand exists: 'list'"),
        (
            &["diff", TOKENS, TOKENS, "--format", "markdwn"],
            "a similar value exists: 'markdown'",
        ),
    ] {
        let ran = run(args);
        assert!(ran.code == 64 && ran.log.contains(tip), "{}", ran.log);
    }
}

#[test]
fn help_has_examples_and_fits_into_80_columns() {
    let mut pages: Vec<Vec<&str>> = COMMANDS.iter().map(|command| vec![*command, "--help"]).collect();
    pages.extend([vec!["--help"], vec!["-h"], vec!["trim", "-h"]]);
    for page in pages {
        let help = run(&page).out;
        let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{page:?}: {wide:?}");
        if page.last() == Some(&"--help") {
            let examples = help.split("Examples:\n").nth(1).unwrap_or_default();
            let count = examples
                .lines()
                .take_while(|line| line.starts_with("  genesys-spec"))
                .count();
            assert!(count >= 2, "{page:?}: {help}");
        }
    }
}

#[test]
fn output_that_is_not_a_terminal_has_no_colors() {
    for args in [
        &["--help"][..],
        &["explode"],
        &["list", TOKENS],
        &["diff", TOKENS, TOKENS],
    ] {
        let ran = run(args);
        assert!(!ran.out.contains('\u{1b}') && !ran.log.contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn shells_complete_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell]);
        assert_eq!((ran.code, ran.log.as_str()), (0, ""));
        assert!(
            ran.out.contains("completions") && ran.out.contains("fail-on"),
            "{shell}"
        );
    }
}
