//! Entry points for the fuzz targets in `fuzz/`, compiled only with `--cfg fuzzing`, which cargo-fuzz sets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport};

use crate::base_url::BaseUrl;
use crate::client::{self, Inner};
use crate::named::Named;
use crate::retry::{self, Wait};
use crate::transport::{CallSettings, Exchange, RawResponse, Transport as Connections, begin_response, correlation_id};
use crate::{Client, Credentials, Error, Response, RetryPolicy};

/// Decodes a response as a call does.
///
/// # Errors
///
/// If the response is not a success, or if its body cannot be decoded.
pub fn decode<T: DeserializeOwned>(
    client: &Client,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Response<T>, Error> {
    let (_, request) = client.request(Method::GET, "/api/v2/tokens/me").into_prepared(true)?;
    let call = client.inner.begin_call();
    // The client has an access token, so nothing is sent.
    let token = client.inner.tokens.token(call)?;
    let exchange = Exchange::new(call, &request).after(1, token.header());
    let mut received = RawResponse { status, headers, body };
    if !status.is_success() {
        return Err(exchange.api_error(received));
    }
    match client::json(&mut received) {
        Ok(body) => Ok(Response::new(received.with_body(body))),
        Err(failure) => Err(failure.into_error(received, &exchange)),
    }
}

/// Parses `Retry-After`.
#[must_use]
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    retry::retry_after(headers)
}

/// Returns the delay before a retry, or `None` if there is none.
#[must_use]
pub fn delay(policy: &RetryPolicy, retries: u32, retry_after: Option<Duration>, left: Duration) -> Option<Duration> {
    policy.delay(retries, retry_after.map_or(Wait::Backoff, Wait::Asked), left)
}

/// Parses `ININ-Correlation-Id`.
#[must_use]
pub fn correlation_of(headers: &HeaderMap) -> Option<&str> {
    correlation_id(headers)
}

/// Returns the URI of a request with a path parameter and a query parameter, below a base URL.
///
/// # Errors
///
/// If the base URL or a parameter is invalid.
pub fn uri(base_url: &str, segment: &str, query: &str) -> Result<Uri, Error> {
    let client = Client::builder()
        .access_token("token")
        .base_url(base_url)
        .no_proxy()
        .build()?;
    let request = client
        .request(Method::DELETE, "/api/v2/tokens/{userId}")
        .unless(&["/api/v2/tokens/me", "/api/v2/tokens/timeout"])
        .path("userId", segment)
        .query("q", query);
    let (_, prepared) = request.into_prepared(true)?;
    Ok(prepared.uri)
}

/// Returns a client whose nth connection sends the nth of these responses and is then closed.
///
/// # Errors
///
/// If the credentials are invalid.
pub fn client_of(responses: Vec<Vec<u8>>, credentials: Credentials, max_response_bytes: u64) -> Result<Client, Error> {
    let api = BaseUrl::parse(&Named::new("base_url", "https://api.example.com".to_owned()), false)?;
    let login = BaseUrl::parse(&Named::new("login_url", "https://login.example.com".to_owned()), false)?;
    let second = Duration::from_secs(1);
    let settings = CallSettings {
        timeout: 3 * second,
        attempt_timeout: second,
        connect_timeout: second,
        max_response_bytes,
        retry: RetryPolicy::default()
            .with_base_delay(Duration::ZERO)
            .with_max_retry_after(Duration::ZERO),
        ..CallSettings::default()
    };
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .build();
    let agent = ureq::Agent::with_parts(config, Script(Mutex::new(responses.into_iter())), AnyAddress);
    Ok(Client {
        inner: Arc::new(Inner {
            base_url: api,
            tokens: Arc::new(credentials.into_source(Some(login))?),
            transport: Arc::new(Connections::with_agent(agent, HeaderValue::from_static("fuzz"))),
            settings,
            pacer: None,
        }),
    })
}

/// A resolver that returns an address without a lookup. The connector ignores the address.
#[derive(Debug)]
struct AnyAddress;

impl Resolver for AnyAddress {
    fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut addresses = self.empty();
        addresses.push(([127, 0, 0, 1], 1).into());
        Ok(addresses)
    }
}

/// A connector whose connections are in memory.
#[derive(Debug)]
struct Script(Mutex<std::vec::IntoIter<Vec<u8>>>);

impl Connector for Script {
    type Out = Connection;

    fn connect(&self, _: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, ureq::Error> {
        let response = self.0.lock().ok().and_then(|mut responses| responses.next());
        let response = response.ok_or(ureq::Error::ConnectionFailed)?;
        Ok(Some(Connection {
            buffers: LazyBuffers::new(16 * 1024, 16 * 1024),
            response: response.into_iter(),
        }))
    }
}

/// A connection in memory that sends one response.
#[derive(Debug)]
struct Connection {
    buffers: LazyBuffers,
    response: std::vec::IntoIter<u8>,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, _: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        begin_response();
        let room = self.buffers.input_append_buf();
        let length = room.len().min(self.response.len());
        for (place, byte) in room.iter_mut().zip(self.response.by_ref()) {
            *place = byte;
        }
        self.buffers.input_appended(length);
        Ok(length > 0)
    }

    fn is_open(&mut self) -> bool {
        self.response.len() > 0
    }

    fn is_tls(&self) -> bool {
        true
    }
}
