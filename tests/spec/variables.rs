//! The code knows the environment variables and features that pages name.

use std::collections::BTreeSet;

use regex_lite::Regex;

use crate::tree::{code_spans, files, pages};

/// Variables of Cargo, rustc, npm, OpenSSL and the `log` crate's users, which this repository does not read itself.
const OF_OTHERS: [&str; 12] = [
    "CARGO_FEATURE_STD",
    "CARGO_HOME",
    "CARGO_MANIFEST_DIR",
    "CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS",
    "CARGO_TARGET_DIR",
    "OUT_DIR",
    "RUSTC_BOOTSTRAP",
    "RUSTDOCFLAGS",
    "RUSTFLAGS",
    "RUST_LOG",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
];

#[test]
fn environment_variables_in_pages_are_read_by_the_code() {
    let code: String = files(&[".rs", ".py", "run", "server", "msrv", "newest", "packages"])
        .into_iter()
        .filter(|file| !file.path.starts_with("tests/spec/"))
        .map(|file| file.text)
        .collect();
    let variable = Regex::new(r"^_?[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$").expect("a pattern");
    let lower = ["https_proxy", "http_proxy", "all_proxy", "no_proxy"];
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages() {
        for span in code_spans(&page.text) {
            let name = span.split('=').next().unwrap_or_default();
            let in_capitals = name.contains('_') && variable.is_match(name);
            if !in_capitals && !lower.contains(&name) {
                continue;
            }
            count += 1;
            // `_PORT` stands for the variable before it with another end.
            let known = if name.starts_with('_') {
                code.contains(&format!("{name}\""))
            } else {
                code.contains(name)
            };
            if !known && !OF_OTHERS.contains(&name) {
                wrong.push(format!("{}: {name}", page.path));
            }
        }
    }
    assert!(count > 20, "only {count} variables were found");
    assert!(wrong.is_empty(), "variables that no code reads:\n{}", wrong.join("\n"));
}

#[test]
fn features_in_pages_are_features_of_a_package() {
    let features: BTreeSet<String> = files(&["Cargo.toml"])
        .iter()
        .filter_map(|manifest| manifest.text.split_once("\n[features]\n"))
        .flat_map(|(_, rest)| {
            rest.lines()
                .take_while(|line| !line.starts_with('['))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .collect();
    assert!(features.contains("sandbox"));

    let feature = Regex::new(r#"(?:--features[ =]|feature = "|features = \[")([\w-]+)"#).expect("a pattern");
    let mut count = 0;
    for file in files(&[".md", ".rs", "justfile", ".yml"]) {
        for found in feature.captures_iter(&file.text) {
            count += 1;
            // The page on networks names features of rustls.
            let of_others = ["aws-lc-rs", "aws_lc_rs", "ring", "std", "rustls"].contains(&&found[1]);
            assert!(
                of_others || features.contains(&found[1]),
                "{} names the feature {}",
                file.path,
                &found[1]
            );
        }
    }
    assert!(count > 10, "only {count} features were found");
}
