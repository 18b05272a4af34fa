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
Keeps the chosen operations of a document and everything that they refer to, and writes them as OpenAPI 3.0.3.

The source is Swagger 2.0, as Genesys publishes it, or OpenAPI 3.0. Without --tag and --operation, all operations are kept.
The order is that of the source. `x-literal-siblings` lists the literal segments that other paths of the source have in the
place of a path parameter, and `x-other-names` the names of the source that would get the same Rust identifier
as a name of the fragment.

Unambiguous mistakes in Swagger 2.0 are repaired, and operations that the client cannot call (files, forms,
security schemes other than OAuth 2) are left out. Standard error lists both. The output is written only if a build accepts
the fragment, which may have up to 64 MiB. Otherwise the exit code is 65, with the problems that `check` reports.";

const DIFF: &str = "\
Lists what changes for a caller of the generated Rust API from OLD to NEW, and the version step that follows.

Both are documents that `check` accepts, or Swagger 2.0, which is repaired as by `trim`. Each line is a change: `breaking` if
a program may no longer compile or has another effect, `additive` if there is something new, `documentation` if only the
documentation changes. A new field or value is additive for code that builds a model with `..Default::default()` and matches
with a `_` arm: `#[non_exhaustive]` has no effect in the crate that includes the generated code.";

const CODES: &str = "\
Exit codes:
  0   success; check: no problems; diff: no changes, or only of the documentation
  1   check: there are problems; diff: additive changes
  2   diff: breaking changes
  64  the command line is invalid, or names an unknown tag or operation
  65  a document is invalid, not supported or too large
  66  a document cannot be read
  73  the output cannot be written";

pub(crate) fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<u8, Failure> {
    let matches = match command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return help_or_mistake(&error, out),
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
        // Not reached: clap requires one of the commands.
        _ => Err(Failure::new(USAGE, "no command: see --help")),
    }
}

/// Writes the help or the version; every other error of clap is a mistake in the command line.
fn help_or_mistake(error: &clap::Error, out: &mut dyn Write) -> Result<u8, Failure> {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        writeln!(out, "{}", text.trim_end())?;
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
            "Keep the operation with this operationId (may be given several times)",
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
                .help("Refuse a source that needs repairs or has operations that the client cannot call"),
        );
    let list = Command::new("list")
        .about("List the tags of a document with their number of operations")
        .arg(file("SOURCE", "The document: a file, or - for standard input"));
    let check = Command::new("check")
        .about("Report the problems that a build would report, one on each line")
        .arg(file("FILE", "The fragment: a file, or - for standard input"));
    let diff = Command::new("diff")
        .about("List what changes for a caller of the generated API")
        .long_about(DIFF)
        .arg(file("OLD", "The document before the change"))
        .arg(file("NEW", "The document after the change"))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Write the changes as JSON"),
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
    // The argument is required, so clap has already refused a command line without it.
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}

fn texts(given: &ArgMatches, name: &str) -> Vec<String> {
    given.get_many::<String>(name).into_iter().flatten().cloned().collect()
}
