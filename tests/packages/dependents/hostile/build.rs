//! Writes the fragment, and generates its client.

use std::path::PathBuf;
use std::{env, fs};

use genesys_cloud_codegen::Fragment;

#[path = "../../../../codegen/src/tests/hostile.rs"]
mod hostile;

fn main() {
    let mut texts: Vec<String> = hostile::WORDS.iter().map(|word| (*word).to_owned()).collect();
    for length in 20..100 {
        // The text has three lines, if it is wrapped before each fence.
        let before = "w".repeat(length);
        texts.push(format!("{before} ~~~ {:x<97} ~~~", "panic!();//"));
        texts.push(format!("`{before} <script>alert({length})</script>`"));
    }
    let file = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it")).join("hostile.json");
    fs::write(&file, hostile::document(&texts).to_string()).expect("OUT_DIR exists");
    Fragment::file(file).build();
}
