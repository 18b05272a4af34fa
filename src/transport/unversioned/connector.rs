//! The connector of an agent.

use ureq::Error;
use ureq::unversioned::transport::{ConnectionDetails, Connector};

use super::super::attempt_scope;
use super::super::connect::Dialer;
use super::connection::{Connection, wrapped};

impl Connector<()> for Dialer {
    type Out = Connection;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, Error> {
        let stream = self.dial(details.uri).map_err(wrapped)?;
        attempt_scope::set_connected();
        Ok(Some(Connection::new(stream)))
    }
}
