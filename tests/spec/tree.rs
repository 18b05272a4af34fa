//! The files of the repository, as the checks read them.

use std::fs;
use std::path::Path;

/// One text file.
pub(crate) struct File {
    /// From the root of the repository, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

/// Returns the paths of all files, without what Cargo, npm or the fuzzer writes.
pub(crate) fn paths() -> Vec<String> {
    let mut paths = Vec::new();
    collect("", &mut paths);
    paths.sort();
    paths
}

fn collect(folder: &str, paths: &mut Vec<String>) {
    const GENERATED: [&str; 6] = [".git", "artifacts", "corpus", "coverage", "node_modules", "target"];

    for entry in fs::read_dir(root().join(folder)).expect("a folder of the repository") {
        let entry = entry.expect("an entry of a folder");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = if folder.is_empty() {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        if entry.file_type().expect("the type of an entry").is_file() {
            paths.push(path);
        } else if !GENERATED.contains(&name.as_str()) {
            collect(&path, paths);
        }
    }
}

/// Returns the text files whose names end with one of `endings`.
pub(crate) fn files(endings: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    for path in paths() {
        if endings.iter().any(|ending| path.ends_with(ending)) {
            let text = read(&path);
            files.push(File { path, text });
        }
    }
    files
}

/// Returns the documents that people read.
pub(crate) fn pages() -> Vec<File> {
    let pages = files(&[".md"]);
    assert!(pages.len() > 15, "only {} pages were found", pages.len());
    pages
}

/// Returns the spans between backticks of a page, without its code blocks.
pub(crate) fn code_spans(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// Returns the lines of the code blocks of a page in one language, lines that end with a backslash joined.
pub(crate) fn code_lines(text: &str, language: &str) -> Vec<String> {
    let blocks = text.split("```").skip(1).step_by(2);
    let blocks = blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    blocks
        .flat_map(|block| {
            block
                .replace("\\\n", " ")
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}
