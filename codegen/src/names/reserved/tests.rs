use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{ImplItem, Item, ItemImpl, Type, Visibility};

use super::{Scope, is_reserved};
use crate::document::Document;
use crate::ir::Target;

/// The name of each inherent method of `Client`, and whether it is public.
fn methods_of_client() -> BTreeSet<(String, bool)> {
    let mut files = Vec::new();
    source_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"), &mut files);
    let mut methods = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        methods_in(&parsed.items, &mut methods);
    }
    methods
}

fn source_files(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn methods_in(items: &[Item], methods: &mut BTreeSet<(String, bool)>) {
    for item in items {
        match item {
            Item::Mod(module) => methods_in(module.content.as_ref().map_or(&[], |(_, items)| items), methods),
            Item::Impl(block) if is_inherent_of_client(block) => {
                for item in &block.items {
                    if let ImplItem::Fn(function) = item {
                        let is_public = matches!(function.vis, Visibility::Public(_));
                        methods.insert((function.sig.ident.to_string(), is_public));
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_inherent_of_client(block: &ItemImpl) -> bool {
    let Type::Path(ty) = &*block.self_ty else { return false };
    block.trait_.is_none() && ty.path.segments.last().is_some_and(|segment| segment.ident == "Client")
}

/// A tag of the same name would be a second method of that name, or one that is never called.
#[test]
fn each_method_of_the_client_is_reserved_for_tags() {
    let methods = methods_of_client();
    for known in ["builder", "from_env", "request"] {
        assert!(methods.contains(&(known.to_owned(), true)), "{known} was not found");
    }
    for (name, is_public) in &methods {
        assert!(
            is_public,
            "`{name}` is a private method of `Client`: move it to `Inner`, where no tag can meet it"
        );
        assert!(is_reserved(name, Scope::Tag(Target::GenesysCloud)), "reserve `{name}`");
        assert!(is_reserved(name, Scope::Tag(Target::Dependent)), "reserve `{name}`");
    }
}

#[test]
fn the_methods_of_each_request_are_reserved_for_parameters() {
    for name in ["send", "send_with_response"] {
        assert!(is_reserved(name, Scope::Parameter), "{name}");
    }
}

/// `api.clone()` would be a call of an operation.
#[test]
fn the_methods_of_each_api_type_are_reserved_for_operations() {
    for name in ["new", "clone", "to_owned", "into"] {
        assert!(is_reserved(name, Scope::Function), "{name}");
    }
}

#[test]
fn shipped_tags_are_reserved_for_dependents_only() {
    assert!(is_reserved("tokens", Scope::Tag(Target::Dependent)));
    assert!(!is_reserved("tokens", Scope::Tag(Target::GenesysCloud)));
}

#[test]
fn the_tags_of_the_shipped_fragment_are_those_that_are_reserved() {
    let fragment = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/tokens.json");
    let api = Document::parse(&fs::read_to_string(fragment).unwrap())
        .api(Target::Dependent)
        .result
        .unwrap();
    let methods: Vec<_> = api.tags.iter().map(|tag| tag.ident.trim_end_matches('_')).collect();
    assert_eq!(methods, super::SHIPPED);
}
