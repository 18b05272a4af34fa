//! `check`: whether a token is valid.

use std::io::{self, IsTerminal as _, Read as _};

use genesys_cloud::models::TokenInfo;
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{ApiError, ClientBuilder, Error};

use crate::console::{note, print, print_json};
use crate::exit;
use crate::failure::Failure;
use crate::holder;
use crate::platform::{Account, Platform};

/// The options of the command.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) organization: Option<String>,
    pub(crate) format: Format,
    pub(crate) token_from_stdin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Metrics,
    Quiet,
}

/// What is known of the token.
enum Verdict {
    Valid(Box<TokenInfo>),
    Invalid(String),
    /// It is valid, and not of the organization that was asked for.
    OtherOrganization(String),
    /// It cannot be told.
    Unknown(String),
}

pub(crate) fn check(check: &Check, account: &Account) -> u8 {
    let verdict = Platform::find(account)
        .and_then(|platform| ask(check, &platform))
        .unwrap_or_else(|failure| Verdict::Unknown(failure.line));
    // The exit code is the result, also if nothing reads the text.
    let _ = write(&verdict, check.format);
    match verdict {
        Verdict::Valid(_) => exit::SUCCESS,
        Verdict::Invalid(_) | Verdict::OtherOrganization(_) => exit::NO,
        Verdict::Unknown(_) => exit::UNKNOWN,
    }
}

fn ask(check: &Check, platform: &Platform) -> Result<Verdict, Failure> {
    let mut builder = platform.builder.clone();
    if check.token_from_stdin {
        builder = with_token_from_stdin(builder)?;
    }
    let client = builder.build()?;
    if check.format != Format::Quiet {
        platform.say_if_sandbox();
    }
    // HEAD cannot preserve the idle timer.
    match client.tokens().get_tokens_me().preserve_idle_ttl(true).send() {
        Ok(token) => Ok(compare(token, check.organization.as_deref())),
        Err(error) if is_refused(&error) => Ok(Verdict::Invalid(error.to_string())),
        Err(error) => Err(error.into()),
    }
}

fn with_token_from_stdin(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    let mut input = io::stdin();
    if input.is_terminal() {
        return Err(Failure::usage(
            "--token-stdin reads the token from a pipe, since a terminal would show it",
        ));
    }
    let mut token = String::new();
    input
        .read_to_string(&mut token)
        .map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
    let trimmed = token.trim();
    if trimmed.is_empty() {
        return Err(Failure::usage("standard input has no token"));
    }
    Ok(builder.access_token(trimmed))
}

/// Returns whether the platform has refused the token, or the credentials for one. An error of a server in between says nothing about
/// either of them.
fn is_refused(error: &Error) -> bool {
    match error {
        Error::Auth(_) => {
            let is_rejected = error.code().is_some() && matches!(error.status(), Some(400 | 401 | 403));
            error.is_sign_in_required() || (is_rejected && !error.is_retryable())
        }
        Error::Api(error) => error.status() == 401 && !is_from_gateway(error),
        _ => false,
    }
}

/// Returns whether a 401 comes from a gateway or a proxy: a web page, or a challenge of another scheme than Bearer.
fn is_from_gateway(error: &ApiError) -> bool {
    let has = |header, text| {
        let values = error.headers().get_all(header).iter();
        let mut values = values.map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase());
        values.any(|value| value.contains(text))
    };
    has("content-type", "html") || (has("www-authenticate", "") && !has("www-authenticate", "bearer"))
}

/// Compares the organization of a valid token with the one that was asked for.
fn compare(token: TokenInfo, expected: Option<&str>) -> Verdict {
    let Some(expected) = expected else {
        return Verdict::Valid(Box::new(token));
    };
    let organization = token.organization.as_ref();
    match organization.and_then(|organization| organization.id.as_deref()) {
        Some(id) if id.eq_ignore_ascii_case(expected.trim()) => Verdict::Valid(Box::new(token)),
        Some(id) => {
            let name = organization.and_then(|organization| organization.name.as_deref());
            Verdict::OtherOrganization(holder::named(name, Some(id)))
        }
        None => Verdict::Unknown("the response has no organization".to_owned()),
    }
}

fn write(verdict: &Verdict, format: Format) -> io::Result<()> {
    match format {
        Format::Quiet => Ok(()),
        Format::Metrics => {
            if let Verdict::Unknown(problem) = verdict {
                note(format_args!("It cannot be told whether the token is valid: {problem}"));
            }
            print(metrics(verdict).trim_end())
        }
        Format::Json => print_json(&document(verdict)),
        Format::Text => match verdict {
            Verdict::Valid(token) => {
                let organization = token.organization.as_ref();
                let name = organization.and_then(|organization| organization.name.as_deref());
                let id = organization.and_then(|organization| organization.id.as_deref());
                print(format_args!("valid: {}", holder::named(name, id)))
            }
            Verdict::Invalid(problem) => print(format_args!("invalid: {problem}")),
            Verdict::OtherOrganization(name) => {
                print(format_args!("another organization: the token belongs to {name}"))
            }
            Verdict::Unknown(problem) => {
                note(format_args!("It cannot be told whether the token is valid: {problem}"));
                Ok(())
            }
        },
    }
}

/// Returns the verdict as JSON. Everything that is not known is null.
fn document(verdict: &Verdict) -> Value {
    let (valid, problem) = match verdict {
        Verdict::Valid(_) => (Some(true), None),
        Verdict::Invalid(problem) => (Some(false), Some(problem.clone())),
        Verdict::OtherOrganization(name) => (Some(false), Some(format!("the token belongs to {name}"))),
        Verdict::Unknown(problem) => (None, Some(problem.clone())),
    };
    let organization = match verdict {
        Verdict::Valid(token) => token.organization.as_ref(),
        _ => None,
    };
    json!({
        "valid": valid,
        "organization": holder::entity_json(organization),
        "problem": problem,
    })
}

/// Returns the gauges in the text format of Prometheus, for example for its node exporter.
fn metrics(verdict: &Verdict) -> String {
    let (success, valid) = match verdict {
        Verdict::Valid(_) => (1, Some(1)),
        Verdict::Invalid(_) | Verdict::OtherOrganization(_) => (1, Some(0)),
        Verdict::Unknown(_) => (0, None),
    };
    let gauge =
        |name: &str, help: &str, value: u8| format!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
    let mut text = gauge(
        "genesys_token_check_success",
        "Whether the check could tell if the token is valid.",
        success,
    );
    if let Some(valid) = valid {
        text += &gauge(
            "genesys_token_valid",
            "Whether the token is valid, and of the expected organization.",
            valid,
        );
    }
    text
}
