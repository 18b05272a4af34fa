//! Generates the Users API.

fn main() {
    genesys_cloud_codegen::Fragment::file("spec/users.json").build();
}
