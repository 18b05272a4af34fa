//! Downloads of documents, with the client of this workspace: its proxies, certificates, time limits and retries.

mod sink;

use std::time::{Duration, Instant};

use genesys_cloud::error::ApiError;
use genesys_cloud::jiff::fmt::rfc2822;
use genesys_cloud::jiff::tz::TimeZone;
use genesys_cloud::{Client, Error, Method, Response, RetryPolicy};

use super::url::{self, Url};
use crate::failure::{DATA, Failure, NO_INPUT};
use crate::limit::{self, MAX_SOURCE};
use crate::terminal::Progress;
use sink::Sink;

/// The most redirects that are followed.
const MAX_REDIRECTS: usize = 10;

/// The time limit for one attempt, and for each part of a document.
const STALLED: Duration = Duration::from_secs(20);

/// The time limit for learning the size of a document, which only the progress needs.
const SIZE: Duration = Duration::from_secs(5);

/// A document that was downloaded.
#[derive(Debug)]
pub(crate) struct Downloaded {
    pub(crate) bytes: Vec<u8>,
    /// The day on which the document was changed, if the server says so: `2026-07-31`.
    pub(crate) date: Option<String>,
}

/// Downloads a document within a time limit, without a token, and follows redirects.
pub(crate) fn download(url: &Url, timeout: Duration, progress: &Progress) -> Result<Downloaded, Failure> {
    let failed = |problem: String| Failure::new(NO_INPUT, format!("{url}: {problem}"));
    let end = Instant::now() + timeout;
    let mut visited = vec![url.clone()];
    let mut current = url.clone();
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let location = match get(&current, left, progress)? {
            Outcome::Document(document) => return Ok(document),
            Outcome::Redirect(location) => location,
            Outcome::Failed(problem) if current == *url => return Err(failed(problem)),
            Outcome::Failed(problem) => return Err(failed(format!("redirects to {current}: {problem}"))),
        };
        let next = current.redirected(&location).map_err(|problem| {
            let location = url::shown(&location);
            failed(format!("redirects to {location}, which {problem}"))
        })?;
        if visited.contains(&next) {
            return Err(failed(format!("redirects in a circle, through {next}")));
        }
        if visited.len() > MAX_REDIRECTS {
            return Err(failed(format!("redirects more than {MAX_REDIRECTS} times")));
        }
        visited.push(next.clone());
        current = next;
    }
}

/// The outcome of one request.
enum Outcome {
    Document(Downloaded),
    /// The header `Location`.
    Redirect(String),
    Failed(String),
}

fn get(url: &Url, timeout: Duration, progress: &Progress) -> Result<Outcome, Failure> {
    let client = client(url, timeout)?;
    let size = if progress.is_shown() { size(&client, url) } else { None };
    let mut sink = Sink::new(size, progress);
    let request = client.request_uri(Method::GET, url.path_and_query()).without_token();
    let result = request.header("Accept-Encoding", "gzip").send_to(&mut sink);
    if sink.is_too_large() {
        let most = limit::mebibytes(MAX_SOURCE);
        let problem = format!("has more than {most} MiB, the most that is read: is this the right URL?");
        return Err(Failure::new(DATA, format!("{url}: {problem}")));
    }
    Ok(match result {
        Ok(response) => Outcome::Document(Downloaded {
            date: response.header("last-modified").and_then(day),
            bytes: sink.into_bytes(),
        }),
        Err(Error::Api(error)) => match redirect(&error) {
            Some(location) => Outcome::Redirect(location),
            None => Outcome::Failed(format!("the server responded with {}", status(&error))),
        },
        Err(error) => {
            let problem = error.to_string();
            // The message names the URL instead.
            let problem = problem.strip_prefix("GET (request_uri): ").unwrap_or(&problem);
            Outcome::Failed(format!("cannot be downloaded: {problem}"))
        }
    })
}

/// Returns a client of the host of a URL. Each host has a client of its own.
fn client(url: &Url, timeout: Duration) -> Result<Client, Failure> {
    Client::builder()
        .base_url(url.origin())
        .without_credentials()
        .timeout(timeout.max(Duration::from_millis(1)))
        .attempt_timeout(STALLED.min(timeout).max(Duration::from_millis(1)))
        .retry(RetryPolicy::default().with_max_retries(2))
        .user_agent(concat!("genesys-spec/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| Failure::new(NO_INPUT, format!("{url}: cannot be downloaded: {error}")))
}

/// Returns the size that the server announces. Without a size, the progress shows only the received bytes.
fn size(client: &Client, url: &Url) -> Option<u64> {
    let client = client.with_timeout(SIZE).with_retry(RetryPolicy::none());
    let request = client.request_uri(Method::HEAD, url.path_and_query()).without_token();
    let response: Response<()> = request.header("Accept-Encoding", "gzip").send_empty().ok()?;
    response.header("content-length")?.parse().ok()
}

/// Returns the day of an HTTP date (RFC 9110, section 5.6.7).
fn day(date: &str) -> Option<String> {
    let time = rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date().to_string())
}

/// Returns the target of a redirect.
fn redirect(error: &ApiError) -> Option<String> {
    if !matches!(error.status(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = error.headers().get("location")?;
    location.to_str().ok().map(str::to_owned)
}

fn status(error: &ApiError) -> String {
    let status = genesys_cloud::http::StatusCode::from_u16(error.status()).ok();
    let reason = status.and_then(|status| status.canonical_reason());
    match reason {
        Some(reason) => format!("{} {reason}", error.status()),
        None => error.status().to_string(),
    }
}
