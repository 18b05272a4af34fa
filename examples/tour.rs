//! All six operations of the Tokens API, one after the other.
//!
//! ```sh
//! cargo run --example tour --features sandbox
//! ```
//!
//! Without configuration, it starts a mock server on this machine and calls that. If the environment variables of
//! `ClientBuilder::from_env` are set, it calls the organization that they name. It asks before each change, apart from one DELETE for
//! an id that no user has. `--yes` confirms all changes, and `--user ID` sets the user whose tokens are revoked.

use std::env;
use std::error::Error as StdError;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::process::ExitCode;

use genesys_cloud::models::{IdleTokenTimeout, NamedEntity};
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::{Client, Error};

const HELP: &str = "\
Calls the six operations of the Tokens API, one after the other.

usage: tour [--yes] [--user ID]

  --yes      confirm all changes
  --user ID  the user whose tokens are revoked

Without GENESYSCLOUD_ variables, it calls a sandbox on this machine. With them, it calls the
organization that they name, and asks before each change.";

/// A well-formed id that no user has.
const UNKNOWN_USER: &str = "00000000-0000-4000-8000-000000000000";

fn main() -> ExitCode {
    if env::args()
        .skip(1)
        .any(|argument| argument == "--help" || argument == "-h")
    {
        // If nothing reads it, there is nothing else to do.
        let _ = writeln!(io::stdout(), "{HELP}");
        return ExitCode::SUCCESS;
    }
    let options = match Options::parse(env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}: see --help");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn StdError>> {
    if env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with("GENESYSCLOUD_")) {
        let client = Client::from_env()?;
        print_line("The organization that the GENESYSCLOUD_ variables name. It asks before each change.\n");
        return tour(&client, options.user.as_deref(), |question| {
            options.yes || confirm(question)
        });
    }
    let sandbox = Sandbox::start()?;
    print_line("No GENESYSCLOUD_ variable is set, so this calls a sandbox on this machine:");
    print_line(&format!("{}\n", sandbox.base_url()));
    tour(&sandbox.client(), Some(sandbox.user_id()), |_| true)
}

/// Calls the six operations. `confirm` is called before each change.
fn tour(client: &Client, user: Option<&str>, confirm: impl Fn(&str) -> bool) -> Result<(), Box<dyn StdError>> {
    let tokens = client.tokens();

    // `preserve_idle_ttl`: this request does not reset the idle timer of the token.
    let me = tokens.get_tokens_me().preserve_idle_ttl(true).send()?;
    let o_auth_client = me.o_auth_client.and_then(|client| client.name);
    say(
        "get_tokens_me",
        &format!(
            "client {}, organization {}",
            o_auth_client.as_deref().unwrap_or("(unnamed)"),
            name(me.organization.as_ref()),
        ),
    );

    tokens.head_tokens_me().send()?;
    say("head_tokens_me", "the token is valid");

    match tokens.get_tokens_timeout().send() {
        Err(error) => say("get_tokens_timeout", &refused(&error)),
        Ok(settings) => {
            say("get_tokens_timeout", &describe(&settings));
            if confirm("Write the idle timeout of the organization, with its current values?") {
                // Read, change, write: this keeps the fields that the client does not know.
                let seconds = settings.idle_token_timeout_seconds.unwrap_or(900).max(300);
                match tokens
                    .put_tokens_timeout()
                    .body(settings.with_idle_token_timeout_seconds(seconds))
                    .send()
                {
                    Ok(settings) => say("put_tokens_timeout", &format!("written: {}", describe(&settings))),
                    Err(error) => say("put_tokens_timeout", &refused(&error)),
                }
            } else {
                say("put_tokens_timeout", "skipped");
            }
        }
    }

    match user {
        Some(user) if confirm(&format!("Revoke all tokens of the user {user}?")) => {
            match tokens.delete_token(user).send() {
                Ok(()) => say("delete_token", &format!("user {user}: revoked")),
                Err(error) => say("delete_token", &refused(&error)),
            }
        }
        Some(_) => say("delete_token", "skipped"),
        None => say("delete_token", "skipped; set a user with --user"),
    }
    // If the user does not exist, or the client lacks the permission, the error has the details that support asks for.
    match tokens.delete_token(UNKNOWN_USER).send() {
        Err(Error::Api(error)) => {
            say("delete_token", "for an unknown user:");
            print_line(&format!("    status         {}", error.status()));
            print_line(&format!("    code           {}", error.code().unwrap_or("-")));
            print_line(&format!("    message        {}", error.message().unwrap_or("-")));
            print_line(&format!("    correlation id {}", error.correlation_id().unwrap_or("-")));
        }
        Err(error) => return Err(error.into()),
        Ok(()) => say("delete_token", "for an unknown user: accepted"),
    }

    if confirm("Revoke the token of this client?") {
        tokens.delete_tokens_me().send()?;
        say(
            "delete_tokens_me",
            "the token is revoked, and the client no longer uses it",
        );
    } else {
        say("delete_tokens_me", "skipped");
    }
    Ok(())
}

fn say(method: &str, what: &str) {
    print_line(&format!("{method:<20}{what}"));
}

/// Prints a line, unless nothing reads the output any more.
fn print_line(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn refused(error: &Error) -> String {
    format!("refused: {error}")
}

fn name(entity: Option<&NamedEntity>) -> &str {
    entity.and_then(|entity| entity.name.as_deref()).unwrap_or("(unnamed)")
}

fn describe(settings: &IdleTokenTimeout) -> String {
    let seconds = settings.idle_token_timeout_seconds.unwrap_or_default();
    let state = if settings.enable_idle_token_timeout == Some(true) {
        "on"
    } else {
        "off"
    };
    format!("the idle timeout is {state}, at {seconds} s")
}

/// Asks for confirmation on the terminal. Returns `false` without a terminal.
fn confirm(question: &str) -> bool {
    if !io::stdin().is_terminal() {
        eprintln!("{question} No: confirm with --yes, or run this in a terminal.");
        return false;
    }
    eprint!("{question} [y/N] ");
    let mut line = String::new();
    let read = io::stderr()
        .flush()
        .and_then(|()| io::stdin().lock().read_line(&mut line));
    read.is_ok() && line.trim().eq_ignore_ascii_case("y")
}

/// The arguments of the program.
#[derive(Default)]
struct Options {
    yes: bool,
    user: Option<String>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--yes" => options.yes = true,
                "--user" => options.user = Some(arguments.next().ok_or("--user needs the id of a user")?),
                _ => return Err(format!("unknown argument {argument}")),
            }
        }
        Ok(options)
    }
}
