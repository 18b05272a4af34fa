//! The headers that a request cannot have are the same in the client and in the generator, which do not depend on each other.

use std::collections::BTreeSet;

use crate::tree::read;

/// Returns the names in the rules of the client, in lowercase.
fn of_client() -> BTreeSet<String> {
    let rules = read("src/header/rules.rs");
    let constants = rules.split("header::").skip(1).filter_map(|rest| {
        let end = rest.find(|char: char| !char.is_ascii_uppercase() && char != '_')?;
        (end > 0).then(|| rest[..end].to_ascii_lowercase().replace('_', "-"))
    });
    let texts = rules.split("parsed == \"").skip(1);
    let texts = texts.filter_map(|rest| rest.split('"').next().map(str::to_owned));
    constants.chain(texts).collect()
}

/// Returns the names in the lists of the generator.
fn of_generator() -> BTreeSet<String> {
    let files = [
        "codegen/src/lower/parameters.rs",
        "codegen/src/lower/parameters/place.rs",
    ];
    let text = files.map(read).concat();
    let lists = text.split("_HEADERS: &[&str] = &[").skip(1);
    let lists = lists.filter_map(|rest| rest.split(']').next());
    let names = lists.flat_map(|list| list.split('"').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

#[test]
fn the_client_and_the_generator_reserve_the_same_headers() {
    let client = of_client();
    assert!(client.contains("keep-alive") && client.contains("host"), "{client:?}");
    assert_eq!(client, of_generator());
}
