//! The commands and their arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use clap_complete::Shell;

use super::help;

pub(super) const NAME: &str = "genesys-spec";

/// The widest help: a sentence in longer lines is hard to read.
const WIDTH: usize = 80;

pub(super) fn program() -> Command {
    let with_codes = |command: Command, about: &'static str, examples: &'static str| {
        command
            .long_about(about)
            .after_help(help::CODES)
            .after_long_help(format!("{examples}\n\n{}", help::CODES))
    };
    Command::new(NAME)
        .about(help::ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(help::CODES)
        .after_long_help(format!("{}\n\n{}", help::EXAMPLES, help::CODES))
        .subcommand_required(true)
        .max_term_width(WIDTH)
        .subcommands([
            with_codes(trim(), help::TRIM, help::TRIM_EXAMPLES),
            with_codes(list(), help::LIST, help::LIST_EXAMPLES),
            with_codes(check(), help::CHECK, help::CHECK_EXAMPLES),
            with_codes(diff(), help::DIFF, help::DIFF_EXAMPLES),
            with_codes(init(), help::INIT, help::INIT_EXAMPLES),
            with_codes(update(), help::UPDATE, help::UPDATE_EXAMPLES),
            with_codes(generate(), help::GENERATE, help::GENERATE_EXAMPLES),
            with_codes(completions(), help::COMPLETIONS, help::COMPLETIONS_EXAMPLES),
        ])
}

fn trim() -> Command {
    Command::new("trim")
        .about("Keep some operations of a document, as OpenAPI 3.0.3")
        .args(source())
        .group(source_or_region())
        .args(choice("Keep"))
        .arg(output())
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
        .args(source())
        .group(source_or_region())
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
        .arg(document("FILE", "The fragment: a file, a URL, or - for standard input"))
        .arg(timeout())
        .arg(flag("json", "Write the problems and the warnings as JSON"))
}

fn diff() -> Command {
    Command::new("diff")
        .about("List what changes for a caller of the generated API")
        .arg(document(
            "OLD",
            "The document before the change: a file, a URL, or - for standard input",
        ))
        .arg(document(
            "NEW",
            "The document after the change: a file, a URL, or - for standard input",
        ))
        .arg(timeout())
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

fn init() -> Command {
    let [region, preview] = published("source");
    Command::new("init")
        .about("Give the crate in the current folder a fragment")
        .args(choice("Keep"))
        .arg(
            value(
                "source",
                "SOURCE",
                "The document: a file, a URL, or -. Default: the document of the region us-east-1",
            )
            .value_parser(value_parser!(OsString)),
        )
        .arg(region)
        .arg(preview)
        .arg(timeout())
        .arg(value(
            "name",
            "NAME",
            "The name of the fragment and of the example. Default: the name of the only tag, or api",
        ))
        .arg(flag(
            "example",
            "Write a program to examples/ that calls the first operation",
        ))
        .arg(value(
            "git",
            "URL",
            "Take genesys-cloud and its generator from a Git repository, not from the registry",
        ))
        .arg(
            value(
                "path",
                "FOLDER",
                "Take genesys-cloud and its generator from a checkout of their repository",
            )
            .conflicts_with("git"),
        )
}

fn update() -> Command {
    let [region, preview] = published("source");
    Command::new("update")
        .about("Cut a fragment out of its source again")
        .arg(file("FRAGMENT", "The fragment that `trim` or `init` wrote"))
        .arg(
            value(
                "source",
                "SOURCE",
                "The source, in place of the one that the fragment remembers: a file, a URL, or -",
            )
            .value_parser(value_parser!(OsString)),
        )
        .arg(region)
        .arg(preview)
        .arg(timeout())
        .arg(flag(
            "check",
            "Write nothing, and return 1 if there are changes, 2 if one of them breaks programs",
        ))
}

fn generate() -> Command {
    Command::new("generate")
        .about("Write the Rust code that a build makes of a fragment")
        .arg(document(
            "FRAGMENT",
            "The fragment: a file, a URL, or - for standard input",
        ))
        .arg(timeout())
        .arg(output().required(false).default_value("-"))
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

/// Returns the arguments for the document of a command.
fn source() -> [Arg; 4] {
    let [region, preview] = published("SOURCE");
    [
        document("SOURCE", "The document: a file, a URL, or - for standard input").required(false),
        region,
        preview,
        timeout(),
    ]
}

fn source_or_region() -> ArgGroup {
    ArgGroup::new("document").args(["SOURCE", "region"]).required(true)
}

/// Returns the arguments for a document that Genesys publishes, in place of another one.
fn published(source: &'static str) -> [Arg; 2] {
    [
        value(
            "region",
            "REGION",
            "Read the document that Genesys publishes in this region (eu-west-1, mypurecloud.ie)",
        )
        .conflicts_with(source),
        flag(
            "preview",
            "Read the document of the preview operations, which Genesys publishes separately",
        )
        .requires("region")
        .conflicts_with(source),
    ]
}

fn timeout() -> Arg {
    value("timeout", "SECONDS", "The time limit for a download")
        .value_parser(RangedU64ValueParser::<u64>::new().range(1..=86_400))
        .default_value("300")
}

fn document(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .help(help)
        .required(true)
        .value_parser(value_parser!(OsString))
}

/// Returns the arguments that choose operations.
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

fn output() -> Arg {
    file(
        "output",
        "The file to write, or - for standard output. Its folder is created",
    )
    .long("output")
    .short('o')
    .value_name("FILE")
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
