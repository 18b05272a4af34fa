//! From the names of a document to Rust identifiers.
//!
//! The rules, in this order:
//!
//! 1. Any character other than an ASCII letter or digit separates words; `heck` makes `snake_case` or `UpperCamelCase` of them.
//!    `OAuthClient` is `o_auth_client`, without special cases.
//! 2. A name that begins with a digit gets an `N` before it (`n` in snake case).
//! 3. A reserved name (a keyword, a name of the prelude, a name that generated code imports or calls) gets an underscore at the end.
//! 4. Values of an enum: `*` is `Any`, the empty string is `Empty`, a value that would be `Unknown` is `UnknownValue`, and a
//!    value without a letter or a digit is written in code points (`>=` is `U3eU3d`).
//! 5. If several names have the same identifier, it goes to the one that has a name of its own (a schema, before an enum
//!    inside a schema), then to the one that is spelled like the identifier (without the underscore of rule 3), then
//!    to the first in byte order. The others are numbered in byte order from 2, without the numbers that are part of another name
//!    of the document. An operation has one number for its method and its request type.
//!
//! No rule depends on anything but the names that have the same identifier: other parts of a document, and their order, change no
//! name.

mod distinct;
mod others;
mod reserved;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::ir::Target;
pub(crate) use distinct::{Candidate, distinct, distinct_pairs};
pub(crate) use others::api_name;
pub use others::{Names, OTHER_NAMES};
use reserved::is_reserved;

/// The use of an identifier, which decides its case and the reserved names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
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
    /// A method of `Client`, or of the trait `Apis` in crates other than genesys-cloud.
    Tag(Target),
}

/// Returns the identifier for one name, or `None` if no character of the name is valid in an identifier.
pub(crate) fn identifier(name: &str, scope: Scope) -> Option<String> {
    let words: String = name
        .chars()
        .map(|char| if char.is_ascii_alphanumeric() { char } else { ' ' })
        .collect();
    let mut ident = match scope {
        Scope::Variant if words.trim().is_empty() => symbol(name),
        Scope::Type | Scope::Variant => words.to_upper_camel_case(),
        _ => words.to_snake_case(),
    };
    if ident.is_empty() {
        return None;
    }
    if ident.starts_with(|char: char| char.is_ascii_digit()) {
        let letter = match scope {
            Scope::Type | Scope::Variant => 'N',
            _ => 'n',
        };
        ident.insert(0, letter);
    }
    if scope == Scope::Variant && ident == "Unknown" {
        ident.push_str("Value");
    }
    if is_reserved(&ident, scope) {
        ident.push('_');
    }
    Some(ident)
}

fn symbol(name: &str) -> String {
    match name {
        "*" => "Any".to_owned(),
        "" => "Empty".to_owned(),
        _ => {
            let points: Vec<String> = name.chars().map(|char| format!("U{:x}", u32::from(char))).collect();
            points.concat()
        }
    }
}

#[cfg(test)]
mod tests;
