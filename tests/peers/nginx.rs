//! nginx as a gateway with a path, as [Networks](genesys_cloud::docs::networks) describes it. nginx decodes the path of a request,
//! merges slashes and resolves dot segments before it sends the request on.

use std::fs;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};

use genesys_cloud::{Client, Error, Method};

use crate::support::leaks::TOKEN;
use crate::support::{Server, anonymous, ok_json, spawn};

/// A running nginx, which ends with the test.
struct Gateway {
    process: Child,
    /// Open until nginx ends, which would fail to write to it.
    log: Lines<BufReader<ChildStderr>>,
    port: u16,
    folder: PathBuf,
}

impl Gateway {
    fn before(server: &Server) -> Self {
        // Another process may take the port before nginx does.
        (0..5).find_map(|_| Self::start(server)).expect("nginx listens")
    }

    fn start(server: &Server) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("nginx-{port}"));
        fs::create_dir_all(&folder).unwrap();
        let (url, path) = (server.url(), folder.display());
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {path}/{kind};\n"))
            .concat();
        let configuration = format!(
            "daemon off;
            master_process off;
            pid {path}/pid;
            error_log stderr notice;
            events {{}}
            http {{
                access_log off;
                {temporary}
                server {{
                    listen 127.0.0.1:{port};
                    location /genesys/api/ {{ proxy_pass {url}/; }}
                }}
            }}"
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, configuration).unwrap();
        let mut command = Command::new("nginx");
        command.args(["-e", "stderr", "-p"]).arg(&folder).arg("-c").arg(&file);
        let mut process = spawn(command.stderr(Stdio::piped()));
        let log = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut gateway = Self {
            process,
            log,
            port,
            folder,
        };
        // nginx logs this after it has opened its sockets. If it cannot, its log ends.
        let mut lines = gateway.log.by_ref().map_while(Result::ok);
        lines.any(|line| line.contains("event method")).then_some(gateway)
    }

    /// Returns the base URL of the API.
    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/genesys/api", self.port)
    }

    fn client(&self) -> Client {
        anonymous().base_url(self.url()).access_token(TOKEN).build().unwrap()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns the paths of the requests that arrived since the last call.
fn arrived(server: &Server, seen: &mut usize) -> Vec<String> {
    let lines = server.lines().split_off(*seen);
    *seen += lines.len();
    let path = |line: &String| line.strip_suffix(" HTTP/1.0").unwrap().to_owned();
    lines.iter().map(path).collect()
}

/// Returns what the platform would do with a path below `/api/v2/tokens/`: the segments after that, decoded once more.
fn segments(path: &str) -> Vec<String> {
    let decoded = percent_encoding::percent_decode_str(path)
        .decode_utf8_lossy()
        .to_lowercase();
    let segments = decoded
        .split(['/', '\\'])
        .map(|segment| segment.split(';').next().unwrap().trim().to_owned());
    segments.filter(|segment| !segment.is_empty()).collect()
}

#[test]
#[ignore = ".ci/peers runs it"]
fn the_gateway_changes_paths() {
    let server = Server::always(ok_json("{}"));
    let gateway = Gateway::before(&server);
    let mut stream = TcpStream::connect(("127.0.0.1", gateway.port)).unwrap();
    let path = "/genesys/api/api/v2//tokens/x%2F..%2F%6De";
    write!(
        stream,
        "DELETE {path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    assert_eq!(arrived(&server, &mut 0), ["DELETE /api/v2/tokens/me"]);
}

#[test]
#[ignore = ".ci/peers runs it"]
fn no_id_arrives_as_another_operation() {
    let server = Server::always(ok_json("{}"));
    let gateway = Gateway::before(&server);
    let client = gateway.client();
    let parts = [
        "x", "me", "ME", "timeout", "..", ".", "/", "\\", "%2e", "%2F", "%5c", "%", "%6d", "e", ";", " ",
    ];
    let mut values: Vec<String> = [
        "x/../me",
        "../../authorization/roles/1",
        "x/..;/me",
        "%6de",
        "me/",
        "/me",
    ]
    .map(str::to_owned)
    .into();
    for first in parts {
        for second in parts {
            values.extend(parts.map(|third| [first, second, third].concat()));
        }
    }
    let (mut seen, mut sent) = (0, 0);
    for value in values {
        match client.tokens().delete_token(&value).send() {
            Err(Error::Config(_)) => assert!(arrived(&server, &mut seen).is_empty(), "{value:?}"),
            Ok(()) => {
                let arrived = arrived(&server, &mut seen);
                assert_eq!(arrived.len(), 1, "{value:?}: {arrived:?}");
                let path = arrived[0].strip_prefix("DELETE /api/v2/tokens/");
                let segments = segments(path.unwrap_or_else(|| panic!("{value:?}: {arrived:?}")));
                assert!(!segments.is_empty(), "{value:?}: {arrived:?}");
                assert!(
                    !segments.iter().any(|segment| segment == ".."),
                    "{value:?}: {arrived:?}"
                );
                assert!(segments != ["me"] && segments != ["timeout"], "{value:?}: {arrived:?}");
                sent += 1;
            }
            Err(error) => panic!("{value:?}: {error}"),
        }
    }
    // A row of a data table may have any key.
    assert!(sent > 500, "only {sent} values were sent");
    client.tokens().delete_token("a/b").send().unwrap();
    assert_eq!(arrived(&server, &mut seen), ["DELETE /api/v2/tokens/a/b"]);
}

#[test]
#[ignore = ".ci/peers runs it"]
fn no_template_and_no_pair_of_values_arrives_as_another_operation() {
    let server = Server::always(ok_json("{}"));
    let gateway = Gateway::before(&server);
    let client = gateway.client();
    for template in [
        "/api/v2/tokens/x/../me",
        "/api/v2//tokens//me",
        "/api/v2/tokens/%2e%2e/tokens/me",
        "/api/v2/tokens/x%2f..%2fme",
        "/../api/v2/tokens/me",
    ] {
        let error = client.request(Method::DELETE, template).send_empty().unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{template}: {error}");
    }
    let request = client.request(Method::DELETE, "/api/v2/tokens/{a}{b}");
    let request = request.unless(&["/api/v2/tokens/me"]).path("a", "m").path("b", "e");
    assert!(matches!(request.send_empty(), Err(Error::Config(_))));
    assert!(arrived(&server, &mut 0).is_empty());
}
