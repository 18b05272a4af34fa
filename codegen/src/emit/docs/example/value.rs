//! Values in examples.

use crate::ir::{Api, Field, Item, Limit, Scalar, Target, Type};

/// Returns the path of the module `models`.
pub(super) fn models(target: Target) -> &'static str {
    match target {
        Target::GenesysCloud => "genesys_cloud::models",
        Target::Dependent => "models",
    }
}

/// Returns the call of the setter of a field, with a value within its limits.
pub(super) fn with(api: &Api, target: Target, field: &Field) -> String {
    let value = within_limits(field).unwrap_or_else(|| argument(api, target, &field.ty, &field.name));
    format!(".{}({value})", field.setter())
}

/// Returns the least integer that is allowed, or the first of a list.
fn within_limits(field: &Field) -> Option<String> {
    let value = field.constraints.limits.iter().find_map(|limit| match limit {
        Limit::AtLeast(value) => Some(value),
        Limit::OneOf(values) => values.first(),
        _ => None,
    })?;
    let fits = match field.ty {
        Type::Scalar(Scalar::I32) => value.parse::<i32>().is_ok(),
        Type::Scalar(Scalar::I64) => value.parse::<i64>().is_ok(),
        _ => false,
    };
    fits.then(|| value.clone())
}

/// Returns a value for an argument of the type. Many arguments are generic: what is nested inside is of the exact type, or
/// rustc could not infer it.
pub(super) fn argument(api: &Api, target: Target, ty: &Type, name: &str) -> String {
    match ty {
        Type::Scalar(Scalar::String) => literal(name),
        Type::Scalar(scalar) => scalar.describe().example.to_owned(),
        Type::List(item) => format!("[{}]", nested(api, target, item, name)),
        Type::Map(value) => format!("[(\"name\", {})]", nested(api, target, value, name)),
        Type::Nullable(_) => "None".to_owned(),
        Type::Model(index) => format!("{}::{}::default()", models(target), api.items[*index].ident()),
        Type::Enum(index) => match &api.items[*index] {
            Item::Enum(item) => literal(item.variants.first().map_or("", |variant| &variant.value)),
            Item::Model(_) => literal(name),
        },
    }
}

/// Returns a value for an item of a list or a map.
fn nested(api: &Api, target: Target, ty: &Type, name: &str) -> String {
    match ty {
        Type::List(_) => "Vec::new()".to_owned(),
        Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        _ => argument(api, target, ty, name),
    }
}

/// Returns a string literal on one line that no fence of a comment ends.
pub(super) fn literal(text: &str) -> String {
    format!("\"{}\"", text.escape_default().to_string().replace('`', "\\u{60}"))
}

#[cfg(test)]
mod tests;
