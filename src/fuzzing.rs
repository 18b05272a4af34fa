//! Ways into the crate for the fuzz targets in `fuzz/`. It is there under `--cfg fuzzing` alone, which cargo-fuzz sets.

use std::sync::Mutex;
use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport};

use crate::call::{Limits, Received, Wire, correlation_id};
use crate::client::Inner;
use crate::origin::Origin;
use crate::request::Request;
use crate::{Client, Credentials, Error, Response, RetryPolicy, retry};

/// Reads the answer to a call as `call` does once it is off the wire.
///
/// # Errors
///
/// Everything that becomes of an answer which is no success, or whose body does not fit.
pub fn decode<T: DeserializeOwned>(
    client: &Client,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Response<T>, Error> {
    let Inner { authority, wire, .. } = client.inner();
    // A token that is there already: nothing is sent.
    let token = authority.token(wire, wire.deadline())?;
    let received = Received { status, headers, body };
    let request = Request::new(Method::GET, "/api/v2/tokens/me");
    let is_success = received.status.is_success();
    let answer = client.answer(received, &request, 1, Some(token));
    if is_success {
        answer.json()
    } else {
        Err(answer.into_api_error())
    }
}

/// Reads `Retry-After`.
#[must_use]
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    retry::retry_after(headers)
}

/// Whether a `Retry-After` is waited for, and how long.
#[must_use]
pub fn wait(policy: &RetryPolicy, retried: u32, retry_after: Option<Duration>, left: Duration) -> Option<Duration> {
    policy.wait(retried, retry_after, left)
}

/// Reads `ININ-Correlation-Id`.
#[must_use]
pub fn correlation_of(headers: &HeaderMap) -> Option<&str> {
    correlation_id(headers)
}

/// The URI of a request with one path parameter and one query parameter, below a base URL.
///
/// # Errors
///
/// What is refused before anything is sent.
pub fn uri(base_url: &str, segment: &str, query: &str) -> Result<Uri, Error> {
    let origin = Origin::parse("base_url", base_url, false)?;
    let mut request = Request::new(Method::DELETE, "/api/v2/tokens/{userId}");
    request.path_except("userId", &segment.to_owned(), &["me", "timeout"]);
    request.query("q", Some(query.to_owned()));
    request.uri(&origin)
}

/// A client whose server answers each connection with the next of these bytes, and then closes it.
///
/// # Errors
///
/// None: the configuration is one that is accepted.
pub fn client_of(answers: Vec<Vec<u8>>, credentials: Credentials, max_response_bytes: u64) -> Result<Client, Error> {
    let api = Origin::parse("base_url", "https://api.example.com", false)?;
    let login = Origin::parse("login_url", "https://login.example.com", false)?;
    let second = Duration::from_secs(1);
    let limits = Limits {
        timeout: 3 * second,
        attempt_timeout: second,
        connect_timeout: second,
        max_response_bytes,
        retry: RetryPolicy::default()
            .with_base_delay(Duration::ZERO)
            .with_max_retry_after(Duration::ZERO),
    };
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .timeout_global(Some(second))
        .build();
    let agent = ureq::Agent::with_parts(config, Script(Mutex::new(answers.into_iter())), Nowhere);
    Ok(Client::new(Inner {
        api,
        authority: credentials.into_authority(Some(login))?,
        wire: Wire::new(agent, HeaderValue::from_static("fuzz"), limits),
    }))
}

/// Looks up nothing: any address does, since nobody connects to it.
#[derive(Debug)]
struct Nowhere;

impl Resolver for Nowhere {
    fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut addresses = self.empty();
        addresses.push(([127, 0, 0, 1], 1).into());
        Ok(addresses)
    }
}

#[derive(Debug)]
struct Script(Mutex<std::vec::IntoIter<Vec<u8>>>);

impl Connector for Script {
    type Out = Connection;

    fn connect(&self, _: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, ureq::Error> {
        let answer = self.0.lock().ok().and_then(|mut answers| answers.next());
        let answer = answer.ok_or(ureq::Error::ConnectionFailed)?;
        Ok(Some(Connection {
            buffers: LazyBuffers::new(16 * 1024, 16 * 1024),
            answer: answer.into_iter(),
        }))
    }
}

/// A connection in memory.
#[derive(Debug)]
struct Connection {
    buffers: LazyBuffers,
    answer: std::vec::IntoIter<u8>,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, _: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        let room = self.buffers.input_append_buf();
        let length = room.len().min(self.answer.len());
        for (place, byte) in room.iter_mut().zip(self.answer.by_ref()) {
            *place = byte;
        }
        self.buffers.input_appended(length);
        Ok(length > 0)
    }

    fn is_open(&mut self) -> bool {
        self.answer.len() > 0
    }

    fn is_tls(&self) -> bool {
        true
    }
}
