//! Generates the API.
fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    std::fs::write(format!("{out}/api.rs"), "").unwrap();
}
