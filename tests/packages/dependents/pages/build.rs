//! Writes each Rust block of README.md and of the pages in `src/docs` into a module of its own, without the lines that only rustdoc
//! compiles, and generates the clients that the pages use.
//!
//! A module has the name of the page and of the heading above the block: `errors::not_found_404`. A second block below a heading has the
//! suffix `_2`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use genesys_cloud_codegen::Fragment;

fn main() {
    Fragment::file("../../../../codegen/tests/data/lists.json").build();
    Fragment::file("../users/spec/users.json").name("users").build();
    Fragment::file("../users/spec/routing.json").name("routing").build();

    let root = Path::new("../../../..");
    let mut code = String::new();
    write_page(&mut code, "readme", &root.join("README.md"));
    let pages = root.join("src/docs");
    println!("cargo::rerun-if-changed={}", pages.display());
    let mut names: Vec<_> = fs::read_dir(&pages)
        .expect("the folder of the pages")
        .map(|entry| entry.expect("a page").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    names.sort();
    for page in names {
        let name = page
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name in UTF-8")
            .to_owned();
        write_page(&mut code, &name, &page);
    }
    let folder = env::var("OUT_DIR").expect("set by Cargo");
    fs::write(Path::new(&folder).join("pages.rs"), code).expect("the generated code");
}

fn write_page(code: &mut String, name: &str, path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).expect("a page");
    writeln!(code, "pub mod {name} {{").expect("a string");
    let mut used = BTreeMap::new();
    let mut heading = "beginning".to_owned();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix('#') {
            heading = module_name(title);
        }
        let Some(language) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| line.trim_start() != "```").collect();
        if language != "rust" && !language.starts_with("rust,") {
            continue;
        }
        let count: &mut u32 = used.entry(heading.clone()).or_default();
        *count += 1;
        let module = if *count == 1 {
            heading.clone()
        } else {
            format!("{heading}_{count}")
        };
        writeln!(code, "pub mod {module} {{").expect("a string");
        for line in block.into_iter().filter(|line| !is_hidden(line)) {
            // The functions of a program are private, and the tests call them.
            let public = ["fn ", "struct ", "type "].iter().any(|item| line.starts_with(item));
            writeln!(code, "{}{line}", if public { "pub " } else { "" }).expect("a string");
        }
        code.push_str("}\n");
    }
    code.push_str("}\n");
}

/// Returns whether only rustdoc compiles a line.
fn is_hidden(line: &str) -> bool {
    let line = line.trim_start();
    line == "#" || line.starts_with("# ")
}

/// Converts a heading to the name of a module: `# Not found: 404` to `not_found_404`.
fn module_name(title: &str) -> String {
    let title = title.to_lowercase();
    let words: Vec<_> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}
