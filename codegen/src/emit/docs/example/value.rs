//! Values in examples.

use super::layout::Method;
use crate::ir::{Api, Constraints, Field, Item, Limit, Scalar, Target, Type};

/// Returns the path of the module `models`.
pub(super) fn models(target: Target) -> &'static str {
    match target {
        Target::GenesysCloud => "genesys_cloud::models",
        Target::Dependent => "models",
    }
}

/// Returns the call of the setter of a field, with a value within its limits.
pub(super) fn with(api: &Api, target: Target, field: &Field) -> Method {
    let value = within(&field.ty, &field.constraints);
    let value = value.unwrap_or_else(|| argument(api, target, &field.ty, &field.name));
    Method::new(field.setter(), vec![value])
}

/// Returns an integer that is allowed: the default, the least, or the first of a list.
pub(super) fn within(ty: &Type, constraints: &Constraints) -> Option<String> {
    let limit = constraints.limits.iter().find_map(|limit| match limit {
        Limit::AtLeast(value) => Some(value),
        Limit::OneOf(values) => values.first(),
        _ => None,
    });
    let value = constraints.default.as_ref().or(limit)?;
    let fits = match ty {
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
