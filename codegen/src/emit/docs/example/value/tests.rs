use super::argument;
use crate::ir::{Api, Enum, Item, Model, Scalar, Target, Type, Variant};

/// Returns a model and an enum.
fn api() -> Api {
    let model = Model {
        ident: "User".to_owned(),
        origin: "User".to_owned(),
        description: None,
        deprecated: false,
        fields: Vec::new(),
        sent: true,
        keeps_unknown: true,
    };
    let state = Enum {
        ident: "State".to_owned(),
        origin: "State".to_owned(),
        description: None,
        deprecated: false,
        variants: vec![Variant {
            ident: "A".to_owned(),
            value: "a`\n".to_owned(),
        }],
    };
    Api {
        tags: Vec::new(),
        items: vec![Item::Model(model), Item::Enum(state)],
        order: vec![0, 1],
    }
}

const MODEL: Type = Type::Model(0);
const ENUM: Type = Type::Enum(1);

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

#[test]
fn arguments_have_a_type_that_rustc_can_infer() {
    for (ty, expected) in [
        (Type::Scalar(Scalar::String), "\"id\""),
        (Type::Scalar(Scalar::I32), "1"),
        (ENUM, "\"a\\u{60}\\n\""),
        (list(Type::Scalar(Scalar::String)), "[\"id\"]"),
        (list(list(Type::Scalar(Scalar::String))), "[Vec::new()]"),
        (list(Type::Nullable(Box::new(Type::Scalar(Scalar::I64)))), "[None]"),
        (map(Type::Scalar(Scalar::F64)), "[(\"name\", 1.0)]"),
        (
            map(map(Type::Scalar(Scalar::F64))),
            "[(\"name\", std::collections::BTreeMap::new())]",
        ),
        (
            map(Type::Scalar(Scalar::Json)),
            "[(\"name\", genesys_cloud::serde_json::Value::Null)]",
        ),
    ] {
        assert_eq!(argument(&api(), Target::GenesysCloud, &ty, "id"), expected, "{ty:?}");
    }
}

#[test]
fn models_are_those_of_the_crate_that_is_generated_for() {
    assert_eq!(
        argument(&api(), Target::GenesysCloud, &list(MODEL), "body"),
        "[genesys_cloud::models::User::default()]"
    );
    assert_eq!(
        argument(&api(), Target::Dependent, &MODEL, "body"),
        "models::User::default()"
    );
}
