//! The TLS server of OpenSSL: `openssl s_server`.
//!
//! With `-www`, it responds to each request with a page about the connection, which ends with the connection. Without that, it prints
//! what it receives, sends the lines of its input, and a line with a single letter is a command.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use genesys_cloud::{Client, ClientBuilder, Error, Method, Response, RetryPolicy};

use crate::support::certificates::{Authority, Validity};
use crate::support::clients::PROMPT;
use crate::support::leaks::TOKEN;
use crate::support::{anonymous, cases, error_of, spawn, timed};

/// A running server, which ends with the test.
struct OpenSsl {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    authority: Authority,
    port: u16,
    folder: PathBuf,
}

impl OpenSsl {
    fn start(arguments: &[&str]) -> Self {
        // Another process may take the port before OpenSSL does.
        let mut starts = (0..5).filter_map(|_| Self::try_start(arguments));
        starts.next().expect("openssl listens")
    }

    fn try_start(arguments: &[&str]) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("openssl-{port}"));
        fs::create_dir_all(&folder).unwrap();
        let authority = Authority::new();
        let identity = authority.issue(&["127.0.0.1"], Validity::Now);
        for (name, pem) in [
            ("chain.pem", identity.chain),
            ("key.pem", identity.key),
            ("authority.pem", authority.pem()),
        ] {
            fs::write(folder.join(name), pem).unwrap();
        }
        let mut command = Command::new("openssl");
        command
            .args(["s_server", "-accept", &format!("127.0.0.1:{port}"), "-crlf"])
            .args(["-cert", "chain.pem", "-key", "key.pem", "-CAfile", "authority.pem"])
            .args(arguments)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = spawn(&mut command);
        let (input, output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let mut server = Self {
            process,
            input,
            output: BufReader::new(output),
            authority,
            port,
            folder,
        };
        server.lines_until("ACCEPT").is_some().then_some(server)
    }

    /// Waits for a line of output that contains this text, and returns the lines before it. `None` if the output ends.
    fn lines_until(&mut self, text: &str) -> Option<Vec<String>> {
        let mut before = Vec::new();
        for line in self.output.by_ref().lines().map_while(Result::ok) {
            if line.contains(text) {
                return Some(before);
            }
            before.push(line);
        }
        None
    }

    /// Sends a response with this body once a request has arrived. Returns whether the request has opened a connection.
    fn respond(&mut self, body: &str) -> bool {
        let before = self.lines_until("HTTP/1.1").expect("a request");
        let length = body.len() + "\r\n".len();
        self.write(&format!("HTTP/1.1 200 OK\nContent-Length: {length}\n\n{body}\n"));
        before.iter().any(|line| line.starts_with("CIPHER is "))
    }

    /// Writes to the input of the server: lines that it sends, or a command.
    fn write(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    fn builder(&self) -> ClientBuilder {
        anonymous()
            .base_url(format!("https://127.0.0.1:{}", self.port))
            .access_token(TOKEN)
            .root_certificates_pem(self.authority.pem())
            .retry(RetryPolicy::none())
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

impl Drop for OpenSsl {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Reads the page about the connection.
fn page(client: &Client) -> Result<String, Error> {
    let response = client.request(Method::GET, "/page").send_string()?;
    Ok(response.into_body())
}

fn is_spoken(arguments: &[&str], expected: &str) {
    let mut all = vec!["-www"];
    all.extend_from_slice(arguments);
    let server = OpenSsl::start(&all);
    let page = page(&server.client()).unwrap();
    assert!(page.contains(expected), "{page}");
}

cases! { is_spoken:
    #[ignore = ".ci/peers runs it"]
    tls_1_3 => &["-tls1_3"], "New, TLSv1.3";
    #[ignore = ".ci/peers runs it"]
    tls_1_2 => &["-tls1_2"], "New, TLSv1.2";
    #[ignore = ".ci/peers runs it"]
    a_server_without_session_tickets => &["-no_ticket"], "New, TLSv1.3";
    #[ignore = ".ci/peers runs it"]
    a_server_with_many_session_tickets => &["-num_tickets", "20"], "New, TLSv1.3";
    #[ignore = ".ci/peers runs it"]
    records_of_512_bytes => &["-max_send_frag", "512"], "New, TLSv1.3";
    #[ignore = ".ci/peers runs it"]
    records_of_512_bytes_with_tls_1_2 => &["-tls1_2", "-max_send_frag", "512"], "New, TLSv1.2";
    #[ignore = ".ci/peers runs it"]
    another_group_after_a_hello_retry_request => &["-groups", "P-384"], "New, TLSv1.3";
}

fn continues_a_session(version: &str) {
    let server = OpenSsl::start(&["-www", version]);
    // Each page ends its connection. A client that shares its connections with another one shares its sessions.
    let client = server.client();
    assert!(page(&client).unwrap().contains("New, TLSv1."));
    assert!(page(&client).unwrap().contains("Reused, TLSv1."));
    let derived = client.with_timeout(Duration::from_secs(20));
    assert!(page(&derived).unwrap().contains("Reused, TLSv1."));
}

cases! { continues_a_session:
    #[ignore = ".ci/peers runs it"]
    the_next_connection => "-tls1_3";
    #[ignore = ".ci/peers runs it"]
    the_next_connection_with_tls_1_2 => "-tls1_2";
}

fn requires_a_client_certificate(version: &str) {
    let server = OpenSsl::start(&["-www", version, "-Verify", "1", "-verify_return_error"]);
    let identity = server.authority.issue(&["client.example"], Validity::Now);
    let with_certificate = server.builder().client_certificate_pem(identity.chain, identity.key);
    assert!(
        page(&with_certificate.build().unwrap())
            .unwrap()
            .contains("client.example")
    );

    let error = error_of(page(&server.client()));
    let Error::Transport(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_tls() && !error.is_retryable(), "{error:?}");
}

cases! { requires_a_client_certificate:
    #[ignore = ".ci/peers runs it"]
    a_server_with_mutual_tls => "-tls1_3";
    #[ignore = ".ci/peers runs it"]
    a_server_with_mutual_tls_1_2 => "-tls1_2";
}

/// The command `K` updates the keys of the server, and asks the client to update its own.
#[test]
#[ignore = ".ci/peers runs it"]
fn a_key_update_while_a_connection_is_idle() {
    let mut server = OpenSsl::start(&["-tls1_3"]);
    let client = server.client();
    let call = || {
        client
            .request(Method::GET, "/page")
            .send_string()
            .map(Response::into_body)
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(call);
        assert!(server.respond("first"));
        assert_eq!(first.join().unwrap().unwrap().trim_end(), "first");
        for body in ["second", "third"] {
            server.write("K\n");
            let next = scope.spawn(call);
            assert!(!server.respond(body), "another connection");
            assert_eq!(next.join().unwrap().unwrap().trim_end(), body);
        }
    });
}

/// A request for this path makes the server ask for a renegotiation, which the client refuses (RFC 5246, section 7.2.2).
#[test]
#[ignore = ".ci/peers runs it"]
fn a_refused_renegotiation_ends_the_call() {
    let server = OpenSsl::start(&["-www", "-tls1_2"]);
    let client = server.client();
    let (outcome, elapsed) = timed(|| client.request(Method::GET, "/reneg").send_string());
    if let Err(error) = outcome {
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    assert!(elapsed < PROMPT, "{elapsed:?}");
}

#[test]
#[ignore = ".ci/peers runs it"]
fn a_server_that_is_killed_does_not_end_a_body() {
    let mut server = OpenSsl::start(&[]);
    let client = server.client();
    std::thread::scope(|scope| {
        let call = scope.spawn(|| error_of(client.request(Method::GET, "/page").send_string()));
        server.lines_until("HTTP/1.1").expect("a request");
        server.write("HTTP/1.1 200 OK\n\nhalf of a body\n");
        server.process.kill().unwrap();
        let error = call.join().unwrap();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    });
}

#[test]
#[ignore = ".ci/peers runs it"]
fn the_certificate_of_another_authority_is_not_trusted() {
    let server = OpenSsl::start(&["-www"]);
    let client = server
        .builder()
        .root_certificates_pem(Authority::new().pem())
        .build()
        .unwrap();
    let error = error_of(page(&client));
    assert!(error.to_string().contains("the certificate is not trusted"), "{error}");
}
