//! Two fragments of one package.

use genesys_cloud_codegen::Fragment;

fn main() {
    Fragment::file("spec/users.json").build();
    Fragment::file("spec/routing.json").name("routing").build();
}
