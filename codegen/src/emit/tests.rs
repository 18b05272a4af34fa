//! What all of the generated code has in common.

use syn::{Attribute, ImplItem, Item};

/// Returns the names of the functions that rustc compiles whether or not a program calls them.
fn always_compiled(items: Vec<Item>) -> Vec<String> {
    let is_inline = |attribute: &Attribute| attribute.path().is_ident("inline");
    let mut names = Vec::new();
    for item in items {
        match item {
            Item::Mod(module) => names.extend(always_compiled(module.content.unwrap().1)),
            Item::Impl(block) => names.extend(block.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) if function.attrs.iter().any(is_inline) => None,
                ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                _ => None,
            })),
            _ => {}
        }
    }
    names
}

#[test]
fn no_function_is_compiled_that_a_program_does_not_call() {
    let golden = [
        include_str!("../../tests/golden/tokens.rs"),
        include_str!("../../tests/golden/lists.rs"),
        include_str!("../../tests/golden/awkward.rs"),
    ];
    for code in golden {
        let items = syn::parse_file(code).unwrap().items;
        assert_eq!(always_compiled(items), [""; 0]);
    }
}
