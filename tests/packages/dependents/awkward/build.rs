//! Generates the client of a fragment that the tests of codegen also use.

fn main() {
    genesys_cloud_codegen::Fragment::file("../../../../codegen/tests/data/awkward.json").build();
}
