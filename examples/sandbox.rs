//! Serves a stand-in Genesys Cloud on loopback until it is stopped.
//!
//! ```text
//! cargo run --example sandbox --features sandbox -- --port 8080
//! ```
//!
//! It prints what a client has to know as shell assignments: `gc`, Terraform and `Client::from_env` read them.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;

use genesys_cloud::sandbox::Sandbox;

const USAGE: &str = "usage: sandbox [--port N]    (0, which is the default, picks a free port)";

fn main() -> ExitCode {
    let port = match port(
        std::env::args_os()
            .skip(1)
            .map(|argument| argument.to_string_lossy().into_owned()),
    ) {
        Ok(port) => port,
        Err(refused) => {
            eprintln!("{refused}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let sandbox = match Sandbox::start_on(port) {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("cannot serve on port {port}: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Err(error) = print_environment(&sandbox) {
        eprintln!("cannot print the environment: {error}");
        return ExitCode::FAILURE;
    }
    loop {
        thread::park();
    }
}

/// The port that the arguments ask for.
fn port(mut arguments: impl Iterator<Item = String>) -> Result<u16, Refused> {
    let mut port = 0;
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some(("--port", value)) => value.to_owned(),
            None if argument == "--port" => arguments.next().ok_or(Refused::NoPort)?,
            _ => return Err(Refused::Argument(argument)),
        };
        port = value.parse().map_err(|_| Refused::Port(value))?;
    }
    Ok(port)
}

enum Refused {
    NoPort,
    Port(String),
    Argument(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPort => write!(f, "--port needs a number"),
            Self::Port(value) => write!(f, "--port {value:?} is no port: a number from 0 to 65535"),
            Self::Argument(argument) => write!(f, "{argument:?} is no argument of this program"),
        }
    }
}

/// One assignment a line, so that `export $(head -n 5)` and `eval` both work. None of the values needs quotes.
fn print_environment(sandbox: &Sandbox) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "GENESYSCLOUD_GATEWAY_PROTOCOL=http")?;
    writeln!(out, "GENESYSCLOUD_GATEWAY_HOST=127.0.0.1")?;
    writeln!(out, "GENESYSCLOUD_GATEWAY_PORT={}", sandbox.port())?;
    writeln!(out, "GENESYSCLOUD_OAUTHCLIENT_ID={}", sandbox.client_id())?;
    writeln!(out, "GENESYSCLOUD_OAUTHCLIENT_SECRET={}", sandbox.client_secret())?;
    out.flush()
}
