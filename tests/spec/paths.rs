//! The files and folders that pages and comments name exist.

use std::path::{Path, PathBuf};

use regex_lite::Regex;

use crate::tree::{File, code_spans, files, pages, paths, root};

/// Files of other people's crates, of a build, and of the machine, which the documents use in examples.
const ELSEWHERE: [&str; 16] = [
    "api.rs",
    "build.rs",
    "examples/NAME.rs",
    "examples/users.rs",
    "fuzz/corpus",
    "leavers.csv",
    "main.rs",
    "request.http",
    "spec/NAME.json",
    "spec/queues.json",
    "spec/users.json",
    "src/main.rs",
    "swagger.json",
    "fresh.json",
    "users.json",
    "~/.gc",
];

/// Returns whether a span between backticks is meant as a path: it ends like a file of this repository, or begins with one of its
/// folders.
fn is_path(span: &str) -> bool {
    const ENDINGS: [&str; 8] = [".rs", ".md", ".json", ".toml", ".py", ".yml", ".svg", ".txt"];
    const FOLDERS: [&str; 10] = [
        ".ci/",
        ".github/",
        "benches/",
        "codegen/",
        "examples/",
        "fuzz/",
        "spec/",
        "src/",
        "tests/",
        "tools/",
    ];

    let one_word = !span.contains(|c: char| c.is_whitespace() || "()<>\"'=:#$…".contains(c));
    one_word
        && (ENDINGS.iter().any(|ending| span.ends_with(ending))
            || FOLDERS.iter().any(|folder| span.starts_with(folder)))
}

/// Returns whether a path exists. A path may begin at the root or in the folder of the page, and a bare name may be in any folder.
fn exists(path: &str, page: &File, tree: &[String]) -> bool {
    let path = path.trim_start_matches("./");
    if let Some((folder, rest)) = path.split_once("**") {
        return tree
            .iter()
            .any(|file| file.starts_with(folder) && file.ends_with(rest.trim_start_matches("/*")));
    }
    if let Some((start, end)) = path.split_once('*') {
        return tree.iter().any(|file| file.starts_with(start) && file.ends_with(end));
    }
    let folder = Path::new(&page.path).parent().map(PathBuf::from).unwrap_or_default();
    let from_the_package = folder.ancestors().any(|it| root().join(it).join(path).exists());
    let bare = !path.contains('/') && tree.iter().any(|file| file.ends_with(&format!("/{path}")));
    from_the_package || bare
}

fn missing(page: &File, named: &[&str], tree: &[String]) -> Vec<String> {
    let mut missing = Vec::new();
    for name in named {
        let elsewhere = ELSEWHERE
            .iter()
            .any(|it| name == it || name.starts_with(&format!("{it}/")));
        if !elsewhere && !exists(name, page, tree) {
            missing.push(format!("{}: {name}", page.path));
        }
    }
    missing
}

#[test]
fn paths_in_pages_exist() {
    let tree = paths();
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages() {
        let named: Vec<_> = code_spans(&page.text)
            .into_iter()
            .filter(|span| is_path(span))
            .collect();
        count += named.len();
        wrong.extend(missing(&page, &named, &tree));
    }
    assert!(count > 100, "only {count} paths were found");
    assert!(wrong.is_empty(), "paths that do not exist:\n{}", wrong.join("\n"));
}

#[test]
fn links_to_guides_lead_to_pages() {
    let link = Regex::new(r"https://docs\.rs/genesys-cloud/latest/genesys_cloud/docs/(\w+)/").expect("a pattern");
    let mut count = 0;
    for page in pages() {
        for found in link.captures_iter(&page.text) {
            count += 1;
            let source = root().join("src/docs").join(&found[1]).with_extension("md");
            assert!(source.exists(), "{}: {}", page.path, &found[0]);
        }
    }
    assert!(count > 20, "only {count} links were found");
}

#[test]
fn paths_in_comments_exist() {
    let path = Regex::new(r"(?:^|[\s`(])((?:\.ci|benches|codegen|examples|fuzz|spec|src|tests|tools)/[\w./-]*\w)")
        .expect("a pattern");
    let tree = paths();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files(&[
        ".rs",
        ".py",
        "Cargo.toml",
        "run",
        "deny",
        "msrv",
        "newest",
        "packages",
        "peers",
        "semver",
        "server",
    ]) {
        let comments = file
            .text
            .lines()
            .filter_map(|line| line.split_once("//").or_else(|| line.split_once("# ")));
        for (_, comment) in comments {
            let named: Vec<_> = path
                .captures_iter(comment)
                .filter_map(|found| Some(found.get(1)?.as_str()))
                .collect();
            count += named.len();
            wrong.extend(missing(&file, &named, &tree));
        }
    }
    assert!(count > 20, "only {count} paths were found");
    assert!(wrong.is_empty(), "paths that do not exist:\n{}", wrong.join("\n"));
}
