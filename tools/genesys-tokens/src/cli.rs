//! The command line: from the arguments to a command, and from its end to an exit code.

mod commands;
mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap_complete::Shell;

use crate::check::{Check, Format, check};
use crate::console::{note, print};
use crate::exit;
use crate::failure::Failure;
use crate::idle_timeout::{self, Change};
use crate::login::{Login, login};
use crate::platform::{Account, Platform};
use crate::question::Consent;
use crate::revoke::{Mode, Revoke, Source, revoke};
use crate::whoami::whoami;

/// Runs the command, and returns the exit code.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let matches = match commands::program().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return help_or_mistake(&error),
    };
    dispatch(&matches).unwrap_or_else(|failure| {
        if !failure.line.is_empty() {
            note(format_args!("{}: {}", commands::NAME, failure.line));
        }
        failure.code
    })
}

fn dispatch(matches: &ArgMatches) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("whoami", given)) => whoami(&Platform::find(&account(given))?, given.get_flag("json")),
        Some(("check", given)) => {
            let check_options = Check {
                organization: text(given, "org"),
                format: if given.get_flag("quiet") {
                    Format::Quiet
                } else if given.get_flag("metrics") {
                    Format::Metrics
                } else if given.get_flag("json") {
                    Format::Json
                } else {
                    Format::Text
                },
                token_from_stdin: given.get_flag("token-stdin"),
            };
            Ok(check(&check_options, &account(given)))
        }
        Some(("revoke", given)) => revoke(&revoke_options(given), &account(given)),
        Some(("idle-timeout", given)) => idle_timeout(given),
        Some(("login", given)) => {
            let login_options = Login {
                client_id: text(given, "client-id"),
                save_profile: text(given, "save-profile"),
                json: given.get_flag("json"),
            };
            login(&login_options, &Platform::find(&account(given))?)
        }
        Some(("completions", given)) => completions(given),
        // Not reached: clap requires one of the commands.
        _ => Err(Failure::usage("no command: see --help")),
    }
}

fn revoke_options(given: &ArgMatches) -> Revoke {
    let path = |name| given.get_one::<PathBuf>(name).cloned();
    let source = if given.get_flag("all-users") {
        Source::AllUsers
    } else if let Some(path) = path("file") {
        Source::File {
            path,
            column: text(given, "column"),
        }
    } else {
        Source::Arguments(given.get_many("USER").into_iter().flatten().cloned().collect())
    };
    Revoke {
        source,
        mode: if given.get_flag("dry-run") {
            Mode::DryRun
        } else if given.get_flag("yes") {
            Mode::DoNotAsk
        } else {
            Mode::Ask
        },
        force: given.get_flag("force"),
        threads: given.get_one::<u8>("threads").copied().unwrap_or(1).into(),
        per_minute: given.get_one::<u32>("per-minute").copied().unwrap_or(1),
        report: path("report"),
        resume: path("resume"),
        json: given.get_flag("json"),
    }
}

fn idle_timeout(given: &ArgMatches) -> Result<u8, Failure> {
    let seconds = |given: &ArgMatches, name| given.get_one::<u32>(name).copied().unwrap_or_default();
    match given.subcommand() {
        Some(("get", given)) => idle_timeout::get(&Platform::find(&account(given))?, given.get_flag("json")),
        Some(("check", given)) => Ok(idle_timeout::check(&account(given), seconds(given, "max"))),
        Some((name, given)) => {
            let change = match name {
                "off" => Change::Off,
                _ => Change::Set(seconds(given, "DURATION")),
            };
            let platform = Platform::find(&account(given))?;
            let consent = Consent::new(given.get_flag("yes"));
            idle_timeout::change(&platform, change, consent, given.get_flag("json"))
        }
        // Not reached: clap requires one of the commands.
        None => Err(Failure::usage("no command: see --help")),
    }
}

/// Writes the help or the version to standard output; every other error of clap is a mistake in the command line.
fn help_or_mistake(error: &clap::Error) -> u8 {
    // If nothing reads it, there is nothing else to do.
    let _ = error.print();
    if error.use_stderr() { exit::USAGE } else { exit::SUCCESS }
}

fn account(given: &ArgMatches) -> Account {
    Account {
        profile: text(given, "profile"),
        region: text(given, "region"),
        sandbox: given.get_flag("sandbox"),
    }
}

fn completions(given: &ArgMatches) -> Result<u8, Failure> {
    let Some(shell) = given.get_one::<Shell>("SHELL") else {
        // Not reached: the argument is required.
        return Err(Failure::usage("no shell: see --help"));
    };
    // clap panics if a write fails, and a vector accepts every write.
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut commands::program(), commands::NAME, &mut script);
    print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(exit::SUCCESS)
}

fn text(given: &ArgMatches, name: &str) -> Option<String> {
    given.get_one::<String>(name).cloned()
}
