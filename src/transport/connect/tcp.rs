//! TCP connections.

use std::io;
use std::net::{SocketAddr, TcpStream};

use super::super::attempt_scope::{self, OutOfTime};
use super::socket::Socket;

/// Connects to the first address that accepts a connection. Each address has half of the time that is left, and the last one all of
/// it.
pub(super) fn connect(addresses: &[SocketAddr]) -> io::Result<Socket> {
    let mut failure = io::ErrorKind::AddrNotAvailable.into();
    for (index, address) in addresses.iter().enumerate() {
        let is_last = index + 1 == addresses.len();
        let connected = match attempt_scope::time_left()? {
            Some(left) if is_last => TcpStream::connect_timeout(address, left),
            Some(left) => TcpStream::connect_timeout(address, left / 2),
            None => TcpStream::connect(address),
        };
        match connected {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(Socket::new(stream));
            }
            Err(error) if error.kind() == io::ErrorKind::TimedOut => failure = OutOfTime::error(),
            // The client has sent nothing, so it can use another address after any error.
            Err(error) => failure = error,
        }
    }
    Err(failure)
}
