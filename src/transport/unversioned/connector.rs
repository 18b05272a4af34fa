//! The connector of an agent.

use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, RustlsConnector,
    Transport,
};

use super::super::attempt_scope;
use super::HostResolver;
use super::tcp::{self, TcpTransport};
use crate::error::Stage;

/// Opens connections, through the proxy if there is one, with TLS for `https`. The lookup, TCP, CONNECT and TLS have one time limit
/// together.
#[derive(Debug)]
pub(crate) struct TimedConnector {
    hosts: HostResolver,
    is_proxied: bool,
    proxy: ConnectProxyConnector,
    tls: RustlsConnector,
}

impl TimedConnector {
    pub(crate) fn new(hosts: HostResolver, is_proxied: bool) -> Self {
        Self {
            hosts,
            is_proxied,
            proxy: ConnectProxyConnector::default(),
            tls: RustlsConnector::default(),
        }
    }

    fn connect_directly(&self, details: &ConnectionDetails<'_>) -> Result<TcpTransport, Error> {
        attempt_scope::set_stage(Stage::Lookup);
        let addresses = self.hosts.addresses(details.uri)?;
        attempt_scope::set_stage(Stage::Tcp);
        let stream = tcp::connect(&addresses)?;
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(TcpTransport::new(stream, buffers))
    }
}

impl Connector<()> for TimedConnector {
    type Out = Box<dyn Transport>;

    /// ureq calls this for the connection to the proxy as well, with a configuration without a proxy.
    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Self::Out>, Error> {
        let is_to_proxy = self.is_proxied && details.config.proxy().is_none();
        let tunnel = self.proxy.connect(details, None::<()>)?;
        let to_host: Either<Either<(), Self::Out>, TcpTransport> = match tunnel {
            Some(tunnel) => Either::A(tunnel),
            None => Either::B(self.connect_directly(details)?),
        };
        attempt_scope::set_stage(if is_to_proxy { Stage::Proxy } else { Stage::Tls });
        let Some(transport) = self.tls.connect(details, Some(to_host))? else {
            return Ok(None);
        };
        let transport = Box::new(transport);
        if is_to_proxy {
            return Ok(Some(transport));
        }
        attempt_scope::set_connected();
        Ok(Some(Box::new(Connection { transport })))
    }
}

/// A connection that notes whether the request is being sent.
#[derive(Debug)]
struct Connection {
    transport: Box<dyn Transport>,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        attempt_scope::set_stage(Stage::Send);
        self.transport.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        if attempt_scope::stage() == Stage::Send {
            attempt_scope::set_stage(Stage::Response);
        }
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
