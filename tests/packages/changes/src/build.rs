//! Generates the client of each document, and a module for each caller: `runs.rs` has those that compile, before and after
//! the change, and `broken.rs` those that do not. Each caller is in a file of its own, which the compiler names in its errors.

mod table;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use table::{Seen, changes};

const BASE: &str = include_str!("base.json");

fn main() {
    println!("cargo::rerun-if-changed=src");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it"));
    let write = |name: &str, text: &str| fs::write(out.join(name), text).expect("OUT_DIR exists");
    let (mut runs, mut broken) = (api(&out, "base", BASE), String::new());
    let mut list = String::new();
    for change in changes() {
        let name = change.name;
        let after = api(&out, name, &change.after(BASE));
        let caller = |api: &str| {
            format!(
                "#[allow(unused_imports)]\n\
                 use super::{api}::{{Apis as _, models}};\n\
                 #[allow(deprecated, unused)]\n\
                 pub fn call(client: &genesys_cloud::Client) -> Result<String, genesys_cloud::Error> {{ {} }}",
                change.caller
            )
        };
        write(&format!("before_{name}.rs"), &caller("base"));
        write(&format!("after_{name}.rs"), &caller(name));
        let module = |when: &str| {
            format!("pub mod {when}_{name} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{when}_{name}.rs\")); }}\n")
        };
        runs += &module("before");
        let ran = if matches!(change.seen, Seen::Compiler | Seen::Exhaustive) {
            broken += &after;
            broken += &module("after");
            "None".to_owned()
        } else {
            runs += &after;
            runs += &module("after");
            format!("Some(after_{name}::call)")
        };
        writeln!(list, "(before_{name}::call, {ran}),").expect("a String grows");
    }
    writeln!(
        runs,
        "pub type Caller = fn(&genesys_cloud::Client) -> Result<String, genesys_cloud::Error>;\n\
         pub const CALLERS: &[(Caller, Option<Caller>)] = &[{list}];"
    )
    .expect("a String grows");
    write("runs.rs", &runs);
    write("broken.rs", &broken);
}

/// Writes a document and its client, and returns the module that includes it.
fn api(out: &Path, name: &str, document: &str) -> String {
    let json = out.join(format!("{name}.json"));
    fs::write(&json, document).expect("OUT_DIR exists");
    let code = genesys_cloud_codegen::generate(document).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    fs::write(out.join(format!("{name}.rs")), code).expect("OUT_DIR exists");
    format!(
        "#[allow(warnings)] pub mod {name} {{ use genesys_cloud; include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\")); }}\n"
    )
}
