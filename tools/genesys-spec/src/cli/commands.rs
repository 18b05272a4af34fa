//! The commands, their arguments and their help.
//!
//! clap wraps paragraphs at the width of the terminal, and at 80 columns at most. Tables are written with line breaks, below that width.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use clap_complete::Shell;

pub(super) const NAME: &str = "genesys-spec";

const ABOUT: &str = "Cuts fragments out of the API document that Genesys publishes, checks and compares them.";

const TRIM: &str = "\
Keeps the chosen operations of a document and everything that they refer to, and writes them as OpenAPI 3.0.3.

The source is Swagger 2.0, as Genesys publishes it, or OpenAPI 3.0. Without --tag and --operation, all operations are kept. \
The order is that of the source.

Unambiguous mistakes of the source are repaired. Operations that cannot be generated, or that the client cannot call (files, forms, \
security schemes other than OAuth 2), are left out. Standard error lists both. --strict refuses both.

If the exit code is 0, a build accepts the fragment, which may have up to 64 MiB. Otherwise, no file is written. An operation \
that --operation names, and a tag that --tag names, have to be a part of the fragment: without them, the exit code is 65.";

const TRIM_EXAMPLES: &str = "\
Examples:
  genesys-spec trim swagger.json --operation getUsers -o spec/users.json
  genesys-spec trim swagger.json --tag Users --tag Routing -o spec/api.json";

const LIST: &str = "\
Lists the operations of a document: operationId, method, tag, path and permissions. Below them are the tags with their numbers of \
operations.

With --tag and --operation, it lists only these operations.

With --paging, it lists the operations that a fragment has, with the scheme by which the client reads their lists page by page. If only \
a part of a scheme is there, it says which part is missing.";

const LIST_EXAMPLES: &str = "\
Examples:
  genesys-spec list swagger.json --tag Users
  genesys-spec list swagger.json --json | jq -r '.operations[].id'
  genesys-spec list swagger.json --paging --operation getUsers";

const CHECK: &str = "\
Reports the problems that a build would report, one on each line, and the warnings on standard error.";

const CHECK_EXAMPLES: &str = "\
Examples:
  genesys-spec check spec/users.json
  genesys-spec check spec/users.json --json";

const DIFF: &str = "\
Lists what changes for a caller of the generated Rust API from OLD to NEW, and the version step that follows.

Both are documents that `check` accepts, or documents that need only the repairs of `trim`. Each line is a change: `breaking` if a \
program may no longer compile or has another effect, `additive` if there is something new, `documentation` if only the documentation \
changes. Types that an operation or a field adds or removes are listed with it.";

const DIFF_EXAMPLES: &str = "\
Examples:
  genesys-spec diff spec/users.json fresh.json
  genesys-spec diff spec/users.json fresh.json --fail-on breaking";

const COMPLETIONS: &str = "\
Writes the script with which a shell completes the commands and options of this program.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  genesys-spec completions bash > /etc/bash_completion.d/genesys-spec
  genesys-spec completions fish > ~/.config/fish/completions/genesys-spec.fish";

const CODES: &str = "\
Exit codes:
  0   success; check: no problems; diff: no changes, or only of the
      documentation, or none that --fail-on names
  1   check: there are problems; diff: additive changes
  2   diff: breaking changes
  64  the command line is invalid, or names an unknown tag or operation
  65  a document is invalid, not supported or too large, or something that was
      asked for cannot be generated
  66  a document cannot be read
  73  the output cannot be written";

/// The widest help: a sentence in longer lines is hard to read.
const WIDTH: usize = 80;

pub(super) fn program() -> Command {
    let with_codes = |command: Command, about: &'static str, examples: &'static str| {
        command
            .long_about(about)
            .after_help(CODES)
            .after_long_help(format!("{examples}\n\n{CODES}"))
    };
    Command::new(NAME)
        .about(ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(CODES)
        .after_long_help(format!(
            "Examples:\n  genesys-spec list swagger.json\n  genesys-spec trim swagger.json --operation getUsers -o spec/users.json\n\n{CODES}"
        ))
        .subcommand_required(true)
        .max_term_width(WIDTH)
        .subcommands([
            with_codes(trim(), TRIM, TRIM_EXAMPLES),
            with_codes(list(), LIST, LIST_EXAMPLES),
            with_codes(check(), CHECK, CHECK_EXAMPLES),
            with_codes(diff(), DIFF, DIFF_EXAMPLES),
            with_codes(completions(), COMPLETIONS, COMPLETIONS_EXAMPLES),
        ])
}

fn trim() -> Command {
    Command::new("trim")
        .about("Keep some operations of a document, as OpenAPI 3.0.3")
        .arg(source())
        .args(choice("Keep"))
        .arg(
            file(
                "output",
                "The file to write, or - for standard output. Its folder is created",
            )
            .long("output")
            .short('o')
            .value_name("FILE"),
        )
        .arg(flag(
            "strict",
            "Refuse a source that needs repairs or has operations that cannot be generated or called",
        ))
        .arg(flag(
            "verbose",
            "List every operation that is left out or belongs to another tag than the chosen one",
        ))
}

fn list() -> Command {
    Command::new("list")
        .about("List the operations and the tags of a document")
        .arg(source())
        .args(choice("List"))
        .arg(flag("json", "Write the operations and the tags as JSON"))
        .arg(flag(
            "paging",
            "List how the client reads the list of each operation page by page, or why it does not",
        ))
}

fn check() -> Command {
    Command::new("check")
        .about("Report the problems that a build would report")
        .arg(file("FILE", "The fragment: a file, or - for standard input"))
        .arg(flag("json", "Write the problems and the warnings as JSON"))
}

fn diff() -> Command {
    Command::new("diff")
        .about("List what changes for a caller of the generated API")
        .arg(file(
            "OLD",
            "The document before the change: a file, or - for standard input",
        ))
        .arg(file(
            "NEW",
            "The document after the change: a file, or - for standard input",
        ))
        .arg(
            value(
                "format",
                "FORMAT",
                "Write the changes as text, as JSON, or as Markdown for a pull request",
            )
            .value_parser(["text", "json", "markdown"])
            .default_value("text"),
        )
        .arg(flag("json", "Short for --format json").conflicts_with("format"))
        .arg(
            value(
                "fail-on",
                "KIND",
                "The least severe change that gets an exit code other than 0",
            )
            .value_parser(["breaking", "additive"])
            .default_value("additive"),
        )
        .arg(flag(
            "verbose",
            "List every type that is added or removed with an operation or a field",
        ))
}

fn completions() -> Command {
    Command::new("completions")
        .about("Write the completions of a shell")
        .arg(
            Arg::new("SHELL")
                .help("The shell")
                .required(true)
                .value_parser(value_parser!(Shell)),
        )
}

fn source() -> Arg {
    file("SOURCE", "The document: a file, or - for standard input")
}

/// The arguments that choose operations.
fn choice(verb: &str) -> [Arg; 2] {
    [
        value(
            "tag",
            "TAG",
            format!("{verb} the operations of this tag (may be given several times)"),
        ),
        value(
            "operation",
            "ID",
            format!("{verb} the operation with this operationId (may be given several times)"),
        ),
    ]
    .map(|argument| argument.action(ArgAction::Append))
}

fn file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .help(help)
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

fn value(name: &'static str, value: &'static str, help: impl Into<clap::builder::StyledStr>) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}
