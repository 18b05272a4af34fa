//! Generates the client of the fragment that codegen tests itself with.

fn main() {
    genesys_cloud_codegen::Fragment::file("../../../../codegen/tests/data/awkward.json").build();
}
