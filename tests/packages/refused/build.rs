//! Generates the client of the fragment that the variable `FRAGMENT` names, and the same client in another format.

use std::path::Path;
use std::{env, fs};

use genesys_cloud_codegen::Fragment;

const GOOD: &str = "../dependents/users/spec/routing.json";

fn main() {
    println!("cargo::rerun-if-env-changed=FRAGMENT");
    Fragment::file(env::var("FRAGMENT").unwrap_or_else(|_| GOOD.to_owned())).build();

    let code = Fragment::file(GOOD).generate().expect("the fragment is valid");
    let other = code.replace("__private::format!(1)", "__private::format!(999)");
    assert_ne!(code, other, "generated code names its format");
    let directory = env::var("OUT_DIR").expect("Cargo sets it");
    fs::write(Path::new(&directory).join("other_format.rs"), other).expect("OUT_DIR exists");
}
