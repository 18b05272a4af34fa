//! The constraints of a value, as sentences.

use super::text::paragraph;
use crate::emit::markdown::code;
use crate::ir::{Constraints, Counted, Field, Limit};

/// Returns the constraints of a field of a model. All of its fields are optional in Rust, required or not.
pub(super) fn for_field(field: &Field) -> Vec<String> {
    let mut sentences = Vec::new();
    if field.constraints.required {
        sentences.push("Required by the specification.".to_owned());
    }
    sentences.extend(others(&field.constraints, field.description.as_deref()));
    sentences
}

/// Returns the constraints of a parameter, without `required`, which the signature shows.
pub(super) fn for_parameter(constraints: &Constraints, description: Option<&str>) -> Vec<String> {
    paragraph_if_any(&others(constraints, description))
}

fn paragraph_if_any(sentences: &[String]) -> Vec<String> {
    if sentences.is_empty() {
        Vec::new()
    } else {
        paragraph(&sentences.join(" "))
    }
}

fn others(constraints: &Constraints, description: Option<&str>) -> Vec<String> {
    let mut sentences = Vec::new();
    if constraints.read_only {
        sentences.push("Read-only.".to_owned());
    }
    if constraints.write_only {
        sentences.push("Write-only.".to_owned());
    }
    let limits = constraints
        .limits
        .iter()
        .filter(|limit| !is_said(limit, description.unwrap_or_default()));
    sentences.extend(limits.map(limit));
    if let Some(format) = &constraints.format {
        sentences.push(format!("Format: {}.", code(format)));
    }
    if let Some(pattern) = &constraints.pattern {
        sentences.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(default) = &constraints.default {
        sentences.push(format!("Default: {}.", code(default)));
    }
    if constraints.deprecated {
        sentences.push("Deprecated.".to_owned());
    }
    sentences
}

/// Returns whether a description has the number of a limit: it then says more about it.
fn is_said(limit: &Limit, description: &str) -> bool {
    let number = match limit {
        Limit::AtLeast(value) | Limit::AtMost(value) => value.clone(),
        Limit::MinCount(count, _) | Limit::MaxCount(count, _) => count.to_string(),
        Limit::MoreThan(_) | Limit::LessThan(_) | Limit::MultipleOf(_) | Limit::OneOf(_) | Limit::UniqueItems => {
            return false;
        }
    };
    description
        .split(|char: char| !char.is_ascii_alphanumeric())
        .any(|word| word == number)
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::AtLeast(value) => format!("At least {value}."),
        Limit::MoreThan(value) => format!("More than {value}."),
        Limit::AtMost(value) => format!("At most {value}."),
        Limit::LessThan(value) => format!("Less than {value}."),
        Limit::MultipleOf(value) => format!("A multiple of {value}."),
        Limit::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            format!("One of {}.", values.join(", "))
        }
        Limit::MinCount(count, counted) => format!("At least {}.", number(*count, *counted)),
        Limit::MaxCount(count, counted) => format!("At most {}.", number(*count, *counted)),
        Limit::UniqueItems => "Each item is unique.".to_owned(),
    }
}

fn number(count: usize, counted: Counted) -> String {
    let (one, many) = match counted {
        Counted::Characters => ("character", "characters"),
        Counted::Items => ("item", "items"),
        Counted::Entries => ("entry", "entries"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}
