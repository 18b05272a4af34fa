use super::component;

#[test]
fn a_reference_leads_to_a_component_of_its_section() {
    let schema = |reference| component(reference, "schemas");
    assert_eq!(schema("#/components/schemas/User").as_deref(), Some("User"));
    assert_eq!(schema("#/components/schemas/a~1b~0c").as_deref(), Some("a/b~c"));
    for other in [
        "#/components/responses/User",
        "#/components/schemas/User/properties/id",
        "#/definitions/User",
        "other.json#/components/schemas/User",
        "User",
        "",
    ] {
        assert_eq!(schema(other), None, "{other}");
    }
}

#[test]
fn a_reference_may_be_percent_encoded() {
    let schema = |reference| component(reference, "schemas");
    assert_eq!(schema("#/components/schemas/My%20Thing").as_deref(), Some("My Thing"));
    assert_eq!(
        schema("#/components/schemas/List%3CUser%3e").as_deref(),
        Some("List<User>")
    );
    assert_eq!(schema("#/components/schemas/%E5%90%8D%25").as_deref(), Some("名%"));
    // `%7E1` is `~1`, which is a slash in the name. `%2F` is a slash between names.
    assert_eq!(schema("#%2Fcomponents/schemas/a%7E1b").as_deref(), Some("a/b"));
    for invalid in ["%", "%2", "%zz", "%+1", "%ff", "a%2Fb"] {
        let reference = format!("#/components/schemas/{invalid}");
        assert_eq!(component(&reference, "schemas"), None, "{invalid}");
    }
}
