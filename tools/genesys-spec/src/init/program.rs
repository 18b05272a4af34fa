//! The program in `examples/`, which calls an operation of the fragment.

use std::fmt::Write as _;

use genesys_cloud_codegen::document::ir::{Api, Operation, Parameter, Scalar, Tag, Type};
use genesys_cloud_codegen::document::statements;

use crate::trim::choice::Choice;

/// The names in a program.
pub(super) struct Names<'a> {
    /// The crate of the client.
    pub(super) client: &'a str,
    /// The name of the example.
    pub(super) example: &'a str,
    /// The argument of `include_api!`: nothing, or the name of the fragment in quotes.
    pub(super) fragment: &'a str,
}

/// Returns the program for the first operation of a fragment, and the arguments that it needs.
pub(super) fn program(names: &Names<'_>, api: &Api, choice: &Choice) -> Option<(String, Vec<String>)> {
    let (tag, operation) = first(api, choice)?;
    let ids: Vec<&Parameter> = operation.parameters.iter().filter(|one| one.is_id()).collect();
    let arguments: Vec<String> = ids
        .iter()
        .map(|id| id.ident.trim_end_matches('_').to_uppercase())
        .collect();
    let mut body = String::new();
    if !ids.is_empty() {
        let usage = format!(
            "usage: cargo run --example {} -- {}",
            names.example,
            arguments.join(" ")
        );
        body += "    let mut arguments = std::env::args().skip(1);\n";
        for id in &ids {
            // Writing to a string does not fail.
            let _ = writeln!(body, "    let {} = arguments.next().ok_or(\"{usage}\")?;", id.ident);
        }
    }
    let beginning = beginning_of_a_list(operation);
    for line in statements(api, tag, operation) {
        let line = adapted(&line, &ids, names.client).replace(".items()", &beginning);
        let _ = writeln!(body, "    {line}");
    }
    let Names { client, fragment, .. } = names;
    let imports = if body.contains("models::") {
        "use genesys::{Apis as _, models};"
    } else {
        "use genesys::Apis as _;"
    };
    let program = format!(
        "//! Calls `{}` with the credentials of the environment.\n\n\
         mod genesys {{\n    {client}::include_api!({fragment});\n}}\n{imports}\n\n\
         fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}    Ok(())\n}}\n",
        operation.id
    );
    Some((program, arguments))
}

/// Returns the first operation that was chosen by its id, else the first one that only reads, else the first one.
fn first<'a>(api: &'a Api, choice: &Choice) -> Option<(&'a Tag, &'a Operation)> {
    let all = || {
        api.tags
            .iter()
            .flat_map(|tag| tag.operations.iter().map(move |one| (tag, one)))
    };
    let mut chosen = choice.operations.iter();
    chosen
        .find_map(|id| all().find(|(_, operation)| operation.id == *id))
        .or_else(|| all().find(|(_, operation)| operation.verb == "GET"))
        .or_else(|| all().next())
}

/// Returns the call that reads ten items of a list in place of all, in a page of this size if the operation has one.
fn beginning_of_a_list(operation: &Operation) -> String {
    let size = operation
        .parameters
        .iter()
        .find(|one| one.name == "pageSize" && matches!(one.ty, Type::Scalar(Scalar::I32 | Scalar::I64)));
    let size = size.map(|one| format!(".{}(10)", one.ident)).unwrap_or_default();
    format!("{size}.items().take(10)")
}

/// Returns a line of the documentation for a program that is run: with the arguments of the command line.
fn adapted(line: &str, ids: &[&Parameter], client: &str) -> String {
    let mut line = line.replace("genesys_cloud::", &format!("{client}::"));
    for id in ids {
        line = line.replace(&format!("\"<{}>\"", id.name), &format!("{}.as_str()", id.ident));
    }
    line
}

#[cfg(test)]
mod tests;
