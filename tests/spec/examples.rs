//! Examples of pages that rustdoc cannot compile, since the shipped fragment does not have their operations.

use crate::tree::read;

/// The text without white space, which rustfmt may change.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The package compiles and runs them.
#[test]
fn each_example_of_the_page_on_paging_is_code_of_a_package() {
    let page = read("src/docs/paging.md");
    let code = squeezed(&read("tests/packages/dependents/lists/src/guide.rs"));
    let blocks = page.split("```").skip(1).step_by(2);
    let examples: Vec<_> = blocks.filter_map(|block| block.strip_prefix("rust,ignore")).collect();
    assert!(examples.len() > 6, "only {} examples were found", examples.len());
    for example in examples {
        assert!(
            code.contains(&squeezed(example)),
            "no code of the package is this example:{example}"
        );
    }
}
