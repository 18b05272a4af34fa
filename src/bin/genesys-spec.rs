//! Cuts fragments out of the document that Genesys publishes, checks and compares them. All of it is in `spec_tool`.

use std::process::ExitCode;

fn main() -> ExitCode {
    genesys_cloud::spec_tool::main(std::env::args_os())
}
