//! A client or a server, for the scripts.
//!
//! ```text
//! rivals serve PORT             runs a server until it is stopped
//! rivals serve-tls PORT FILE    the same with TLS; writes its certificate to FILE
//! rivals serve-idle PORT FILE   as serve-tls, but closes each connection after a response, and prints whether its TLS session was
//!                               resumed
//! rivals call WAY OPERATION TIMES PORT [FILE]
//!                               makes a call TIMES times in sequence; over TLS if FILE is given
//! rivals time WAY OPERATION TIMES PORT [FILE]
//!                               the same, and prints the median time of a call
//! rivals first WAY TIMES PORT [FILE]
//!                               builds TIMES clients, each of which makes one call of get_tokens_me, and prints the median time of both
//! rivals idle WAY TIMES PORT FILE
//!                               calls get_tokens_me TIMES times, each time after serve-idle has closed the connection
//! rivals start TIMES COMMAND…   starts a program TIMES times, with a URL as its last argument, which it has to call.
//!                               Prints the median times to the first byte of its request and to its end
//! rivals start-tls TIMES FILE COMMAND…
//!                               the same over TLS; writes the certificate to FILE, and sets the variable CERTIFICATE of the program to it
//! ```

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use rivals::server::{self, Settings};
use rivals::{Endpoint, Operation, Rival, Way, start};

const USAGE: &str = "usage: rivals serve PORT | serve-tls PORT FILE | serve-idle PORT FILE | call WAY OPERATION TIMES PORT [FILE] | \
                     time WAY OPERATION TIMES PORT [FILE] | first WAY TIMES PORT [FILE] | idle WAY TIMES PORT FILE | start TIMES COMMAND… | \
                     start-tls TIMES FILE COMMAND…";

/// Longer than a close takes to arrive on loopback.
const IDLE: Duration = Duration::from_millis(5);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve", port] => serve(port, None, Settings::default()),
        ["serve-tls", port, file] => {
            let is_tls = true;
            serve(
                port,
                Some(file),
                Settings {
                    is_tls,
                    ..Settings::default()
                },
            )
        }
        ["serve-idle", port, file] => {
            let (is_tls, is_closing) = (true, true);
            serve(
                port,
                Some(file),
                Settings {
                    is_tls,
                    is_closing,
                    ..Settings::default()
                },
            )
        }
        ["call", way, operation, times, port, ref file @ ..] => {
            let (rival, operation) = (rival(way, port, file)?, self::operation(operation)?);
            for _ in 0..times.parse()? {
                rival.call(operation);
            }
            Ok(())
        }
        ["time", way, operation, times, port, ref file @ ..] => {
            let (rival, operation) = (rival(way, port, file)?, self::operation(operation)?);
            println!("{:.1} µs", median(times.parse()?, || rival.call(operation)));
            Ok(())
        }
        ["first", way, times, port, ref file @ ..] => {
            let (way, server) = (self::way(way)?, endpoint(port, file)?);
            println!(
                "{:.1} µs",
                median(times.parse()?, || way.client(&server).call(Operation::GetTokensMe))
            );
            Ok(())
        }
        ["idle", way, times, port, ref file @ ..] => {
            let rival = rival(way, port, file)?;
            for _ in 0..times.parse()? {
                rival.call(Operation::GetTokensMe);
                thread::sleep(IDLE);
                rival.close_raw();
            }
            Ok(())
        }
        ["start", times, program, ref arguments @ ..] => {
            let server = start::Server::plain();
            println!("{}", start::times(times.parse()?, &server, program, arguments)?);
            Ok(())
        }
        ["start-tls", times, file, program, ref arguments @ ..] => {
            let server = start::Server::with_tls(file)?;
            println!("{}", start::times(times.parse()?, &server, program, arguments)?);
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

/// Runs a server until the process is stopped.
fn serve(port: &str, file: Option<&str>, settings: Settings) -> Result<(), Box<dyn Error>> {
    let server = server::start(loopback(port)?, settings)?;
    if let (Some(file), Some(certificate)) = (file, &server.certificate) {
        fs::write(file, certificate)?;
    }
    println!("{}", server.base());
    loop {
        thread::park();
    }
}

fn rival(way: &str, port: &str, file: &[&str]) -> Result<Rival, Box<dyn Error>> {
    Ok(self::way(way)?.client(&endpoint(port, file)?))
}

fn endpoint(port: &str, file: &[&str]) -> Result<Endpoint, Box<dyn Error>> {
    Ok(Endpoint {
        address: loopback(port)?,
        certificate: file.first().map(fs::read).transpose()?,
    })
}

fn way(name: &str) -> Result<Way, &'static str> {
    Way::from_name(name).ok_or("unknown way")
}

fn operation(name: &str) -> Result<Operation, &'static str> {
    Operation::from_name(name).ok_or("unknown operation")
}

/// Returns the median time of a call, in microseconds.
fn median(times: usize, call: impl Fn()) -> f64 {
    let mut taken: Vec<_> = (0..times)
        .map(|_| {
            let started = Instant::now();
            call();
            started.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken.get(times / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1e6)
}

fn loopback(port: &str) -> Result<SocketAddr, std::num::ParseIntError> {
    Ok((Ipv4Addr::LOCALHOST, port.parse()?).into())
}
