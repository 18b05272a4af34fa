//! The commands and their arguments.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use clap_complete::Shell;

use super::help;
use crate::duration;
use crate::idle_timeout::{MAX, MIN};

pub(super) const NAME: &str = "genesys-tokens";

/// The widest help: a sentence in longer lines is hard to read.
const WIDTH: usize = 80;

pub(super) fn program() -> Command {
    Command::new(NAME)
        .about(help::ABOUT)
        .long_about(help::PROGRAM)
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .after_help(help::PROGRAM_EXAMPLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(WIDTH)
        .args(global())
        .subcommands([whoami(), check(), revoke(), idle_timeout(), login(), completions()])
}

/// Returns the options of each command, which may stand before or after it.
fn global() -> [Arg; 4] {
    [
        value(
            "profile",
            "NAME",
            "The profile of gc, in ~/.gc/config.toml [default: default]",
        ),
        value(
            "region",
            "R",
            "The region, such as eu-west-1 or mypurecloud.ie; in place of the configured one",
        ),
        flag(
            "sandbox",
            "Call a mock server in this process, for a first look without an account",
        ),
        flag("json", "Write the result as JSON"),
    ]
    .map(|argument| argument.global(true).help_heading("Options of each command"))
}

fn whoami() -> Command {
    Command::new("whoami")
        .about("Show who holds the current token")
        .long_about(help::WHOAMI)
        .after_help(help::WHOAMI_EXAMPLES)
}

fn check() -> Command {
    Command::new("check")
        .about("Check whether the token is valid")
        .long_about(help::CHECK)
        .after_help(format!("{}\n\n{}", help::CHECK_EXAMPLES, help::CHECK_CODES))
        .arg(value("org", "ID", "The organization that the token has to belong to"))
        .arg(flag("quiet", "Write nothing: the exit code is the result").conflicts_with_all(["metrics", "json"]))
        .arg(flag("metrics", "Write gauges for Prometheus").conflicts_with("json"))
        .arg(flag(
            "token-stdin",
            "Check the token that standard input has, in place of the own one",
        ))
}

fn revoke() -> Command {
    Command::new("revoke")
        .about("Revoke all tokens of users")
        .long_about(help::REVOKE)
        .after_help(format!("{}\n\n{}", help::REVOKE_EXAMPLES, help::REVOKE_CODES))
        .arg(
            Arg::new("USER")
                .value_name("ID|EMAIL")
                .help("The id of a user, or the e-mail address")
                .num_args(1..),
        )
        .arg(
            value(
                "file",
                "PATH",
                "The list: a user on each line, or a table in CSV; - for standard input",
            )
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            value("column", "NAME", "The column of a table in CSV")
                .requires("file")
                .conflicts_with_all(["USER", "all-users"]),
        )
        .arg(flag("all-users", "All users of the organization"))
        .group(
            ArgGroup::new("users")
                .args(["USER", "file", "all-users"])
                .required(true),
        )
        .arg(flag(
            "dry-run",
            "Revoke nothing: look up e-mail addresses, and show what would be done",
        ))
        .arg(yes())
        .arg(
            value("per-minute", "N", "The number of requests in a minute, from 1 to 60000")
                .default_value("300")
                .value_parser(value_parser!(u32).range(1..=60_000)),
        )
        .arg(
            value("threads", "N", "The number of requests at the same time, from 1 to 8")
                .default_value("4")
                .value_parser(value_parser!(u8).range(1..=8)),
        )
        .arg(
            value(
                "report",
                "PATH",
                "The report to write [default: a dated file in the current folder]",
            )
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("force", "Replace a report that exists").conflicts_with("resume"))
        .arg(value("resume", "PATH", "Continue the run of this report").value_parser(value_parser!(PathBuf)))
}

fn idle_timeout() -> Command {
    let command = |name: &'static str, about: &'static str| Command::new(name).about(about);
    Command::new("idle-timeout")
        .about("Show or change the idle timeout of the organization")
        .long_about(help::IDLE_TIMEOUT)
        .after_help(help::IDLE_TIMEOUT_EXAMPLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            command(
                "get",
                "Show the setting, with the groups that have a timeout of their own",
            )
            .after_help(help::IDLE_TIMEOUT_GET_EXAMPLES),
            command("set", "Switch the timeout on, with this length")
                .long_about(help::IDLE_TIMEOUT_SET)
                .after_help(help::IDLE_TIMEOUT_SET_EXAMPLES)
                .arg(
                    Arg::new("DURATION")
                        .help("The length, from 5 minutes to 8 hours: 15m, 900s, 2h")
                        .required(true)
                        .value_parser(allowed_length),
                )
                .arg(yes()),
            command("off", "Switch the timeout off")
                .after_help(help::IDLE_TIMEOUT_OFF_EXAMPLES)
                .arg(yes()),
            command("check", "Check that the timeout is at most as long as a policy allows")
                .long_about(help::IDLE_TIMEOUT_CHECK)
                .after_help(format!(
                    "{}\n\n{}",
                    help::IDLE_TIMEOUT_CHECK_EXAMPLES,
                    help::IDLE_TIMEOUT_CHECK_CODES
                ))
                .arg(
                    value("max", "DURATION", "The longest allowed timeout: 15m, 900s, 2h")
                        .required(true)
                        .value_parser(duration::seconds),
                ),
        ])
}

fn login() -> Command {
    Command::new("login")
        .about("Sign in with the browser")
        .long_about(help::LOGIN)
        .after_help(help::LOGIN_EXAMPLES)
        .arg(value(
            "client-id",
            "ID",
            "The OAuth client [default: the one of the environment or of the profile]",
        ))
        .arg(value(
            "save-profile",
            "NAME",
            "Keep the token in this profile of gc, in ~/.gc/config.toml",
        ))
}

/// Returns the seconds of a timeout that the platform accepts.
fn allowed_length(text: &str) -> Result<u32, String> {
    let seconds = duration::seconds(text)?;
    if (MIN..=MAX).contains(&seconds) {
        return Ok(seconds);
    }
    Err("the platform accepts 5 minutes (5m) to 8 hours (8h)".to_owned())
}

fn completions() -> Command {
    Command::new("completions")
        .about("Write the completions of a shell")
        .long_about(help::COMPLETIONS)
        .after_help(help::COMPLETIONS_EXAMPLES)
        .arg(
            Arg::new("SHELL")
                .help("The shell")
                .required(true)
                .value_parser(value_parser!(Shell)),
        )
}

fn yes() -> Arg {
    flag("yes", "Do not ask for confirmation")
}

fn value(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}
