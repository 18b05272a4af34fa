//! The time from the start of a program to its first request.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::server;

/// A server that each start of a program has for itself.
#[derive(Debug)]
pub struct Server<'a> {
    tls: Option<Arc<ServerConfig>>,
    /// The file that the programs read the root certificate from, or nothing.
    certificate: Option<&'a str>,
}

impl<'a> Server<'a> {
    /// Returns a server without TLS.
    #[must_use]
    pub fn plain() -> Self {
        Self {
            tls: None,
            certificate: None,
        }
    }

    /// Returns a server with TLS, and writes its certificate to `file`.
    ///
    /// # Errors
    ///
    /// If the certificate cannot be generated or written.
    pub fn with_tls(file: &'a str) -> Result<Self, Box<dyn Error>> {
        let (config, certificate) = server::tls()?;
        fs::write(file, certificate)?;
        Ok(Self {
            tls: Some(Arc::new(config)),
            certificate: Some(file),
        })
    }

    fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }
}

fn accept(listener: &TcpListener, tls: Option<Arc<ServerConfig>>) -> io::Result<Box<dyn Stream>> {
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    Ok(match tls {
        Some(config) => {
            let connection = ServerConnection::new(config).map_err(io::Error::other)?;
            Box::new(StreamOwned::new(connection, stream))
        }
        None => Box::new(stream),
    })
}

trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// Starts `program` this many times, each time with a new connection of `server`, and returns the medians. Over TLS, the variable
/// `CERTIFICATE` of the program names the file of the certificate.
///
/// # Errors
///
/// If the program cannot be started, or fails.
pub fn times(times: usize, server: &Server<'_>, program: &str, arguments: &[&str]) -> io::Result<String> {
    let mut first_bytes = Vec::with_capacity(times);
    let mut ends = Vec::with_capacity(times);
    for _ in 0..times {
        let (first_byte, end) = once(server, program, arguments)?;
        first_bytes.push(first_byte);
        ends.push(end);
    }
    let (first_byte, end) = (median(first_bytes), median(ends));
    Ok(format!("first byte {first_byte:.2} ms, end {end:.2} ms"))
}

fn once(server: &Server<'_>, program: &str, arguments: &[&str]) -> io::Result<(Duration, Duration)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("{}://{}", server.scheme(), listener.local_addr()?);
    let tls = server.tls.clone();
    let first_byte = thread::spawn(move || respond(&mut *accept(&listener, tls)?));
    let started = Instant::now();
    let mut program = Command::new(program)
        .args(arguments)
        .arg(url)
        .envs(server.certificate.map(|file| ("CERTIFICATE", file)))
        .stdout(Stdio::null())
        .spawn()?;
    let status = program.wait()?;
    let end = started.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("the program failed: {status}")));
    }
    let first_byte = first_byte
        .join()
        .map_err(|_| io::Error::other("there was no request"))??;
    Ok((first_byte - started, end))
}

/// Responds to one request, and returns the time of its first byte.
fn respond(stream: &mut dyn Stream) -> io::Result<Instant> {
    let mut buffer = [0; 16 * 1024];
    let mut filled = stream.read(&mut buffer)?;
    let first_byte = Instant::now();
    while !buffer[..filled].ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer[filled..])? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => filled += read,
        }
    }
    stream.write_all(&server::response(server::TOKEN_INFO))?;
    stream.flush()?;
    // The connection ends with the program, which need not close TLS first.
    while let Ok(1..) = stream.read(&mut buffer) {}
    Ok(first_byte)
}

/// Returns the median in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
