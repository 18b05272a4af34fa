//! All six operations of the Tokens API, one after the other.
//!
//! ```sh
//! cargo run --example tour --features sandbox
//! ```
//!
//! Without configuration it starts a stand-in Genesys Cloud on this machine and talks to that. With the environment of
//! `ClientBuilder::from_env` it talks to the organisation that the environment names, and asks before it changes
//! anything there (the one DELETE that it sends unasked is for an id that nobody has); `--yes` answers yes, `--user ID` names the user whose tokens are to be revoked.

use std::env;
use std::error::Error as StdError;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::process::ExitCode;

use genesys_cloud::models::{IdleTokenTimeout, NamedEntity};
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::{Client, Error};

/// A well-formed id that no user has.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn main() -> ExitCode {
    let options = match Options::parse(env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\nusage: tour [--yes] [--user ID]");
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
        println!("Genesys Cloud, as the environment says: {client:?}\n");
        return tour(&client, options.user.as_deref(), |question| {
            options.yes || ask(question)
        });
    }
    let sandbox = Sandbox::start()?;
    println!(
        "No GENESYSCLOUD_ variable is set, so this is a sandbox on {}\n",
        sandbox.base_url()
    );
    tour(&sandbox.client(), Some(sandbox.user_id()), |_| true)
}

/// The six operations. `may` is asked before anything is changed.
fn tour(client: &Client, user: Option<&str>, may: impl Fn(&str) -> bool) -> Result<(), Box<dyn StdError>> {
    let tokens = client.tokens();

    // Leaves the idle timer of the token as it is: looking is not using.
    let me = tokens.get_tokens_me().preserve_idle_ttl(true).send()?;
    let o_auth_client = me.o_auth_client.and_then(|client| client.name);
    say(
        "get_tokens_me",
        &format!(
            "the token belongs to the client {} of the organisation {}",
            o_auth_client.as_deref().unwrap_or("(unnamed)"),
            name(me.organization.as_ref()),
        ),
    );

    tokens.head_tokens_me().send()?;
    say("head_tokens_me", "the token is valid");

    match tokens.get_tokens_timeout().send() {
        Err(error) => say("get_tokens_timeout", &refused(&error)),
        Ok(settings) => {
            say("get_tokens_timeout", &in_words(&settings));
            if may("Write the idle timeout of the organisation, with the values that it has?") {
                // Read, change, write: what this version of the client does not know of is kept as well.
                let seconds = settings.idle_token_timeout_seconds.unwrap_or(900).max(300);
                match tokens
                    .put_tokens_timeout()
                    .body(settings.with_idle_token_timeout_seconds(seconds))
                    .send()
                {
                    Ok(settings) => say("put_tokens_timeout", &format!("written back: {}", in_words(&settings))),
                    Err(error) => say("put_tokens_timeout", &refused(&error)),
                }
            } else {
                say("put_tokens_timeout", "skipped");
            }
        }
    }

    match user {
        Some(user) if may(&format!("Revoke all tokens of the user {user}?")) => {
            match tokens.delete_token(user).send() {
                Ok(()) => say("delete_token", &format!("the tokens of the user {user} are revoked")),
                Err(error) => say("delete_token", &refused(&error)),
            }
        }
        Some(_) => say("delete_token", "skipped"),
        None => say("delete_token", "of a user: skipped, name one with --user"),
    }
    // The error of a user who does not exist, or of a client that may not revoke: typed, with all that support asks for.
    match tokens.delete_token(NOBODY).send() {
        Err(Error::Api(error)) => {
            say("delete_token", "of nobody:");
            println!("    status         {}", error.status());
            println!("    code           {}", error.code().unwrap_or("-"));
            println!("    message        {}", error.message().unwrap_or("-"));
            println!("    correlation id {}", error.correlation_id().unwrap_or("-"));
        }
        Err(error) => return Err(error.into()),
        Ok(()) => say("delete_token", "of nobody: accepted"),
    }

    if may("Revoke the token of this client?") {
        tokens.delete_tokens_me().send()?;
        say(
            "delete_tokens_me",
            "the token is revoked, and the client has forgotten it",
        );
    } else {
        say("delete_tokens_me", "skipped");
    }
    Ok(())
}

fn say(method: &str, what: &str) {
    println!("{method:<20}{what}");
}

fn refused(error: &Error) -> String {
    format!("refused: {error}")
}

fn name(entity: Option<&NamedEntity>) -> &str {
    entity.and_then(|entity| entity.name.as_deref()).unwrap_or("(unnamed)")
}

fn in_words(settings: &IdleTokenTimeout) -> String {
    let seconds = settings.idle_token_timeout_seconds.unwrap_or_default();
    let state = if settings.enable_idle_token_timeout == Some(true) {
        "on"
    } else {
        "off"
    };
    format!("the idle timeout is {state}, at {seconds} s")
}

/// Asks on the terminal. Without one the answer is no.
fn ask(question: &str) -> bool {
    if !io::stdin().is_terminal() {
        eprintln!("{question} Not without a terminal or --yes.");
        return false;
    }
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    let read = io::stderr()
        .flush()
        .and_then(|()| io::stdin().lock().read_line(&mut answer));
    read.is_ok() && answer.trim().eq_ignore_ascii_case("y")
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
