//! The command line.

mod commands;
mod given;
mod help;

use std::ffi::OsString;
use std::io::Write;

use clap::ArgMatches;
use clap_complete::Shell;

use crate::diff::{Diff, FailOn, Format};
use crate::failure::{Failure, USAGE};
use crate::init::Init;
use crate::list::List;
use crate::trim::Cutting;
use crate::update::Update;
use crate::{check, diff, generate, init, list, trim, update};
use given::{choice, chosen_source, default_source, document, origin, path, source, text, timeout};

pub(crate) fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<u8, Failure> {
    let matches = match commands::program().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return help_or_mistake(&error),
    };
    match matches.subcommand() {
        Some(("trim", given)) => trim(given, out, log).map(|()| 0),
        Some(("list", given)) => list(given, out).map(|()| 0),
        Some(("check", given)) => check::check(&document(given, "FILE")?, given.get_flag("json"), out, log),
        Some(("diff", given)) => diff(given, out),
        Some(("generate", given)) => generate(given, out, log).map(|()| 0),
        Some(("init", given)) => init(given, out).map(|()| 0),
        Some(("update", given)) => update(given, out),
        Some(("completions", given)) => completions(given, out).map(|()| 0),
        // Not reached: clap requires one of the commands.
        _ => Err(Failure::new(USAGE, "no command: see --help")),
    }
}

fn trim(given: &ArgMatches, out: &mut dyn Write, log: &mut dyn Write) -> Result<(), Failure> {
    let cutting = Cutting {
        source: &source(given, "SOURCE")?,
        choice: &choice(given),
        strict: given.get_flag("strict"),
        verbose: given.get_flag("verbose"),
    };
    trim::trim(&cutting, path(given, "output"), out, log)
}

fn list(given: &ArgMatches, out: &mut dyn Write) -> Result<(), Failure> {
    let list = List {
        source: &source(given, "SOURCE")?,
        choice: &choice(given),
        json: given.get_flag("json"),
        paging: given.get_flag("paging"),
    };
    list::list(&list, out)
}

fn diff(given: &ArgMatches, out: &mut dyn Write) -> Result<u8, Failure> {
    let diff = Diff {
        old: &document(given, "OLD")?,
        new: &document(given, "NEW")?,
        format: match text(given, "format") {
            _ if given.get_flag("json") => Format::Json,
            Some("json") => Format::Json,
            Some("markdown") => Format::Markdown,
            _ => Format::Text,
        },
        fail_on: match text(given, "fail-on") {
            Some("breaking") => FailOn::Breaking,
            _ => FailOn::Additive,
        },
        verbose: given.get_flag("verbose"),
    };
    diff::diff(&diff, out)
}

fn generate(given: &ArgMatches, out: &mut dyn Write, log: &mut dyn Write) -> Result<(), Failure> {
    generate::generate(&document(given, "FRAGMENT")?, path(given, "output"), out, log)
}

fn init(given: &ArgMatches, out: &mut dyn Write) -> Result<(), Failure> {
    let source = match chosen_source(given)? {
        Some(source) => source,
        None => default_source(given)?,
    };
    let init = Init {
        source: &source,
        choice: &choice(given),
        name: text(given, "name"),
        origin: origin(given),
        example: given.get_flag("example"),
    };
    init::init(&init, out)
}

fn update(given: &ArgMatches, out: &mut dyn Write) -> Result<u8, Failure> {
    let update = Update {
        fragment: path(given, "FRAGMENT"),
        source: chosen_source(given)?,
        timeout: timeout(given),
        check: given.get_flag("check"),
    };
    update::update(&update, out)
}

/// Writes the help or the version to standard output; every other error of clap is a mistake in the command line. clap decides about
/// colors.
fn help_or_mistake(error: &clap::Error) -> Result<u8, Failure> {
    error.print()?;
    if error.use_stderr() {
        // The message has been written.
        let lines = Vec::new();
        return Err(Failure { code: USAGE, lines });
    }
    Ok(0)
}

fn completions(given: &ArgMatches, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(shell) = given.get_one::<Shell>("SHELL") else {
        // Not reached: the argument is required.
        return Err(Failure::new(USAGE, "no shell: see --help"));
    };
    // clap panics if a write fails, and a vector accepts every write.
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut commands::program(), commands::NAME, &mut script);
    out.write_all(&script)?;
    out.flush()?;
    Ok(())
}
