//! Connecting, and what is known of a request that failed.
//!
//! An error of ureq does not say how far the request had come, and that decides whether it may be sent again. So the
//! stages are marked here, where they begin and end: [`Staged`] stands around an error of looking up, connecting, TLS
//! or sending. What has no mark came after the request was sent.

use std::cell::Cell;
use std::fmt;
use std::time::Instant;

use ureq::config::Config;
use ureq::unversioned::transport::time::Duration;
use ureq::unversioned::transport::{Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, NextTimeout};
use ureq::unversioned::transport::{RustlsConnector, TcpConnector, Transport};
use ureq::{Error, http};

/// How far a request had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Looking up the host.
    Lookup,
    /// Connecting to the host, or through the proxy.
    Connect,
    /// Agreeing on TLS.
    Tls,
    /// Sending the request.
    Send,
}

/// An error, and the stage that it ended.
#[derive(Debug)]
pub(crate) struct Staged {
    stage: Stage,
    error: Error,
}

impl Stage {
    /// Marks an error, and keeps the mark of an earlier stage inside it: TLS with a proxy, looking up a proxy.
    pub(super) fn mark(self, error: Error) -> Error {
        let (inside, error) = Self::of(error);
        let stage = inside
            .filter(|inside| matches!(inside, Self::Lookup | Self::Tls))
            .unwrap_or(self);
        Error::Other(Box::new(Staged { stage, error }))
    }

    /// The mark of an error, and the error without it.
    pub(super) fn of(error: Error) -> (Option<Self>, Error) {
        match error {
            Error::Timeout(_) if SENDING.get() => (Some(Self::Send), error),
            Error::Other(inner) => match inner.downcast::<Staged>() {
                Ok(staged) => (Some(staged.stage), staged.error),
                Err(other) => (None, Error::Other(other)),
            },
            error => (None, error),
        }
    }
}

impl fmt::Display for Staged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Staged {}

/// Makes the connections of a client: through the proxy where there is one, and with TLS where the URL says so.
#[derive(Debug)]
pub(crate) struct Connections {
    proxy: ConnectProxyConnector,
    tcp: TcpConnector,
    tls: RustlsConnector,
    /// The client has a proxy. The connection to the proxy itself is made with a configuration that has none.
    has_proxy: bool,
    /// Plain HTTP goes through the proxy, too. Otherwise only loopback has it, and that of a proxy is another one.
    proxies_plain_http: bool,
}

impl Connections {
    pub(crate) fn new(config: &Config, proxies_plain_http: bool) -> Self {
        Self {
            proxy: ConnectProxyConnector::default(),
            tcp: TcpConnector::default(),
            tls: RustlsConnector::default(),
            has_proxy: config.proxy().is_some(),
            proxies_plain_http,
        }
    }

    fn is_direct(&self, details: &ConnectionDetails<'_>) -> bool {
        let is_plain = details.uri.scheme() == Some(&http::uri::Scheme::HTTP);
        details.config.proxy().is_some() && is_plain && !self.proxies_plain_http
    }

    fn open(&self, details: &ConnectionDetails<'_>) -> Result<Option<Box<dyn Transport>>, Error> {
        let to_host = if self.is_direct(details) {
            // ureq looks up no host that it takes for one behind the proxy.
            let addrs = details.resolver.resolve(details.uri, details.config, details.timeout)?;
            self.tcp.connect(&with_addresses(details, addrs), None)
        } else {
            let tunnel = self.proxy.connect(details, None::<()>);
            tunnel.and_then(|tunnel| self.tcp.connect(details, tunnel))
        };
        let to_host: Option<Either<Either<(), Box<dyn Transport>>, _>> =
            to_host.map_err(|error| Stage::Connect.mark(error))?;
        let secured = self
            .tls
            .connect(details, to_host)
            .map_err(|error| Stage::Tls.mark(error))?;
        Ok(secured.map(|transport| Box::new(transport) as _))
    }
}

fn with_addresses<'a>(
    details: &'a ConnectionDetails<'a>,
    addrs: ureq::unversioned::resolver::ResolvedSocketAddrs,
) -> ConnectionDetails<'a> {
    ConnectionDetails {
        uri: details.uri,
        addrs,
        config: details.config,
        request_level: details.request_level,
        resolver: details.resolver,
        now: details.now,
        timeout: details.timeout,
        current_time: details.current_time.clone(),
        run_connector: details.run_connector.clone(),
        register_shutdown: details.register_shutdown.clone(),
    }
}

impl Connector<()> for Connections {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Self::Out>, Error> {
        let has_proxy = details.config.proxy().is_some();
        let _clock = has_proxy.then(|| Clock::start(details.timeout));
        let Some(transport) = self.open(details)? else {
            return Ok(None);
        };
        let to_proxy = self.has_proxy && !has_proxy;
        Ok(Some(Box::new(Connection { transport, to_proxy })))
    }
}

thread_local! {
    /// When connecting through a proxy has to end, while this thread does it.
    ///
    /// While ureq waits for the proxy's answer to CONNECT, it starts its clock anew with each byte: a proxy that drips
    /// would hold up a call for ever. The connection to the proxy, which ureq keeps to itself, looks here instead.
    static CONNECT_BY: Cell<Option<Instant>> = const { Cell::new(None) };

    /// Whether the last that this thread did to a connection was to send. ureq looks at the clock between two pieces of
    /// a body, where no mark can be made.
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

/// Stands for the time of connecting through a proxy.
struct Clock;

impl Clock {
    fn start(timeout: NextTimeout) -> Self {
        CONNECT_BY.set(match timeout.after {
            Duration::Exact(left) => Instant::now().checked_add(left),
            Duration::NotHappening => None,
        });
        Self
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        CONNECT_BY.set(None);
    }
}

/// A connection that marks what fails while a request is sent.
#[derive(Debug)]
struct Connection {
    transport: Box<dyn Transport>,
    /// It leads to the proxy, and carries the tunnel to the host.
    to_proxy: bool,
}

impl Connection {
    fn limited(&self, mut timeout: NextTimeout) -> Result<NextTimeout, Error> {
        if let Some(connect_by) = CONNECT_BY.get().filter(|_| self.to_proxy) {
            let left = connect_by.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::Timeout(timeout.reason));
            }
            timeout.after = timeout.after.min(Duration::Exact(left));
        }
        Ok(timeout)
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        SENDING.set(true);
        let timeout = self.limited(timeout)?;
        let sent = self.transport.transmit_output(amount, timeout);
        sent.map_err(|error| Stage::Send.mark(error))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        SENDING.set(false);
        let timeout = self.limited(timeout)?;
        self.transport.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}
