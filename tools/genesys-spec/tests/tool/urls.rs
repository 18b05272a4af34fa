//! Documents at a URL: what is downloaded, and what is refused.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Reply, Server, ok, redirect, response};
use super::{TOKENS, directory, names, run};

fn tokens() -> String {
    fs::read_to_string(TOKENS).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Returns the line that `trim` ends with, and checks that it wrote no file.
fn refused(url: &str, code: i32) -> String {
    let directory = directory(&format!("refused_urls/{}", url.replace(['/', ':', '?'], "_")));
    let target = directory.join("fragment.json");
    let ran = run(&["trim", url, "--timeout", "1", "--output", target.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{url}: {}", ran.log);
    assert_eq!(ran.log.lines().count(), 1, "{}", ran.log);
    assert!(names(&directory).is_empty());
    ran.log.trim_end().strip_prefix("genesys-spec: ").unwrap().to_owned()
}

#[test]
fn a_document_is_read_from_a_url_as_from_a_file() {
    let server = Server::document(&tokens());
    let url = server.url("/docs/swagger?a=b");
    for command in ["list", "check"] {
        let (from_url, from_file) = (run(&[command, &url]), run(&[command, TOKENS]));
        assert_eq!((from_url.code, from_url.out), (0, from_file.out), "{}", from_url.log);
    }
    assert_eq!(run(&["diff", TOKENS, &url]).out, "version step: none\n");
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        let request = request.to_lowercase();
        assert!(request.starts_with("get /docs/swagger?a=b http/1.1\r\n"), "{request}");
        assert!(
            request.contains("accept-encoding: gzip\r\n") && request.contains("user-agent: genesys-spec/"),
            "{request}"
        );
        assert!(
            !request.contains("authorization") && !request.contains("cookie"),
            "{request}"
        );
    }
}

#[test]
fn a_compressed_document_is_decompressed() {
    let body = gzip(tokens().as_bytes());
    let with_header = ok(&[("Content-Encoding", "gzip")], &body);
    let without = ok(&[("Content-Type", "application/octet-stream")], &body);
    let server = Server::start(move |path| {
        Reply::Send(if path == "/with" {
            with_header.clone()
        } else {
            without.clone()
        })
    });
    for path in ["/with", "/swagger.json.gz"] {
        let ran = run(&["list", &server.url(path)]);
        assert_eq!((ran.code, ran.out), (0, run(&["list", TOKENS]).out), "{}", ran.log);
    }
    let file = directory("gzip").join("tokens.json.gz");
    fs::write(&file, gzip(tokens().as_bytes())).unwrap();
    assert_eq!(run(&["list", file.to_str().unwrap()]).code, 0);
}

#[test]
fn redirects_are_followed_to_other_hosts() {
    let target = Server::document(&tokens());
    let location = target.url("/store/tokens.json?signature=secret");
    let server = Server::start(move |path| match path {
        "/api/v2/docs/swagger" => redirect("/api/v2/docs/relative"),
        "/api/v2/docs/relative" => redirect("absolute"),
        _ => redirect(&location),
    });
    let ran = run(&["list", &server.url("/api/v2/docs/swagger")]);
    assert_eq!((ran.code, ran.out), (0, run(&["list", TOKENS]).out), "{}", ran.log);
    assert_eq!((server.requests().len(), target.requests().len()), (3, 1));
}

#[test]
fn a_redirect_in_a_circle_or_without_end_is_refused() {
    let server = Server::start(|path| match path {
        "/a" => redirect("/b"),
        "/b" => redirect("/a"),
        path => redirect(&format!("{path}x")),
    });
    let (a, n) = (server.url("/a"), server.url("/n"));
    assert_eq!(refused(&a, 66), format!("{a}: redirects in a circle, through {a}"));
    assert_eq!(refused(&n, 66), format!("{n}: redirects more than 10 times"));
}

#[test]
fn a_redirect_to_http_or_to_a_file_is_refused() {
    let server = Server::start(|path| match path {
        "/http" => redirect("http://example.com/swagger.json?token=secret"),
        "/file" => redirect("file:///etc/passwd"),
        _ => redirect("https://user:password@example.com/"),
    });
    let start = |path: &str, shown: &str| format!("{}: redirects to {shown}, which ", server.url(path));
    let line = refused(&server.url("/http"), 66);
    assert!(
        line.starts_with(&start("/http", "http://example.com/swagger.json")) && line.contains("is http"),
        "{line}"
    );
    let line = refused(&server.url("/file"), 66);
    assert!(
        line.starts_with(&start("/file", "file:///etc/passwd")) && line.contains("scheme"),
        "{line}"
    );
    let line = refused(&server.url("/user"), 66);
    assert!(
        line.contains("redirects to https://example.com/") && !line.contains("password@"),
        "{line}"
    );
}

#[test]
fn a_url_with_another_scheme_or_a_password_is_refused_before_anything_is_sent() {
    for url in [
        "http://example.com/swagger.json",
        "ftp://example.com/swagger.json",
        "file:///etc/passwd",
        "https://user:password@example.com/swagger.json",
        "https://",
    ] {
        let line = refused(url, 64);
        assert!(!line.contains("password@"), "{line}");
    }
}

#[test]
fn a_status_other_than_success_is_named() {
    let server = Server::start(|path| match path {
        "/missing" => Reply::Send(response("404 Not Found", &[], b"<html>nothing here</html>")),
        "/forbidden" => Reply::Send(response("403 Forbidden", &[], b"")),
        // It leads nowhere.
        _ => Reply::Send(response("302 Found", &[], b"")),
    });
    for (path, status) in [
        ("/missing", "404 Not Found"),
        ("/forbidden", "403 Forbidden"),
        ("/nowhere", "302 Found"),
    ] {
        let url = server.url(path);
        assert_eq!(refused(&url, 66), format!("{url}: the server responded with {status}"));
    }
    let elsewhere = server.url("/missing");
    let server = Server::start(move |_| redirect(&elsewhere));
    let line = refused(&server.url("/"), 66);
    assert!(
        line.contains("redirects to ") && line.ends_with("/missing: the server responded with 404 Not Found"),
        "{line}"
    );
}

#[test]
fn a_web_page_is_not_a_document() {
    let page = "\n<!DOCTYPE html><html><head><title>Sign in</title></head></html>";
    let server = Server::start(move |_| Reply::Send(ok(&[("Content-Type", "text/html")], page.as_bytes())));
    let url = server.url("/");
    let line = refused(&url, 65);
    assert!(
        line.starts_with(&format!("{url}: is a web page (\"Sign in\") ")),
        "{line}"
    );
}

#[test]
fn a_download_that_stops_stalls_or_drips_ends_with_an_error() {
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{{\"openapi\"").into_bytes();
    let server = Server::start(move |path| match path {
        "/stops" => Reply::Send(head(1000)),
        "/stalls" => Reply::Stall(head(1000)),
        "/drips" => Reply::Drip(head(1_000_000)),
        _ => Reply::Stall(Vec::new()),
    });
    for path in ["/stops", "/stalls", "/drips", "/silent"] {
        let url = server.url(path);
        let line = refused(&url, 66);
        assert!(line.starts_with(&format!("{url}: cannot be downloaded: ")), "{line}");
    }
}

#[test]
fn a_download_that_never_ends_is_ended() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".to_vec();
    let server = Server::start(move |_| {
        let mut bytes = head.clone();
        bytes.extend_from_slice(&vec![b' '; 1 << 20]);
        Reply::Flood(bytes)
    });
    let target = directory("endless").join("fragment.json");
    let ran = run(&["trim", &server.url("/"), "--output", target.to_str().unwrap()]);
    assert!(
        ran.code == 65 && ran.log.contains("has more than 256 MiB, the most that is read"),
        "{}",
        ran.log
    );
}

#[test]
fn what_a_compressed_document_unpacks_to_is_limited() {
    let body = gzip(&vec![b' '; (256 << 20) + 1]);
    let response = ok(&[("Content-Encoding", "gzip")], &body);
    let server = Server::start(move |_| Reply::Send(response.clone()));
    let line = refused(&server.url("/bomb"), 65);
    assert!(line.contains("has more than 256 MiB"), "{line}");
}

#[test]
fn an_unreachable_server_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let line = refused(&url, 66);
    assert!(line.starts_with(&format!("{url}: cannot be downloaded: ")), "{line}");
}

#[test]
fn a_region_stands_for_the_documents_that_it_publishes() {
    for (args, problem) in [
        (&["list", "--region", "eu-wst-1"][..], "did you mean eu-west-1"),
        (&["list", TOKENS, "--region", "eu-west-1"], "cannot be used with"),
        (&["list", TOKENS, "--preview"], "cannot be used with"),
        (&["list", "--preview"], "--region"),
        (&["list"], "--region"),
        (&["list", TOKENS, "--timeout", "0"], "not in 1..=86400"),
    ] {
        let ran = run(args);
        assert!(ran.code == 64 && ran.log.contains(problem), "{args:?}: {}", ran.log);
    }
}
