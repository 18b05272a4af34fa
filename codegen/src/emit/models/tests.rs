use crate::emit::docs::Docs;
use crate::emit::file::File;
use crate::ir::{Api, Constraints, Enum, Field, Item, Model, Scalar, Target, Type, Variant};

fn code(items: Vec<Item>) -> String {
    let order = (0..items.len()).collect();
    let api = Api {
        tags: Vec::new(),
        items,
        order,
    };
    let mut file = File::new(Target::GenesysCloud);
    super::write(&api, &Docs::new(&api, Target::GenesysCloud), &mut file).unwrap();
    file.finish()
}

fn model(fields: Vec<Field>, sent: bool) -> Item {
    Item::Model(Model {
        ident: "A".to_owned(),
        origin: "A".to_owned(),
        description: None,
        deprecated: false,
        fields,
        sent,
        keeps_unknown: sent,
    })
}

fn field(ty: Type, boxed: bool) -> Field {
    let constraints = Constraints::default();
    Field {
        name: "type".to_owned(),
        ident: "type_".to_owned(),
        ty,
        boxed,
        description: None,
        constraints,
    }
}

#[test]
fn a_model_of_responses_has_no_setters_and_no_unknown_fields() {
    let code = code(vec![model(vec![field(Type::Scalar(Scalar::String), false)], false)]);
    assert!(code.contains("pub type_: Option<String>,"));
    assert!(code.contains("fields!(A {\n        type_: \"type\",\n    });"));
    assert!(!code.contains("with_type") && !code.contains("additional_properties") && !code.contains("BTreeMap"));
}

#[test]
fn a_model_of_requests_has_setters_and_keeps_unknown_fields() {
    let code = code(vec![model(vec![field(Type::Model(0), true)], true)]);
    assert!(code.contains("pub type_: Option<Box<A>>,"));
    assert!(code.contains("pub fn with_type(mut self, value: A) -> Self {"));
    assert!(code.contains("self.type_ = Some(Box::new(value));"));
    assert!(code.contains("type_: \"type\",\n        ..additional_properties\n    });"));
    assert!(code.contains("use std::collections::BTreeMap;"));
    assert!(code.contains("use super::genesys_cloud::serde_json::Value;"));
}

#[test]
fn setters_take_what_converts_into_the_field() {
    let scalar = Type::Scalar;
    let list = |item| Type::List(Box::new(item));
    let map = |value| Type::Map(Box::new(value));
    for (ty, argument) in [
        (scalar(Scalar::Bool), "bool"),
        (scalar(Scalar::Timestamp), "Timestamp"),
        (scalar(Scalar::String), "impl Into<String>"),
        (scalar(Scalar::Json), "impl Into<Value>"),
        (Type::Model(0), "A"),
        (list(scalar(Scalar::I32)), "impl IntoIterator<Item = i32>"),
        (list(scalar(Scalar::Date)), "impl IntoIterator<Item = Date>"),
        (
            list(scalar(Scalar::String)),
            "impl IntoIterator<Item = impl Into<String>>",
        ),
        (list(scalar(Scalar::Json)), "impl IntoIterator<Item = impl Into<Value>>"),
        (list(Type::Model(0)), "impl IntoIterator<Item = impl Into<A>>"),
        (list(list(scalar(Scalar::I64))), "impl IntoIterator<Item = Vec<i64>>"),
        (
            map(scalar(Scalar::F64)),
            "impl IntoIterator<Item = (impl Into<String>, f64)>",
        ),
        (
            map(Type::Model(0)),
            "impl IntoIterator<Item = (impl Into<String>, impl Into<A>)>",
        ),
    ] {
        let code = code(vec![model(vec![field(ty, false)], true)]);
        let (_, setter) = code.split_once("pub fn with_type(").unwrap();
        let (parameters, _) = setter.split_once(") -> Self {").unwrap();
        let value = parameters.split_once("value: ").unwrap().1.trim().trim_end_matches(',');
        assert_eq!(value, argument);
    }
}

#[test]
fn only_what_is_named_is_imported() {
    let variant = Variant {
        ident: "Date".to_owned(),
        value: "date".to_owned(),
    };
    let item = Item::Enum(Enum {
        ident: "Scope".to_owned(),
        origin: "A.kind".to_owned(),
        description: None,
        deprecated: false,
        variants: vec![variant],
    });
    let code = code(vec![item]);
    assert!(!code.contains("use "), "{code}");
    assert!(code.contains("values!(Scope {\n        Date: \"date\",\n    });"));
}
