//! Starts a mock server, requests the current user from it, and prints the name.

mod genesys {
    genesys_cloud::include_api!();
}

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use genesys::Apis as _;
use genesys_cloud::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let server = thread::spawn(move || serve(&listener));
    let client = Client::builder()
        .base_url(url)
        .access_token("token")
        .no_proxy()
        .build()?;
    let me = client.users().get_users_me().send()?;
    println!("{}", me.name.unwrap_or_default());
    server.join().map_err(|_| "the server panicked")??;
    Ok(())
}

fn serve(listener: &TcpListener) -> std::io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    let _ = stream.read(&mut [0; 4096])?;
    let body = r#"{"id":"1","name":"Ada"}"#;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}
