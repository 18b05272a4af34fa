//! Runs a mock server of Genesys Cloud on loopback until it is stopped, to test a program in any language.
//!
//! ```text
//! cargo run --example sandbox --features sandbox -- --port 8080 --users 200 --limit 3:1 --fail 2:503
//! ```
//!
//! It prints the settings of a client as shell assignments, which the Terraform provider and `Client::from_env` read. With `--users` it also
//! prints `SANDBOX_USER_IDS`, separated by commas.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::process::ExitCode;
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use genesys_cloud::sandbox::Sandbox;

const USAGE: &str = "usage: sandbox [--port N] [--users N] [--fail TIMES:STATUS]... [--limit TIMES:SECONDS]...

  --port N               listen on this port; default: 0, which chooses a free port
  --users N              add N users, whose tokens can be revoked
  --fail TIMES:STATUS    respond to the next requests with this status, 400 to 599
  --limit TIMES:SECONDS  respond to the next requests with 429 and this Retry-After

Faults are used in the order of the arguments. Token requests do not use them.";

fn main() -> ExitCode {
    let arguments = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned());
    let options = match Options::parse(arguments) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let sandbox = match Sandbox::start_on(options.port) {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("cannot listen on port {}: {error}", options.port);
            return ExitCode::FAILURE;
        }
    };
    for fault in &options.faults {
        match *fault {
            Fault::Fail(times, status) => sandbox.fail_next(times, status),
            Fault::Limit(times, seconds) => sandbox.limit_next(times, Duration::from_secs(seconds)),
        }
    }
    let users = sandbox.add_users(options.users);
    if let Err(error) = print_environment(&sandbox, &users) {
        eprintln!("cannot print the environment: {error}");
        return ExitCode::FAILURE;
    }
    loop {
        thread::park();
    }
}

/// Prints one assignment per line, so that `eval` and `export $(head -n 5)` both work. The values need no quotes.
fn print_environment(sandbox: &Sandbox, users: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "GENESYSCLOUD_GATEWAY_PROTOCOL=http")?;
    writeln!(out, "GENESYSCLOUD_GATEWAY_HOST=127.0.0.1")?;
    writeln!(out, "GENESYSCLOUD_GATEWAY_PORT={}", sandbox.port())?;
    writeln!(out, "GENESYSCLOUD_OAUTHCLIENT_ID={}", sandbox.client_id())?;
    writeln!(out, "GENESYSCLOUD_OAUTHCLIENT_SECRET={}", sandbox.client_secret())?;
    if !users.is_empty() {
        writeln!(out, "SANDBOX_USER_IDS={}", users.join(","))?;
    }
    out.flush()
}

/// The arguments of the program.
#[derive(Default)]
struct Options {
    port: u16,
    users: usize,
    faults: Vec<Fault>,
}

enum Fault {
    /// The number of requests, and the status.
    Fail(u32, u16),
    /// The number of requests, and the seconds of `Retry-After`.
    Limit(u32, u64),
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, Problem> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            if !["--port", "--users", "--fail", "--limit"].contains(&name) {
                return Err(Problem(format!("unknown argument {argument:?}")));
            }
            let value = value.or_else(|| arguments.next());
            let value = value.ok_or_else(|| Problem(format!("{name} needs a value")))?;
            let invalid = || Problem(format!("{name} {value:?} is not valid"));
            match name {
                "--port" => options.port = value.parse().map_err(|_| invalid())?,
                "--users" => options.users = value.parse().map_err(|_| invalid())?,
                "--fail" => {
                    let (times, status) = pair(&value).ok_or_else(invalid)?;
                    if !(400..600).contains(&status) {
                        return Err(invalid());
                    }
                    options.faults.push(Fault::Fail(times, status));
                }
                _ => {
                    let (times, seconds) = pair(&value).ok_or_else(invalid)?;
                    options.faults.push(Fault::Limit(times, seconds));
                }
            }
        }
        Ok(options)
    }
}

/// Parses `TIMES:VALUE`.
fn pair<T: FromStr>(text: &str) -> Option<(u32, T)> {
    let (times, value) = text.split_once(':')?;
    Some((times.parse().ok()?, value.parse().ok()?))
}

/// An invalid argument.
struct Problem(String);

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
