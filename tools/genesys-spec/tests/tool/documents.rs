//! The commands in the documents of the repository: their subcommands and options exist.

use std::fs;
use std::path::Path;

use super::run;

/// The pages that show commands of this program.
const PAGES: [&str; 8] = [
    "CONTRIBUTING.md",
    "README.md",
    "spec/README.md",
    "src/docs/names.md",
    "src/docs/other_apis.md",
    "src/docs/versions.md",
    "tools/genesys-spec/README.md",
    "tools/genesys-spec/documents.md",
];

/// Returns what follows `genesys-spec ` on a line, up to a comment or the end of a code span.
fn commands(text: &str) -> Vec<&str> {
    let text = text.split("genesys-spec ").skip(1);
    text.filter_map(|rest| rest.split(['\n', '#', '`']).next())
        .filter(|command| command.starts_with(|first: char| first.is_ascii_lowercase()))
        .collect()
}

#[test]
fn subcommands_and_options_in_documents_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut count = 0;
    for page in PAGES {
        let text = fs::read_to_string(root.join(page)).unwrap();
        // A sentence may begin with the name of the program, so only code counts: after a backtick or on a line of its own.
        let code = text.replace("\n    ", "\n").replace("\n   ", "\n");
        let code: String = code
            .split_inclusive('\n')
            .map(|line| {
                if line.starts_with("genesys-spec ") || line.contains("`genesys-spec ") {
                    line
                } else {
                    "\n"
                }
            })
            .collect();
        for command in commands(&code) {
            let mut words = command.split_whitespace();
            let subcommand = words.next().unwrap();
            let help = run(&[subcommand, "--help"]);
            assert_eq!(help.code, 0, "{page}: genesys-spec {command}");
            for option in words.filter(|word| word.starts_with("--")) {
                assert!(help.out.contains(option), "{page}: genesys-spec {command}");
            }
            count += 1;
        }
    }
    assert!(count > 8, "only {count} commands were found");
}
