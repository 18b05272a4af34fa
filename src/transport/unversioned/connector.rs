//! The connector of an agent.

use std::time::Instant;

use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, RustlsConnector,
    Transport, time,
};

use super::io_limit::{IoLimit, StepDeadline};
use super::tcp::{self, TcpTransport};
use super::{HostResolver, Stage};

/// Opens connections, through the proxy if there is one, with TLS for `https`. The lookup, TCP, CONNECT and TLS have one time limit
/// together.
#[derive(Debug)]
pub(crate) struct TimedConnector {
    hosts: HostResolver,
    proxy: ConnectProxyConnector,
    tls: RustlsConnector,
}

impl TimedConnector {
    pub(crate) fn new(hosts: HostResolver) -> Self {
        Self {
            hosts,
            proxy: ConnectProxyConnector::default(),
            tls: RustlsConnector::default(),
        }
    }

    fn open(&self, details: &ConnectionDetails<'_>, end: Option<Instant>) -> Result<Option<Box<dyn Transport>>, Error> {
        let tunnel = self.proxy.connect(details, None::<()>);
        // If the lookup of the proxy failed, the error keeps the mark that it has already.
        let tunnel: Option<Either<(), Box<dyn Transport>>> = tunnel.map_err(|error| Stage::Connect.mark(error))?;
        let to_host = match tunnel {
            Some(tunnel) => Either::A(tunnel),
            None => Either::B(self.connect_directly(details, end)?),
        };
        let secured = self.tls.connect(details, Some(to_host));
        let secured = secured.map_err(|error| Stage::Tls.mark(error))?;
        Ok(secured.map(|transport| Box::new(transport) as _))
    }

    fn connect_directly(&self, details: &ConnectionDetails<'_>, end: Option<Instant>) -> Result<TcpTransport, Error> {
        let addresses = self.hosts.addresses(details.uri, details.config, end, details.timeout);
        let addresses = addresses.map_err(|error| Stage::Lookup.mark(error))?;
        let stream = tcp::connect(&addresses, StepDeadline::new(details.timeout));
        let stream = stream.map_err(|error| Stage::Connect.mark(error))?;
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(TcpTransport::new(stream, buffers))
    }
}

impl Connector<()> for TimedConnector {
    type Out = Box<dyn Transport>;

    /// ureq calls this for the connection to the proxy as well, with the same time limit and a configuration without a proxy.
    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Self::Out>, Error> {
        let end = end_of(details);
        let _limit = IoLimit::until(end);
        let transport = self.open(details, end)?;
        Ok(transport.map(|transport| Box::new(Connection { transport }) as _))
    }
}

fn end_of(details: &ConnectionDetails<'_>) -> Option<Instant> {
    match (details.now, details.timeout.after) {
        (time::Instant::Exact(now), time::Duration::Exact(left)) => now.checked_add(left),
        _ => None,
    }
}

/// A connection that marks the errors of sending.
#[derive(Debug)]
struct Connection {
    transport: Box<dyn Transport>,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        Stage::set_sending(true);
        let sent = self.transport.transmit_output(amount, timeout);
        sent.map_err(|error| Stage::Send.mark(error))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        Stage::set_sending(false);
        self.transport.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}

#[cfg(test)]
mod tests;
