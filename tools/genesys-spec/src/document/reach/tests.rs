use super::prune;
use crate::testing::{json, pretty};

#[test]
fn components_of_every_kind_are_followed_and_the_others_dropped() {
    let mut document = json(
        r##"{
        "security": [{"Login": []}],
        "paths": {"/a": {"get": {
            "security": [{"Key": []}],
            "parameters": [{"$ref": "#/components/parameters/Page"}],
            "responses": {"default": {"$ref": "#/components/responses/Bad"}}}}},
        "components": {
            "schemas": {
                "Unused": {"allOf": [{"$ref": "#/components/schemas/AlsoUnused"}]},
                "Loop": {"properties": {"next": {"$ref": "#/components/schemas/Loop"}}},
                "AlsoUnused": {"default": {"$ref": "#/components/schemas/Nothing"}},
                "Odd": {"properties": {"$ref": {"$ref": "#/components/schemas/Of~1property"}}},
                "Of/property": {"discriminator": {"mapping": {"x": "#/components/schemas/Mapped"}}},
                "Mapped": {"items": {"$ref": "#/components/schemas/Missing"}, "example": {"$ref": "data"},
                    "properties": {"example": {"$ref": "#/components/schemas/Example"}}},
                "Example": {"enum": [{"$ref": "data"}]}},
            "parameters": {"Page": {"schema": {"$ref": "#/components/schemas/Loop"}}, "Other": {}},
            "responses": {"Bad": {"content": {"x": {"schema": {"$ref": "#/components/schemas/Odd/properties/a"}}}}},
            "requestBodies": {"None": {}},
            "securitySchemes": {"Login": {}, "Key": {}, "Third": {}},
            "x-own": {"anything": 1}}}"##,
    );
    prune(&mut document);
    let components = document.get("components").unwrap();
    let names = |section| {
        let all = super::entries(components.get(section)).iter();
        all.map(|(name, _)| name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(names("schemas"), ["Loop", "Odd", "Of/property", "Mapped", "Example"]);
    assert_eq!(names("parameters"), ["Page"]);
    assert_eq!(names("responses"), ["Bad"]);
    assert_eq!(names("securitySchemes"), ["Login", "Key"]);
    assert_eq!(names("x-own"), ["anything"]);
    assert!(components.get("requestBodies").is_none());
}

#[test]
fn without_a_component_there_is_no_section() {
    let mut document = json(r#"{"paths": {"/a": {}}, "components": {"schemas": {"A": {}}}}"#);
    prune(&mut document);
    assert_eq!(pretty(&document), pretty(&json(r#"{"paths": {"/a": {}}}"#)));
}
