//! The time from the start of a program to its first request.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::server;

/// Starts `program` this many times, each time with a new server, and returns the medians.
///
/// # Errors
///
/// If the program cannot be started, or fails.
pub fn times(times: usize, program: &str, arguments: &[&str]) -> io::Result<String> {
    let mut first_bytes = Vec::with_capacity(times);
    let mut ends = Vec::with_capacity(times);
    for _ in 0..times {
        let (first_byte, end) = once(program, arguments)?;
        first_bytes.push(first_byte);
        ends.push(end);
    }
    let (first_byte, end) = (median(first_bytes), median(ends));
    Ok(format!("first byte {first_byte:.2} ms, end {end:.2} ms"))
}

fn once(program: &str, arguments: &[&str]) -> io::Result<(Duration, Duration)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    let response = server::response(server::TOKEN_INFO);
    let server = thread::spawn(move || -> io::Result<Instant> {
        let (mut stream, _) = listener.accept()?;
        let mut buffer = [0; 16 * 1024];
        let mut filled = stream.read(&mut buffer)?;
        let first_byte = Instant::now();
        while !buffer[..filled].ends_with(b"\r\n\r\n") {
            match stream.read(&mut buffer[filled..])? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => filled += read,
            }
        }
        stream.write_all(&response)?;
        // The connection ends with the program.
        while stream.read(&mut buffer)? != 0 {}
        Ok(first_byte)
    });
    let started = Instant::now();
    let mut program = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdout(Stdio::null())
        .spawn()?;
    let status = program.wait()?;
    let end = started.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("the program failed: {status}")));
    }
    let first_byte = server.join().map_err(|_| io::Error::other("there was no request"))??;
    Ok((first_byte - started, end))
}

/// Returns the median in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
