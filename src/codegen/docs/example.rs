//! An example for each operation; rustdoc compiles it.

use super::super::ir::{Api, Item, Operation, Output, Tag, Type};

pub(super) fn lines(api: &Api, tag: &Tag, operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut arguments: Vec<String> = parameters
        .map(|parameter| value(api, &parameter.ty, &parameter.name))
        .collect();
    let body = operation.body.as_ref();
    arguments.extend(
        body.filter(|body| body.required)
            .map(|body| value(api, &body.ty, "text")),
    );
    let mut call = vec![
        "client".to_owned(),
        format!("    .{}()", tag.method),
        format!("    .{}({})", operation.function, arguments.join(", ")),
    ];
    call.extend(
        body.filter(|body| !body.required)
            .map(|body| format!("    .body({})", value(api, &body.ty, "text"))),
    );
    call.push("    .send()?".to_owned());
    // On one line where it fits.
    let short: String = call.iter().map(|part| part.trim()).collect();
    let mut call = if short.len() < 80 { vec![short] } else { call };

    let returns = operation.output != Output::Nothing;
    if let (true, Some(first)) = (returns, call.first_mut()) {
        first.insert_str(0, "let answer = ");
    }
    if let Some(last) = call.last_mut() {
        last.push(';');
    }
    let mut lines: Vec<String> = [
        "# Examples",
        "",
        "```no_run",
        "let client = genesys_cloud::Client::from_env()?;",
    ]
    .map(str::to_owned)
    .into();
    lines.extend(call);
    lines.extend(returns.then(|| "println!(\"{answer:?}\");".to_owned()));
    lines.extend(["# Ok::<(), genesys_cloud::Error>(())", "```"].map(str::to_owned));
    lines
}

/// A value of the type, as an argument.
fn value(api: &Api, ty: &Type, name: &str) -> String {
    match ty {
        Type::Bool => "true".to_owned(),
        Type::I32 | Type::I64 => "1".to_owned(),
        Type::F64 => "1.0".to_owned(),
        Type::String => literal(name),
        Type::Timestamp => "jiff::Timestamp::UNIX_EPOCH".to_owned(),
        Type::Date => "jiff::civil::date(2026, 1, 31)".to_owned(),
        Type::Json => "serde_json::Value::Null".to_owned(),
        Type::List(item) => format!("[{}]", value(api, item, name)),
        Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        Type::Nullable(_) => "None".to_owned(),
        Type::Model(index) => format!("genesys_cloud::models::{}::default()", api.items[*index].name()),
        Type::Enum(index) => match &api.items[*index] {
            Item::Enum(item) => literal(item.variants.first().map_or("", |variant| &variant.value)),
            Item::Model(_) => literal(name),
        },
    }
}

/// A string literal on one line that no fence of a comment ends.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.escape_default().to_string().replace('`', "\\u{60}"))
}
