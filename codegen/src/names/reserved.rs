//! Reserved names, which generated code cannot use.

use super::Scope;
use crate::ir::Target;

/// Returns whether generated code cannot use this identifier in that scope.
pub(super) fn is_reserved(ident: &str, scope: Scope) -> bool {
    match scope {
        Scope::Type => TYPES.contains(&ident),
        Scope::Variant => ident == "Self",
        Scope::Field => KEYWORDS.contains(&ident) || ident == "additional_properties",
        Scope::Function => KEYWORDS.contains(&ident) || API.contains(&ident),
        Scope::Parameter => KEYWORDS.contains(&ident) || REQUEST.contains(&ident),
        Scope::Tag(target) => {
            KEYWORDS.contains(&ident)
                || CLIENT.contains(&ident)
                || (target == Target::Dependent && SHIPPED.contains(&ident))
        }
    }
}

/// The keywords of every edition, including keywords that cannot be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The names of the prelude, and the names that generated code and its macros use.
const TYPES: &[&str] = &[
    "Apis",
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

/// The tags of the client that genesys-cloud ships. In another crate, a method of the same name would never be called.
const SHIPPED: &[&str] = &["tokens"];

/// The public methods of `Client`, and planned ones. `.ci/reserved` compares the list with the documentation.
const CLIENT: &[&str] = &[
    "access_token",
    "base_url",
    "builder",
    "clone",
    "clone_from",
    "credentials",
    "default",
    "discover",
    "fmt",
    "from_env",
    "from_profile",
    "login",
    "new",
    "rate_limit",
    "region",
    "request",
    "request_uri",
    "send",
    "shutdown",
    "sign_in",
    "sign_out",
    "to_owned",
    "token",
    "with_access_token",
    "with_attempt_timeout",
    "with_header",
    "with_retry",
    "with_timeout",
];

/// The methods of every API type: its constructor, and methods of traits that an operation of the same name would hide from callers.
const API: &[&str] = &[
    "borrow",
    "borrow_mut",
    "client",
    "clone",
    "clone_from",
    "clone_into",
    "fmt",
    "into",
    "new",
    "to_owned",
    "try_into",
    "type_id",
];

/// The other methods and fields of a request, and the methods of operators, which clippy warns about
/// (`should_implement_trait`).
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
    "items",
    "max_pages",
    "mul",
    "neg",
    "next",
    "not",
    "pages",
    "paging",
    "rem",
    "resume_at",
    "send",
    "send_with_response",
    "shl",
    "shr",
    "sub",
];

#[cfg(test)]
mod tests;
