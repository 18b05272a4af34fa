//! Runs a mock server of Genesys Cloud on loopback until it is stopped, to test a program in any language.
//!
//! ```text
//! cargo run --example sandbox --features sandbox -- --users 200 --users-file users.txt > sandbox.env &
//! ```
//!
//! It prints the settings of a client as shell assignments, which this client, the Terraform provider and `gc` read.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use genesys_cloud::Method;
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::Value;

const HELP: &str = "\
Runs a mock server of Genesys Cloud on this machine, until Ctrl-C.

usage: sandbox [--port N] [--users N] [--users-file FILE] [--respond FILE]
               [--fail TIMES:STATUS]... [--limit TIMES:SECONDS]... [--drop TIMES]...

  --port N               listen on this port; default: 0, which chooses a free port
  --users N              add N users, whose tokens can be revoked
  --users-file FILE      write the ids of all users to this file, one on each line
  --respond FILE         respond as this JSON file says:
                         [{\"method\": \"GET\", \"path\": \"/api/v2/groups/{groupId}\",
                           \"status\": 200, \"body\": {\"name\": \"Sales\"}}]
  --fail TIMES:STATUS    respond to the next requests with this status, 400 to 599
  --limit TIMES:SECONDS  respond to the next requests with 429 and this Retry-After
  --drop TIMES           process the next requests, and close the connection without a response

Faults are used in the order of the arguments. Token requests do not use them.

Standard output gets the settings of a client. To use them in a shell:

  sandbox > sandbox.env &
  until [ -s sandbox.env ]; do sleep 0.1; done
  set -a; . ./sandbox.env; set +a

GENESYSCLOUD_REGION is for gc. For the Terraform provider, set it to an AWS region.";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        // If nothing reads it, there is nothing else to do.
        let _ = writeln!(io::stdout(), "{HELP}");
        return ExitCode::SUCCESS;
    }
    let options = match Options::parse(arguments.into_iter()) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}: see --help");
            return ExitCode::from(2);
        }
    };
    match start(&options) {
        // Until Ctrl-C.
        Ok(_sandbox) => loop {
            thread::park();
        },
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Starts the server, and says where it is.
fn start(options: &Options) -> Outcome<Sandbox> {
    let rules = options.respond.as_deref().map(Rule::read_all).transpose()?;
    let sandbox =
        Sandbox::start_on(options.port).map_err(|error| format!("cannot listen on port {}: {error}", options.port))?;
    for rule in rules.into_iter().flatten() {
        sandbox.respond(rule.method, &rule.path, rule.status, rule.body);
    }
    for fault in &options.faults {
        match *fault {
            Fault::Fail(times, status) => sandbox.fail_next(times, status),
            Fault::Limit(times, seconds) => sandbox.limit_next(times, Duration::from_secs(seconds)),
            Fault::Drop(times) => sandbox.drop_next(times),
        }
    }
    let mut users = sandbox.add_users(options.users);
    users.push(sandbox.user_id().to_owned());
    if let Some(file) = &options.users_file {
        fs::write(file, users.join("\n") + "\n").map_err(|error| format!("{file} cannot be written: {error}"))?;
    }
    eprintln!("listening on {}, Ctrl-C stops it", sandbox.base_url());
    let mut out = io::stdout().lock();
    out.write_all(environment(&sandbox).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| format!("cannot print the environment: {error}"))?;
    Ok(sandbox)
}

/// Returns one assignment per line. The values need no quotes.
fn environment(sandbox: &Sandbox) -> String {
    let port = sandbox.port().to_string();
    let region = format!("localhost:{port}");
    let token = sandbox.issue_token();
    let variables = [
        ("GENESYSCLOUD_GATEWAY_PROTOCOL", "http"),
        ("GENESYSCLOUD_GATEWAY_HOST", "127.0.0.1"),
        ("GENESYSCLOUD_GATEWAY_PORT", &port),
        ("GENESYSCLOUD_REGION", &region),
        ("GENESYSCLOUD_OAUTHCLIENT_ID", sandbox.client_id()),
        ("GENESYSCLOUD_OAUTHCLIENT_SECRET", sandbox.client_secret()),
        // The access token has priority over the client credentials.
        ("GENESYSCLOUD_ACCESS_TOKEN", &token),
    ];
    let mut text = String::new();
    for (name, value) in variables {
        // A String takes everything.
        let _ = writeln!(text, "{name}={value}");
    }
    text
}

/// A response of `--respond`.
struct Rule {
    method: Method,
    path: String,
    status: u16,
    body: Value,
}

impl Rule {
    /// Reads a file: one rule, or a list of them.
    fn read_all(file: &str) -> Outcome<Vec<Self>> {
        let text = fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}"))?;
        let rules: Value = text.parse().map_err(|error| format!("{file} is not JSON: {error}"))?;
        let rules = match rules {
            Value::Array(rules) => rules,
            rule => vec![rule],
        };
        (1..)
            .zip(&rules)
            .map(|(number, rule)| Self::read(rule).map_err(|problem| format!("{file}: rule {number} {problem}").into()))
            .collect()
    }

    fn read(rule: &Value) -> Result<Self, &'static str> {
        let method = rule["method"].as_str().unwrap_or("GET");
        let path = rule["path"].as_str().ok_or("has no path")?;
        // What `Sandbox::respond` requires.
        let is_segment = |segment: &str| {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            !name.unwrap_or(segment).contains(['{', '}', '?']) && name != Some("")
        };
        if !path.starts_with('/') || !path.split('/').all(is_segment) {
            return Err("has a path that is not like /api/v2/groups/{groupId}");
        }
        let status = rule.get("status").map_or(Some(200), Value::as_u64);
        let status = status.filter(|status| (200..600).contains(status));
        Ok(Self {
            method: method.parse().map_err(|_| "has a method that is not one of HTTP")?,
            path: path.to_owned(),
            status: status
                .and_then(|status| u16::try_from(status).ok())
                .ok_or("has a status that is not 200 to 599")?,
            body: rule["body"].clone(),
        })
    }
}

/// The arguments of the program.
#[derive(Default)]
struct Options {
    port: u16,
    users: usize,
    users_file: Option<String>,
    respond: Option<String>,
    faults: Vec<Fault>,
}

enum Fault {
    /// The number of requests, and the status.
    Fail(u32, u16),
    /// The number of requests, and the seconds of `Retry-After`.
    Limit(u32, u64),
    /// The number of requests.
    Drop(u32),
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        const NAMES: [&str; 7] = [
            "--port",
            "--users",
            "--users-file",
            "--respond",
            "--fail",
            "--limit",
            "--drop",
        ];

        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            if !NAMES.contains(&name) {
                return Err(format!("unknown argument {argument:?}"));
            }
            let value = value.or_else(|| arguments.next());
            let value = value.ok_or_else(|| format!("{name} needs a value"))?;
            let invalid = || format!("{name} {value:?} is not valid");
            match name {
                "--port" => options.port = value.parse().map_err(|_| invalid())?,
                "--users" => options.users = value.parse().map_err(|_| invalid())?,
                "--users-file" => options.users_file = Some(value),
                "--respond" => options.respond = Some(value),
                "--drop" => options.faults.push(Fault::Drop(value.parse().map_err(|_| invalid())?)),
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
