//! The connector of an agent.

use std::cell::Cell;
use std::time::Instant;

use ureq::Error;
use ureq::unversioned::transport::time::Duration;
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, NextTimeout, RustlsConnector, TcpConnector,
    Transport,
};

use super::Stage;

/// Opens connections, through the proxy if there is one, with TLS for `https`.
#[derive(Debug)]
pub(crate) struct TimedConnector {
    proxy: ConnectProxyConnector,
    tcp: TcpConnector,
    tls: RustlsConnector,
    /// Connections go through a proxy. The one to the proxy itself is made with a configuration that has none.
    has_proxy: bool,
}

impl TimedConnector {
    pub(crate) fn new(has_proxy: bool) -> Self {
        Self {
            proxy: ConnectProxyConnector::default(),
            tcp: TcpConnector::default(),
            tls: RustlsConnector::default(),
            has_proxy,
        }
    }

    fn open(&self, details: &ConnectionDetails<'_>) -> Result<Option<Box<dyn Transport>>, Error> {
        let tunnel = self.proxy.connect(details, None::<()>);
        let to_host = tunnel.and_then(|tunnel| self.tcp.connect(details, tunnel));
        let to_host: Option<Either<Either<(), Box<dyn Transport>>, _>> =
            to_host.map_err(|error| Stage::Connect.mark(error))?;
        let secured = self
            .tls
            .connect(details, to_host)
            .map_err(|error| Stage::Tls.mark(error))?;
        Ok(secured.map(|transport| Box::new(transport) as _))
    }
}

impl Connector<()> for TimedConnector {
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
    /// When connecting through a proxy has to end, while this thread does so.
    ///
    /// ureq waits for the proxy's response to CONNECT with a limit that starts again with each byte: a proxy that sends it
    /// slowly would hold a call forever. The connection to the proxy, which ureq keeps to itself, reads the limit here.
    static CONNECT_BY: Cell<Option<Instant>> = const { Cell::new(None) };
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
        Stage::sending(true);
        let timeout = self.limited(timeout)?;
        let sent = self.transport.transmit_output(amount, timeout);
        sent.map_err(|error| Stage::Send.mark(error))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        Stage::sending(false);
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
