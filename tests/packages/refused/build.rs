//! Generates the client of the fragment that the variable `FRAGMENT` names, one that has a name, and one in another format. With the
//! variable `ONLY_NAMED`, all have a name.

use std::path::Path;
use std::{env, fs};

use genesys_cloud_codegen::Fragment;

const GOOD: &str = "../dependents/users/spec/routing.json";

fn main() {
    println!("cargo::rerun-if-env-changed=FRAGMENT");
    println!("cargo::rerun-if-env-changed=ONLY_NAMED");
    // This fragment is the first, so that its build does not know of the other one.
    Fragment::file(GOOD).name("routing").build();
    if env::var_os("ONLY_NAMED").is_none() {
        Fragment::file(env::var("FRAGMENT").unwrap_or_else(|_| GOOD.to_owned())).build();
    }

    let code = Fragment::file(GOOD).generate().expect("the fragment is valid");
    let other = code.replace("__private::format!(1)", "__private::format!(999)");
    assert_ne!(code, other, "generated code names its format");
    let directory = env::var("OUT_DIR").expect("Cargo sets it");
    fs::write(Path::new(&directory).join("other_format.rs"), other).expect("OUT_DIR exists");
}
