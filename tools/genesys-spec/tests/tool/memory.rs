//! What a fragment remembers of its source.

use std::fs;

use super::server::{Reply, Server, ok};
use super::{SWAGGER, TOKENS, directory, run, run_with};

fn memory(fragment: &str) -> serde_json::Value {
    let fragment: serde_json::Value = serde_json::from_str(fragment).unwrap();
    fragment["info"]["x-genesys-spec"].clone()
}

#[test]
fn a_fragment_remembers_its_source_and_what_was_chosen() {
    let ran = run(&["trim", SWAGGER, "--tag", "Users", "--operation", "getUser", "-o", "-"]);
    let memory = memory(&ran.out);
    assert_eq!(memory["source"], SWAGGER);
    assert_eq!(memory["version"], "v2");
    assert_eq!(memory["tags"], serde_json::json!(["Users"]));
    assert_eq!(memory["operations"], serde_json::json!(["getUser"]));
    // The date of a file is the date of a copy.
    assert_eq!(memory.get("date"), None);
    let text = fs::read_to_string(SWAGGER).unwrap();
    let piped = run_with(&["trim", "-", "--tag", "Users", "-o", "-"], &text);
    assert_eq!(self::memory(&piped.out)["source"], "-");
}

#[test]
fn the_date_of_a_download_is_the_one_of_the_server() {
    let body = fs::read_to_string(TOKENS).unwrap();
    let server = Server::start(move |path| {
        let date = match path {
            "/dated?a=b" => "Fri, 31 Jul 2026 23:59:59 GMT",
            _ => "yesterday",
        };
        Reply::Send(ok(&[("Last-Modified", date)], body.as_bytes()))
    });
    let url = server.url("/dated?a=b");
    let ran = run(&["trim", &url, "-o", "-"]);
    let found = memory(&ran.out);
    assert_eq!((&found["source"], &found["date"]), (&url.into(), &"2026-07-31".into()));
    let ran = run(&["trim", &server.url("/odd"), "-o", "-"]);
    assert_eq!(memory(&ran.out).get("date"), None);
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let directory = directory("same_bytes");
    let files = ["a.json", "b.json"].map(|name| directory.join(name));
    for file in &files {
        let args = ["trim", SWAGGER, "--tag", "Users", "-o", file.to_str().unwrap()];
        assert_eq!(run(&args).code, 0);
    }
    let [a, b] = files.map(|file| fs::read(file).unwrap());
    assert!(a == b);
}
