//! An example for each operation; rustdoc compiles it.

use crate::ir::{Api, Item, Operation, Output, Scalar, Tag, Target, Type};

pub(super) fn lines(api: &Api, tag: &Tag, operation: &Operation, target: Target) -> Vec<String> {
    let value = |ty: &Type, name: &str| argument(api, target, ty, name);
    let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut arguments: Vec<String> = parameters
        .map(|parameter| value(&parameter.ty, &parameter.name))
        .collect();
    let body = operation.body.as_ref();
    arguments.extend(body.filter(|body| body.required).map(|body| value(&body.ty, "text")));
    let mut call = vec![
        "client".to_owned(),
        format!("    .{}()", tag.method),
        format!("    .{}({})", operation.function, arguments.join(", ")),
    ];
    call.extend(
        body.filter(|body| !body.required)
            .map(|body| format!("    .body({})", value(&body.ty, "text"))),
    );
    call.push("    .send()?".to_owned());
    // On one line where it fits.
    let short: String = call.iter().map(|part| part.trim()).collect();
    let mut call = if short.len() < 80 { vec![short] } else { call };

    let returns = operation.output != Output::Nothing;
    if let (true, Some(first)) = (returns, call.first_mut()) {
        first.insert_str(0, "let response = ");
    }
    if let Some(last) = call.last_mut() {
        last.push(';');
    }
    let mut lines: Vec<String> = [
        "# Examples",
        "",
        // In another crate, the path of the module is not known, and rustdoc could not compile the example.
        if target == Target::GenesysCloud {
            "```no_run"
        } else {
            "```ignore"
        },
        "let client = genesys_cloud::Client::from_env()?;",
    ]
    .map(str::to_owned)
    .into();
    lines.extend(call);
    lines.extend(returns.then(|| "println!(\"{response:?}\");".to_owned()));
    lines.extend(["# Ok::<(), genesys_cloud::Error>(())", "```"].map(str::to_owned));
    lines
}

/// A value for an argument of the type. Many arguments are generic: what is nested inside is of the exact type, or rustc could
/// not infer it.
fn argument(api: &Api, target: Target, ty: &Type, name: &str) -> String {
    match ty {
        Type::Scalar(Scalar::String) => literal(name),
        Type::Scalar(scalar) => scalar.describe().example.to_owned(),
        Type::List(item) => format!("[{}]", nested(api, target, item, name)),
        Type::Map(value) => format!("[(\"name\", {})]", nested(api, target, value, name)),
        Type::Nullable(_) => "None".to_owned(),
        Type::Model(index) => {
            let models = match target {
                Target::GenesysCloud => "genesys_cloud::models",
                Target::Dependent => "models",
            };
            format!("{models}::{}::default()", api.items[*index].name())
        }
        Type::Enum(index) => match &api.items[*index] {
            Item::Enum(item) => literal(item.variants.first().map_or("", |variant| &variant.value)),
            Item::Model(_) => literal(name),
        },
    }
}

/// A value for an item of a list or a map.
fn nested(api: &Api, target: Target, ty: &Type, name: &str) -> String {
    match ty {
        Type::List(_) => "Vec::new()".to_owned(),
        Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        _ => argument(api, target, ty, name),
    }
}

/// A string literal on one line that no fence of a comment ends.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.escape_default().to_string().replace('`', "\\u{60}"))
}

#[cfg(test)]
mod tests;
