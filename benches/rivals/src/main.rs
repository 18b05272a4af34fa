//! A client or a server, for the scripts.
//!
//! ```text
//! rivals serve PORT            runs a server until it is stopped
//! rivals serve-tls PORT FILE   the same with TLS; writes its certificate to FILE
//! rivals call WAY TIMES PORT [FILE]
//!                              calls get_tokens_me TIMES times in sequence; over TLS if FILE is given.
//!                              The way `raw` writes a prepared request to a socket, and searches the response
//! rivals start TIMES COMMAND…  starts a program TIMES times, with a URL as its last argument, which it has to call.
//!                              Prints the median times to the first byte of its request and to its end
//! ```

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use std::{env, fs, thread};

use rivals::raw::Raw;
use rivals::{Way, server, start};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve", port] => {
            let address = server::start(loopback(port)?, Duration::ZERO)?;
            println!("http://{address}");
            loop {
                thread::park();
            }
        }
        ["serve-tls", port, file] => {
            let (address, certificate) = server::start_tls(loopback(port)?)?;
            fs::write(file, certificate)?;
            println!("https://{address}");
            loop {
                thread::park();
            }
        }
        ["call", "raw", times, port, ref file @ ..] => {
            let mut raw = match file.first() {
                None => Raw::connect(loopback(port)?)?,
                Some(file) => Raw::connect_tls(loopback(port)?, &fs::read(file)?)?,
            };
            for _ in 0..times.parse()? {
                raw.call()?;
            }
            Ok(())
        }
        ["call", way, times, port, ref file @ ..] => {
            let certificate = file.first().map(fs::read).transpose()?;
            let way = Way::from_name(way).ok_or("unknown way")?;
            let client = match certificate {
                None => way.client(loopback(port)?),
                Some(certificate) => way
                    .client_over_tls(loopback(port)?, &certificate)
                    .ok_or("this way is not measured over TLS")?,
            };
            for _ in 0..times.parse()? {
                client.get_tokens_me();
            }
            Ok(())
        }
        ["start", times, program, ref arguments @ ..] => {
            println!("{}", start::times(times.parse()?, program, arguments)?);
            Ok(())
        }
        _ => Err(
            "usage: rivals serve PORT | serve-tls PORT FILE | call WAY TIMES PORT [FILE] | start TIMES COMMAND…".into(),
        ),
    }
}

fn loopback(port: &str) -> Result<SocketAddr, std::num::ParseIntError> {
    Ok((Ipv4Addr::LOCALHOST, port.parse()?).into())
}
