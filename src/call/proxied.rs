//! Connecting through a proxy in bounded time.
//!
//! While ureq waits for the proxy's answer to CONNECT, it starts its clock anew with each byte: a proxy that drips would
//! hold up a call for ever. Here the time of connecting ends when it ends, however many bytes there were.

use std::time::Instant;

use ureq::config::Config;
use ureq::unversioned::transport::time::Duration;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};
use ureq::{Error, Timeout};

/// The connector of ureq, with a clock in what goes through a proxy.
#[derive(Debug)]
pub(crate) struct TimedConnector {
    connector: DefaultConnector,
    /// The agent has a proxy. The connection to the proxy itself is made with a configuration that has none.
    proxied: bool,
}

impl TimedConnector {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            connector: DefaultConnector::default(),
            proxied: config.proxy().is_some(),
        }
    }
}

impl Connector<()> for TimedConnector {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        let Some(transport) = self.connector.connect(details, chained)? else {
            return Ok(None);
        };
        let connect_by = match details.timeout.after {
            Duration::Exact(left) if self.proxied => Instant::now().checked_add(left),
            _ => None,
        };
        Ok(Some(match connect_by {
            Some(connect_by) => Box::new(Timed { transport, connect_by }),
            None => transport,
        }))
    }
}

/// A connection on which connecting has an end.
#[derive(Debug)]
struct Timed {
    transport: Box<dyn Transport>,
    connect_by: Instant,
}

impl Timed {
    /// What is left, while it is still about connecting.
    fn limited(&self, mut timeout: NextTimeout) -> Result<NextTimeout, Error> {
        if timeout.reason == Timeout::Connect {
            let left = self.connect_by.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::Timeout(Timeout::Connect));
            }
            timeout.after = timeout.after.min(Duration::Exact(left));
        }
        Ok(timeout)
    }
}

impl Transport for Timed {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let timeout = self.limited(timeout)?;
        self.transport.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
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
