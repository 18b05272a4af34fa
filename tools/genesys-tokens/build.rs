//! Generates the client of the operations on users. Those on tokens are shipped with genesys-cloud.

fn main() {
    genesys_cloud_codegen::Fragment::file("spec/users.json").build();
}
