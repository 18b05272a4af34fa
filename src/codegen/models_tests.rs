use super::super::file::File;
use super::super::ir::{Api, Enum, Facts, Field, Item, Model, Type, Variant};

fn code(items: Vec<Item>) -> String {
    let order = (0..items.len()).collect();
    let api = Api {
        tags: Vec::new(),
        items,
        order,
    };
    let mut file = File::default();
    super::write(&api, &mut file).unwrap();
    file.finish()
}

fn model(fields: Vec<Field>, sent: bool) -> Item {
    Item::Model(Model {
        name: "A".to_owned(),
        origin: "A".to_owned(),
        description: None,
        deprecated: false,
        fields,
        sent,
        keeps_unknown: sent,
    })
}

fn field(ty: Type, boxed: bool) -> Field {
    let facts = Facts::default();
    Field {
        name: "type".to_owned(),
        ident: "type_".to_owned(),
        ty,
        boxed,
        description: None,
        facts,
    }
}

#[test]
fn an_answer_has_no_setters_and_keeps_nothing() {
    let code = code(vec![model(vec![field(Type::String, false)], false)]);
    assert!(code.contains("pub type_: Option<String>,"));
    assert!(code.contains("fields!(A {\n        type_: \"type\",\n    });"));
    assert!(!code.contains("with_type") && !code.contains("additional_properties") && !code.contains("BTreeMap"));
}

#[test]
fn what_is_sent_has_setters_and_keeps_unknown_fields() {
    let code = code(vec![model(vec![field(Type::Model(0), true)], true)]);
    assert!(code.contains("pub type_: Option<Box<A>>,"));
    assert!(code.contains("pub fn with_type(mut self, value: impl Into<A>) -> Self {"));
    assert!(code.contains("self.type_ = Some(Box::new(value.into()));"));
    assert!(code.contains("type_: \"type\",\n        ..additional_properties\n    });"));
    assert!(code.contains("use std::collections::BTreeMap;") && code.contains("use serde_json::Value;"));
}

#[test]
fn only_what_is_named_is_imported() {
    let variant = Variant {
        ident: "Date".to_owned(),
        value: "date".to_owned(),
    };
    let item = Item::Enum(Enum {
        name: "Kind".to_owned(),
        origin: "A.kind".to_owned(),
        description: None,
        deprecated: false,
        variants: vec![variant],
    });
    let code = code(vec![item]);
    assert!(!code.contains("use "), "{code}");
    assert!(code.contains("values!(Kind {\n        Date: \"date\",\n    });"));
}
