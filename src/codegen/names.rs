//! From the names of a spec to Rust identifiers.
//!
//! The rules, in this order:
//!
//! 1. What is not an ASCII letter or digit separates words; `heck` makes `snake_case` or `UpperCamelCase` of them.
//!    `OAuthClient` is `o_auth_client`, without special cases.
//! 2. A name that begins with a digit gets an `N` before it (`n` in snake case).
//! 3. A reserved name (keywords, the prelude, what generated code imports or calls) gets an underscore behind it.
//! 4. Values of an enum: `*` is `Any`, the empty string `Empty`, what would be `Unknown` is `UnknownValue`, and a value
//!    without a letter or a digit is spelled in code points (`>=` is `U3eU3d`).
//! 5. Where names meet in one identifier, it goes to the one that has a name of its own (a schema, before an enum
//!    inside a schema), then to the one that is spelled like the identifier (without the underscore of rule 3), then
//!    to the first in byte order. The others are numbered in byte order, from 2, past numbers that another name of the
//!    spec has as its own.
//!
//! No rule looks at anything but the names that meet: what else a spec holds, and in which order, changes no name.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Keywords of every edition, and what cannot be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The prelude, and what generated code and its macros name.
const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Client",
    "Copy",
    "Date",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "ListStyle",
    "Method",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Request",
    "Response",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Vec",
];

/// Inherent methods of `Client`, now and soon, and those of the traits that it has.
const CLIENT: &[&str] = &[
    "access_token",
    "answer",
    "base_url",
    "builder",
    "clone",
    "config",
    "credentials",
    "default",
    "from_env",
    "from_profile",
    "inner",
    "logout",
    "login",
    "new",
    "region",
    "request",
    "run",
    "send",
    "token",
];

/// What a request has besides its parameters; and the operators, since a setter called `add` looks like one.
const REQUEST: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "body",
    "borrow",
    "client",
    "clone",
    "cmp",
    "default",
    "deref",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "send",
    "send_with_response",
    "shl",
    "shr",
    "sub",
];

/// Where an identifier stands decides how it is spelled, and what is reserved there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A model, an enum, a request or an API type.
    Type,
    /// A value of an enum.
    Variant,
    /// A field of a model.
    Field,
    /// A method of an API type.
    Function,
    /// A parameter of an operation: an argument or a setter.
    Parameter,
    /// A method of `Client`.
    Tag,
}

/// The identifier for one name; `None` if nothing of the name can stand in one.
pub(crate) fn identifier(name: &str, kind: Kind) -> Option<String> {
    let words: String = name
        .chars()
        .map(|char| if char.is_ascii_alphanumeric() { char } else { ' ' })
        .collect();
    let mut ident = match kind {
        Kind::Variant if words.trim().is_empty() => symbol(name),
        Kind::Type | Kind::Variant => words.to_upper_camel_case(),
        _ => words.to_snake_case(),
    };
    if ident.is_empty() {
        return None;
    }
    if ident.starts_with(|char: char| char.is_ascii_digit()) {
        ident.insert(
            0,
            if matches!(kind, Kind::Type | Kind::Variant) {
                'N'
            } else {
                'n'
            },
        );
    }
    if kind == Kind::Variant && ident == "Unknown" {
        ident.push_str("Value");
    }
    if is_reserved(&ident, kind) {
        ident.push('_');
    }
    Some(ident)
}

fn symbol(name: &str) -> String {
    match name {
        "*" => "Any".to_owned(),
        "" => "Empty".to_owned(),
        _ => name
            .chars()
            .fold(String::new(), |ident, char| format!("{ident}U{:x}", u32::from(char))),
    }
}

fn is_reserved(ident: &str, kind: Kind) -> bool {
    match kind {
        Kind::Type => TYPES.contains(&ident),
        Kind::Variant => ident == "Self",
        Kind::Field => KEYWORDS.contains(&ident) || ident == "additional_properties",
        Kind::Function => KEYWORDS.contains(&ident) || ident == "client",
        Kind::Parameter => KEYWORDS.contains(&ident) || REQUEST.contains(&ident),
        Kind::Tag => KEYWORDS.contains(&ident) || CLIENT.contains(&ident),
    }
}

/// A name that wants an identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wanted {
    /// It has no name of its own, and gives way.
    pub(crate) derived: bool,
    /// What tells it from the others; the name itself, for most.
    pub(crate) key: String,
    pub(crate) ident: String,
}

impl Wanted {
    pub(crate) fn new(name: &str, kind: Kind) -> Option<Self> {
        let ident = identifier(name, kind)?;
        Some(Self {
            derived: false,
            key: name.to_owned(),
            ident,
        })
    }
}

/// One identifier for each, no two the same. The order of `wanted` does not matter to the outcome.
pub(crate) fn distinct(wanted: &[Wanted]) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, one) in wanted.iter().enumerate() {
        groups.entry(&one.ident).or_default().push(index);
    }
    let mut taken: BTreeSet<String> = groups.keys().map(|ident| (*ident).to_owned()).collect();
    let mut idents: Vec<String> = wanted.iter().map(|one| one.ident.clone()).collect();
    for (ident, mut group) in groups {
        group.sort_by_key(|index| {
            let one = &wanted[*index];
            (one.derived, one.key != one.ident.trim_end_matches('_'), &one.key)
        });
        let mut number = 2;
        for index in group.into_iter().skip(1) {
            idents[index] = loop {
                let candidate = numbered(ident, number);
                number += 1;
                if taken.insert(candidate.clone()) {
                    break candidate;
                }
            };
        }
    }
    idents
}

fn numbered(ident: &str, number: usize) -> String {
    let upper = ident.starts_with(|char: char| char.is_ascii_uppercase());
    let digit = ident.ends_with(|char: char| char.is_ascii_digit());
    let separator = if ident.ends_with('_') || (upper && !digit) {
        ""
    } else {
        "_"
    };
    format!("{ident}{separator}{number}")
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
