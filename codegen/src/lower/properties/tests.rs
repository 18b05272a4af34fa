use serde_json::{Value, json};

use crate::ir::{Field, Limit, Scalar, Type};
use crate::lower::tests::{document, lower_document, operation};

/// Returns the field `x` of a subtype whose base and whose own part describe it, or the problems.
fn field(base: &Value, own: &Value) -> Result<Field, Vec<String>> {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Sub": {"allOf": [reference("Base"), {"type": "object", "properties": {"x": own}}]},
        "Base": {"type": "object", "properties": {"x": base}},
        "Color": {"type": "string", "enum": ["red", "green"]},
        "Colors": {"type": "array", "items": reference("Color")},
        "Alias": {"allOf": [reference("Color")], "description": "an alias"},
        "Other": {"type": "object", "properties": {"id": {"type": "string"}}},
    });
    let paths = json!({"/a": {"get": operation(&reference("Sub"))}});
    match lower_document(&document(&paths, &schemas)).result {
        Ok(api) => Ok(match api.items.into_iter().next() {
            Some(crate::ir::Item::Model(model)) => model.fields.into_iter().next().unwrap(),
            other => panic!("{other:?}"),
        }),
        Err(problems) => Err(problems.iter().map(ToString::to_string).collect()),
    }
}

fn schema(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn the_last_description_of_each_keyword_counts() {
    let base =
        json!({"type": "integer", "description": "base", "minimum": 1, "maximum": 9, "default": 5, "deprecated": true});
    let own = json!({"type": "integer", "description": "own", "maximum": 7, "readOnly": true, "example": 6});
    let field = field(&base, &own).unwrap();
    assert_eq!(field.description.as_deref(), Some("own"));
    assert!(field.constraints.read_only && field.constraints.deprecated);
    assert_eq!(field.constraints.default.as_deref(), Some("5"));
    assert_eq!(
        field.constraints.limits,
        [Limit::AtLeast("1".to_owned()), Limit::AtMost("7".to_owned())]
    );
}

#[test]
fn the_type_is_the_one_of_the_base() {
    let string = || Type::Scalar(Scalar::String);
    for (base, own, expected) in [
        (json!({"type": "string"}), json!({"description": "own"}), string()),
        (json!({"description": "base"}), json!({"type": "string"}), string()),
        // In the usual subtype, the property that distinguishes the subtypes has one value in each.
        (
            json!({"type": "string"}),
            json!({"type": "string", "enum": ["Sub"]}),
            string(),
        ),
        (
            json!({"type": "string", "format": "uuid"}),
            json!({"type": "string"}),
            string(),
        ),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            json!({"type": "array", "items": {"type": "string", "description": "own"}, "maxItems": 2}),
            Type::List(Box::new(string())),
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "number"}}),
            json!({"type": "object", "additionalProperties": {"type": "number", "format": "float"}}),
            Type::Map(Box::new(Type::Scalar(Scalar::F64))),
        ),
    ] {
        assert_eq!(field(&base, &own).unwrap().ty, expected, "{base} {own}");
    }
    for (base, own) in [
        (
            json!({"type": "string", "enum": ["a", "b"]}),
            json!({"type": "string", "enum": ["b"]}),
        ),
        (json!({"type": "string", "enum": ["a", "b"]}), json!({"type": "string"})),
        (
            schema("Color"),
            json!({"type": "string", "enum": ["red"], "readOnly": true}),
        ),
        (
            schema("Color"),
            json!({"allOf": [schema("Alias")], "description": "own"}),
        ),
    ] {
        let ty = field(&base, &own).unwrap().ty;
        assert!(matches!(ty, Type::Enum(_)), "{base} {own}");
    }
    let colors = field(
        &schema("Colors"),
        &json!({"type": "array", "items": {"type": "string", "enum": ["red"]}}),
    );
    assert!(matches!(colors.unwrap().ty, Type::List(item) if matches!(*item, Type::Enum(_))));
}

#[test]
fn another_type_is_refused() {
    for (base, own) in [
        (json!({"type": "string"}), json!({"type": "integer"})),
        (
            json!({"type": "string"}),
            json!({"type": "string", "format": "date-time"}),
        ),
        (
            json!({"type": "integer"}),
            json!({"type": "integer", "format": "int32"}),
        ),
        (
            json!({"type": "string", "format": "date"}),
            json!({"type": "string", "enum": ["2026-01-01"]}),
        ),
        (
            json!({"type": "string", "enum": ["a"]}),
            json!({"type": "string", "enum": ["b"]}),
        ),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            json!({"type": "array", "items": {"type": "number"}}),
        ),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            json!({"type": "array", "items": {"type": "string", "nullable": true}}),
        ),
        (schema("Other"), schema("Base")),
        (
            schema("Other"),
            json!({"type": "object", "properties": {"id": {"type": "string"}}}),
        ),
    ] {
        assert_eq!(
            field(&base, &own).unwrap_err(),
            [
                "#/components/schemas/Sub/allOf/1/properties/x: `x` is defined twice, with different types; keep one of them, or give \
              both the same type"
            ],
            "{base} {own}"
        );
    }
}
