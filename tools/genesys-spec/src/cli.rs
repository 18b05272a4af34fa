//! The command line.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::failure::{Failure, USAGE};
use crate::select::Choice;
use crate::trim::{self, Trim};
use crate::{check, diff, list};

const ABOUT: &str = "Cuts fragments out of the API document that Genesys publishes, checks and compares them.";

const TRIM: &str = "\
Keeps the chosen operations of a document, and all that they refer to, and writes them as OpenAPI 3.0.3.

The source is Swagger 2.0, as Genesys publishes it, or OpenAPI 3.0. Without --tag and --operation, all operations stay.
Path parameters get `x-literal-siblings`: what stands in their place in other paths of the source, which a fragment
would not know. Order is that of the source.

What a source of Swagger 2.0 gets wrong is repaired where it has one meaning; operations that the client cannot call (files,
forms, other sign-ins than OAuth 2) are left out. Standard error names both. The file is replaced only if a build would accept
the new one: otherwise the exit code is 65, with the problems that `check` reports.";

const DIFF: &str = "\
Says what changes for a caller of the generated Rust API when OLD becomes NEW, and the version step that follows.

Both are documents that `check` accepts, or Swagger 2.0, which is repaired as `trim` does it. A line is a change: `breaking` where a program
that compiled may not, or does something else, `additive` where there is more than before, `documentation` where only
the documentation tells the difference. A new field or value is additive for code that builds a model with
`..Default::default()` and matches with a `_` arm: `#[non_exhaustive]` has no effect in the crate that includes the
generated code.";

const CODES: &str = "\
Exit codes:
  0   done; check: no problems; diff: nothing changes, or the documentation does
  1   check: there are problems; diff: additive changes
  2   diff: breaking changes
  64  the command line asks for what does not exist
  65  a document is not what it should be
  66  a document cannot be read
  73  the output cannot be written";

pub(crate) fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<u8, Failure> {
    let matches = match command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return explained(&error, out),
    };
    match matches.subcommand() {
        Some(("trim", given)) => {
            let choice = Choice {
                tags: texts(given, "tag"),
                operations: texts(given, "operation"),
            };
            let trim = Trim {
                source: path(given, "SOURCE"),
                choice: &choice,
                target: path(given, "output"),
                strict: given.get_flag("strict"),
            };
            trim::trim(&trim, out, log).map(|()| 0)
        }
        Some(("list", given)) => list::list(path(given, "SOURCE"), out).map(|()| 0),
        Some(("check", given)) => check::check(path(given, "FILE"), out, log),
        Some(("diff", given)) => diff::diff(path(given, "OLD"), path(given, "NEW"), given.get_flag("json"), out),
        // clap requires one of them.
        _ => Err(Failure::new(USAGE, "no command: see --help")),
    }
}

/// Help and version were asked for; everything else is a mistake, and clap says which.
fn explained(error: &clap::Error, out: &mut dyn Write) -> Result<u8, Failure> {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        out.write_all(text.as_bytes())?;
        out.flush()?;
        return Ok(0);
    }
    let text = text.trim_end().trim_start_matches("error: ");
    Err(Failure {
        code: USAGE,
        lines: vec![text.to_owned()],
    })
}

fn command() -> Command {
    let trim = Command::new("trim")
        .about("Keep some operations of a document, as OpenAPI 3.0.3")
        .long_about(TRIM)
        .arg(file("SOURCE", "The document: a file, or - for standard input"))
        .arg(many(
            "tag",
            "TAG",
            "Keep the operations of this tag (may be given several times)",
        ))
        .arg(many(
            "operation",
            "ID",
            "Keep the operation with this operationId (likewise)",
        ))
        .arg(
            file("output", "The file to write, or - for standard output")
                .long("output")
                .short('o')
                .value_name("FILE"),
        )
        .arg(
            Arg::new("strict")
                .long("strict")
                .action(ArgAction::SetTrue)
                .help("Refuse a source that needs repairs, or has operations that the client cannot call"),
        );
    let list = Command::new("list")
        .about("List the tags of a document, with their number of operations")
        .arg(file("SOURCE", "The document: a file, or - for standard input"));
    let check = Command::new("check")
        .about("Say what a build would say to a fragment, one problem to a line")
        .arg(file("FILE", "The fragment: a file, or - for standard input"));
    let diff = Command::new("diff")
        .about("Say what changes for a caller of the generated API")
        .long_about(DIFF)
        .arg(file("OLD", "The fragment as it was"))
        .arg(file("NEW", "The fragment as it is to be"))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Write JSON"),
        );
    Command::new("genesys-spec")
        .about(ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(CODES)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommands([trim, list, check, diff].map(|command| command.after_help(CODES)))
}

fn file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .help(help)
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

fn many(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .action(ArgAction::Append)
        .help(help)
}

fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    // The argument is required: clap has seen to it that it is there.
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}

fn texts(given: &ArgMatches, name: &str) -> Vec<String> {
    given.get_many::<String>(name).into_iter().flatten().cloned().collect()
}
