mod large;
mod operations;
mod paging;
mod schemas;

use serde_json::{Value, json};

use crate::ir::{Api, Enum, Item, Model, Target, Type};
use crate::problem::{Outcome, Problem};
use crate::read;

pub(super) fn document(paths: &Value, schemas: &Value) -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths, "components": {"schemas": schemas}})
}

pub(super) fn lower_document(document: &Value) -> Outcome<Api> {
    super::lower(&read::from_text(&document.to_string()), Target::Dependent)
}

fn lower_all(paths: &Value, schemas: &Value) -> Result<Api, Vec<Problem>> {
    lower_document(&document(paths, schemas)).result
}

fn lowered(paths: &Value, schemas: &Value) -> Api {
    lower_all(paths, schemas).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Returns an API whose only operation returns the schema `A`.
fn reached(schemas: &Value) -> Api {
    lowered(
        &json!({"/a": {"get": operation(&json!({"$ref": "#/components/schemas/A"}))}}),
        schemas,
    )
}

pub(super) fn operation(result: &Value) -> Value {
    json!({
        "tags": ["T"], "operationId": "getA",
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": result}}}},
    })
}

fn model<'a>(api: &'a Api, name: &str) -> &'a Model {
    let found = api.items.iter().find_map(|item| match item {
        Item::Model(model) if model.ident == name => Some(model),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no model {name}"))
}

fn enumeration<'a>(api: &'a Api, name: &str) -> &'a Enum {
    let found = api.items.iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no enum {name}"))
}

fn names(api: &Api) -> Vec<&str> {
    api.order.iter().map(|index| api.items[*index].ident()).collect()
}

fn types(schema: &Value) -> Type {
    let api = reached(&json!({"A": {"type": "object", "properties": {"x": schema}}}));
    model(&api, "A").fields[0].ty.clone()
}
