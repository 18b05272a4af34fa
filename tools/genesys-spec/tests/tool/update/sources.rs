//! The source: forgotten, at a URL, empty, gone, or not one that a fragment can have.

use std::fs;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{Files, source};
use crate::server::{Reply, Server, ok, response};
use crate::{SWAGGER, directory, fragment, run};

#[test]
fn a_fragment_that_remembers_nothing_needs_a_source() {
    let files = Files::new("forgotten", &["--operation", "getUser"]);
    fs::write(&files.fragment, fragment(&files.fragment)).unwrap();
    let (code, said) = files.update();
    let expected = format!(
        "genesys-spec: {}: does not remember its source: name it with --source or --region\n",
        files.fragment
    );
    assert_eq!((code, said), (64, expected));

    let ran = run(&["update", &files.fragment, "--source", files.source.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    // The fragment keeps its operations, and remembers them. With a copy of the source, nothing changes.
    let copy = files.source.with_file_name("copy.json");
    fs::copy(&files.source, &copy).unwrap();
    let ran = run(&["update", &files.fragment, "--source", copy.to_str().unwrap(), "--check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let memory: Value = serde_json::from_str(&files.text()).unwrap();
    assert_eq!(memory["info"]["x-genesys-spec"]["operations"], json!(["getUser"]));
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_fragment_from_a_url_is_updated_from_there() {
    let published = Arc::new(Mutex::new(source()));
    let body = Arc::clone(&published);
    let server = Server::start(move |path| {
        Reply::Send(if path == "/swagger?a=b" {
            ok(
                &[("Last-Modified", "Fri, 31 Jul 2026 00:00:00 GMT")],
                body.lock().unwrap().to_string().as_bytes(),
            )
        } else {
            response("404 Not Found", &[], b"")
        })
    });
    let target = directory("update_url").join("fragment.json");
    let target = target.to_str().unwrap();
    let (url, missing) = (server.url("/swagger?a=b"), server.url("/missing"));
    assert_eq!(run(&["trim", &url, "-o", target]).code, 0);
    assert_eq!(run(&["update", target, "--check"]).code, 0);
    published.lock().unwrap()["components"]["schemas"]["User"]["properties"]["id"] = json!({"type": "string"});
    assert_eq!(run(&["update", target, "--check"]).code, 1);
    let ran = run(&["update", target, "--source", &missing]);
    assert!(ran.code == 66 && ran.log.contains("404 Not Found"), "{}", ran.log);
    assert_eq!(run(&["update", target]).code, 0);
    assert_eq!(run(&["update", target, "--check"]).code, 0);
}

#[test]
fn a_source_that_is_empty_or_gone_leaves_the_fragment_as_it_is() {
    let files = Files::new("gone", &[]);
    let before = files.text();
    let mut empty = source();
    empty["paths"] = json!({});
    files.publish(&empty);
    let (code, said) = files.update();
    assert!(code == 65 && said.contains("the document has no operations"), "{said}");
    fs::write(&files.source, "").unwrap();
    assert_eq!(files.update().0, 65);
    fs::remove_file(&files.source).unwrap();
    let (code, said) = files.update();
    assert!(code == 66 && said.contains("cannot be read"), "{said}");
    assert_eq!(files.text(), before);
}

#[test]
fn a_document_that_is_not_a_fragment_is_refused() {
    let directory = directory("update_swagger");
    let target = directory.join("swagger.json");
    fs::copy(SWAGGER, &target).unwrap();
    let ran = run(&["update", target.to_str().unwrap(), "--source", SWAGGER]);
    assert!(
        ran.code == 65 && ran.log.contains("cut one out of it with `genesys-spec trim`"),
        "{}",
        ran.log
    );
    assert_eq!(
        run(&["update", directory.join("missing.json").to_str().unwrap()]).code,
        66
    );
}
