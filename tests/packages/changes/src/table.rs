//! The changes: what is replaced in `base.json`, what a caller written before the change notices, and that caller.

/// What becomes of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the build script and the tests each read a part")]
pub enum Seen {
    /// It does not compile: breaking.
    Compiler,
    /// It compiles, and sends or reads something else: breaking.
    Wire,
    /// It sends and reads the same, and `diff` says this step.
    Same(&'static str),
    /// It does not compile, though the change is additive: it matches or builds without `_` and `..`, and
    /// `#[non_exhaustive]` has no effect in the crate that includes the generated code.
    Exhaustive,
}
use Seen::{Compiler, Exhaustive, Same, Wire};

pub struct Change {
    pub name: &'static str,
    pub edits: &'static [(&'static str, &'static str)],
    pub seen: Seen,
    pub caller: &'static str,
}

impl Change {
    /// The document after the change. What is replaced occurs in it.
    #[allow(dead_code, reason = "for the build script")]
    pub fn after(&self, base: &str) -> String {
        self.edits.iter().fold(base.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{}: {old} is not in the document", self.name);
            text.replace(old, new)
        })
    }
}

const fn change(
    name: &'static str,
    seen: Seen,
    caller: &'static str,
    edits: &'static [(&'static str, &'static str)],
) -> Change {
    Change {
        name,
        edits,
        seen,
        caller,
    }
}

/// Sends every parameter and reads the result.
const PUT: &str = r#"
    let body = models::Part::default().with_id("7").with_self_uri("/7").with_size(3).with_labels(["x"])
        .with_state(models::PartState::Active).with_owner(models::Owner::default().with_name("Ada"));
    let part = client.things().put_part("one", "two", true, body)
        .user_name("ada").page_size(5).expand(["a", "b"]).tenant("t").send()?;
    let owner = part.owner.and_then(|owner| owner.name);
    Ok(format!("{:?} {:?} {:?} {owner:?}", part.id, part.self_uri, part.state))"#;
/// Sends only what is required.
const REQUIRED: &str = r#"
    let part = client.things().put_part("one", "two", true, models::Part::default()).send()?;
    Ok(format!("{:?}", part.id))"#;
const FIRST: &str =
    r#"let part = client.things().get_first().send()?; Ok(format!("{:?} {:?}", part.id, part.self_uri))"#;
const OPEN: &str = r#"client.others().get_open().send()?; Ok(String::new())"#;
const FIELDS: &str = r#"
    let part = models::Part { id: Some("7".to_owned()), ..models::Part::default() };
    let models::Part { id, .. } = part;
    let part = client.things().get_second().send()?;
    Ok(format!("{id:?} {:?}", part.size))"#;
const MATCH: &str = r#"
    let state = client.things().get_second().send()?.state;
    Ok(match state { Some(models::PartState::Active) => "active", Some(models::PartState::Closed) => "closed", _ => "?" }.to_owned())"#;
const TYPES: &str = r#"
    let part: models::Part = client.things().get_second().send()?;
    let (id, size, labels): (Option<String>, Option<i32>, Option<Vec<String>>) = (part.id, part.size, part.labels);
    let owner: Option<models::Owner> = part.owner;
    Ok(format!("{id:?} {size:?} {labels:?} {:?}", owner.and_then(|owner| owner.name)))"#;
const ALL_FIELDS: &str = r#"let models::Owner { name, additional_properties: _ } = models::Owner::default(); let _ = client; Ok(format!("{name:?}"))"#;
const ALL_VALUES: &str = r#"
    let state = models::PartState::Active; let _ = client;
    Ok(match state { models::PartState::Active => "", models::PartState::Closed => "", models::PartState::Unknown(_) => "" }.to_owned())"#;

const USER: &str = r#"{"name": "userName", "in": "query", "schema": {"type": "string"}}"#;
const SIZE: &str = r#"{"name": "pageSize", "in": "query", "schema": {"type": "integer", "format": "int32"}}"#;
const FORCE: &str = r#"{"name": "force", "in": "query", "required": true, "schema": {"type": "boolean"}}"#;
const EXPAND: &str = r#"{"name": "expand", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}"#;
const TENANT: &str = r#"{"name": "tenant", "in": "header", "schema": {"type": "string"}}"#;
const OWNER: &str = r#""Owner": {"type": "object", "properties": {"name": {"type": "string"}}}"#;

/// Not here: path parameters whose names are swapped. The request is the same, and `diff` says breaking, because the values
/// that belong at each place have changed.
pub const CHANGES: &[Change] = &[
    // The wire: it compiles, and calls or reads something else.
    change("query_snake_case", Wire, PUT, &[("\"userName\"", "\"user_name\"")]),
    change("query_case_only", Wire, PUT, &[("\"force\"", "\"FORCE\"")]),
    change("query_upper_camel", Wire, PUT, &[("\"userName\"", "\"UserName\"")]),
    change("query_kebab", Wire, PUT, &[("\"pageSize\"", "\"page-size\"")]),
    change(
        "query_beside_snake",
        Wire,
        PUT,
        &[(
            USER,
            r#"{"name": "userName", "in": "query", "schema": {"type": "string"}}, {"name": "user_name", "in": "query", "schema": {"type": "string"}}"#,
        )],
    ),
    change(
        "query_becomes_header",
        Wire,
        PUT,
        &[(
            USER,
            r#"{"name": "userName", "in": "header", "schema": {"type": "string"}}"#,
        )],
    ),
    change(
        "header_becomes_query",
        Wire,
        PUT,
        &[(
            TENANT,
            r#"{"name": "tenant", "in": "query", "schema": {"type": "string"}}"#,
        )],
    ),
    change(
        "list_joined_by_commas",
        Wire,
        PUT,
        &[(
            EXPAND,
            r#"{"name": "expand", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}}"#,
        )],
    ),
    change("list_renamed", Wire, PUT, &[("\"expand\"", "\"Expand\"")]),
    change("required_query_renamed", Wire, REQUIRED, &[("\"force\"", "\"Force\"")]),
    change("put_becomes_post", Wire, PUT, &[("\"put\": {", "\"post\": {")]),
    change("put_becomes_patch", Wire, PUT, &[("\"put\": {", "\"patch\": {")]),
    change(
        "get_becomes_delete",
        Wire,
        OPEN,
        &[("\"/api/v2/open\": {\"get\"", "\"/api/v2/open\": {\"delete\"")],
    ),
    change(
        "get_becomes_post",
        Wire,
        FIRST,
        &[("\"/api/v2/first\": {\"get\"", "\"/api/v2/first\": {\"post\"")],
    ),
    change("another_path", Wire, FIRST, &[("/api/v2/first", "/api/v2/primary")]),
    change("another_version", Wire, FIRST, &[("/api/v2/first", "/api/v3/first")]),
    change("path_case_only", Wire, FIRST, &[("/api/v2/first", "/api/v2/First")]),
    change(
        "path_with_a_segment_more",
        Wire,
        FIRST,
        &[("/api/v2/first", "/api/v2/first/one")],
    ),
    change("path_with_another_segment", Wire, PUT, &[("/parts/", "/pieces/")]),
    change(
        "ids_swapped",
        Wire,
        FIRST,
        &[
            ("getFirst", "getThird"),
            ("getSecond", "getFirst"),
            ("getThird", "getSecond"),
        ],
    ),
    change("token_needed", Wire, OPEN, &[("\"security\": [], ", "")]),
    change("field_case_only", Wire, PUT, &[("\"selfUri\"", "\"SelfUri\"")]),
    change("field_snake_case", Wire, PUT, &[("\"selfUri\"", "\"self_uri\"")]),
    change("field_read_case_only", Wire, FIRST, &[("\"selfUri\"", "\"SELF_URI\"")]),
    change(
        "field_beside_snake",
        Wire,
        PUT,
        &[(
            "\"selfUri\": {\"type\": \"string\"}",
            "\"selfUri\": {\"type\": \"string\"}, \"self_uri\": {\"type\": \"string\"}",
        )],
    ),
    change(
        "field_of_a_part_renamed",
        Wire,
        PUT,
        &[(
            OWNER,
            r#""Owner": {"type": "object", "properties": {"Name": {"type": "string"}}}"#,
        )],
    ),
    change("value_case_only", Wire, PUT, &[("\"ACTIVE\"", "\"active\"")]),
    // The compiler.
    change(
        "query_removed",
        Compiler,
        PUT,
        &[(
            r#"{"name": "userName", "in": "query", "schema": {"type": "string"}},"#,
            "",
        )],
    ),
    change("query_renamed", Compiler, PUT, &[("\"userName\"", "\"login\"")]),
    change(
        "query_becomes_required",
        Compiler,
        PUT,
        &[("\"name\": \"userName\"", "\"name\": \"userName\", \"required\": true")],
    ),
    change(
        "required_becomes_optional",
        Compiler,
        PUT,
        &[(
            FORCE,
            r#"{"name": "force", "in": "query", "schema": {"type": "boolean"}}"#,
        )],
    ),
    change(
        "required_added",
        Compiler,
        REQUIRED,
        &[(
            FORCE,
            r#"{"name": "force", "in": "query", "required": true, "schema": {"type": "boolean"}}, {"name": "more", "in": "query", "required": true, "schema": {"type": "string"}}"#,
        )],
    ),
    change(
        "required_of_another_type",
        Compiler,
        REQUIRED,
        &[(
            FORCE,
            r#"{"name": "force", "in": "query", "required": true, "schema": {"type": "integer"}}"#,
        )],
    ),
    change(
        "query_of_another_type",
        Compiler,
        PUT,
        &[(
            SIZE,
            r#"{"name": "pageSize", "in": "query", "schema": {"type": "boolean"}}"#,
        )],
    ),
    change(
        "list_becomes_single",
        Compiler,
        PUT,
        &[(
            EXPAND,
            r#"{"name": "expand", "in": "query", "schema": {"type": "string"}}"#,
        )],
    ),
    change("header_renamed", Compiler, PUT, &[("\"tenant\"", "\"client\"")]),
    change(
        "body_becomes_optional",
        Compiler,
        REQUIRED,
        &[("\"requestBody\": {\"required\": true,", "\"requestBody\": {")],
    ),
    change(
        "body_of_another_model",
        Compiler,
        REQUIRED,
        &[(
            "\"requestBody\": {\"required\": true, \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Part\"",
            "\"requestBody\": {\"required\": true, \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Owner\"",
        )],
    ),
    change(
        "result_gone",
        Compiler,
        FIRST,
        &[(
            "\"200\": {\"description\": \"first\", \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Part\"}}}}",
            "\"204\": {\"description\": \"first\"}",
        )],
    ),
    change(
        "result_of_another_model",
        Compiler,
        FIRST,
        &[(
            "\"first\", \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Part\"}",
            "\"first\", \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Owner\"}",
        )],
    ),
    change(
        "result_becomes_a_list",
        Compiler,
        FIRST,
        &[(
            "\"first\", \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Part\"}",
            "\"first\", \"content\": {\"application/json\": {\"schema\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Part\"}}",
        )],
    ),
    change("operation_renamed", Compiler, FIRST, &[("getFirst", "getPrimary")]),
    change(
        "operation_moved",
        Compiler,
        FIRST,
        &[(
            "\"tags\": [\"Things\"], \"operationId\": \"getFirst\"",
            "\"tags\": [\"Others\"], \"operationId\": \"getFirst\"",
        )],
    ),
    change("tag_renamed", Compiler, OPEN, &[("\"Others\"", "\"Rest\"")]),
    change(
        "field_removed",
        Compiler,
        TYPES,
        &[("\"size\": {\"type\": \"integer\", \"format\": \"int32\"},", "")],
    ),
    change("field_renamed", Compiler, TYPES, &[("\"size\": {", "\"length\": {")]),
    change(
        "field_wider",
        Compiler,
        TYPES,
        &[(
            "\"size\": {\"type\": \"integer\", \"format\": \"int32\"}",
            "\"size\": {\"type\": \"integer\"}",
        )],
    ),
    change(
        "field_of_another_type",
        Compiler,
        TYPES,
        &[("\"id\": {\"type\": \"string\"}", "\"id\": {\"type\": \"boolean\"}")],
    ),
    change(
        "field_becomes_a_list",
        Compiler,
        TYPES,
        &[(
            "\"id\": {\"type\": \"string\"}",
            "\"id\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
        )],
    ),
    change(
        "items_of_another_type",
        Compiler,
        TYPES,
        &[(
            "\"labels\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
            "\"labels\": {\"type\": \"array\", \"items\": {\"type\": \"number\"}}",
        )],
    ),
    change(
        "field_boxed_by_a_cycle",
        Compiler,
        TYPES,
        &[(
            OWNER,
            r##""Owner": {"type": "object", "properties": {"name": {"type": "string"}, "part": {"$ref": "#/components/schemas/Part"}}}"##,
        )],
    ),
    change(
        "model_renamed",
        Compiler,
        TYPES,
        &[("\"Owner\"", "\"Keeper\""), ("schemas/Owner", "schemas/Keeper")],
    ),
    change(
        "model_becomes_an_enum",
        Compiler,
        PUT,
        &[(OWNER, r#""Owner": {"type": "string", "enum": ["a"]}"#)],
    ),
    change(
        "value_removed",
        Compiler,
        MATCH,
        &[("[\"ACTIVE\", \"CLOSED\"]", "[\"ACTIVE\"]")],
    ),
    change("value_renamed", Compiler, MATCH, &[("\"CLOSED\"", "\"SHUT\"")]),
    change(
        "enum_becomes_text",
        Compiler,
        MATCH,
        &[(
            "\"state\": {\"type\": \"string\", \"enum\": [\"ACTIVE\", \"CLOSED\"]}",
            "\"state\": {\"type\": \"string\"}",
        )],
    ),
    // More than before.
    change(
        "query_added",
        Same("minor"),
        PUT,
        &[(
            USER,
            r#"{"name": "userName", "in": "query", "schema": {"type": "string"}}, {"name": "more", "in": "query", "schema": {"type": "string"}}"#,
        )],
    ),
    change(
        "field_added",
        Same("minor"),
        FIELDS,
        &[(
            "\"id\": {\"type\": \"string\"}",
            "\"id\": {\"type\": \"string\"}, \"more\": {\"type\": \"string\"}",
        )],
    ),
    change(
        "value_added",
        Same("minor"),
        MATCH,
        &[("\"CLOSED\"]", "\"CLOSED\", \"ON_HOLD\"]")],
    ),
    change(
        "operation_added",
        Same("minor"),
        FIRST,
        &[(
            "\"/api/v2/first\"",
            "\"/api/v2/more\": {\"get\": {\"tags\": [\"Things\"], \"operationId\": \"getMore\", \"responses\": {\"204\": {\"description\": \"d\"}}}}, \"/api/v2/first\"",
        )],
    ),
    change(
        "api_added",
        Same("minor"),
        FIRST,
        &[(
            "\"/api/v2/first\"",
            "\"/api/v2/more\": {\"get\": {\"tags\": [\"More\"], \"operationId\": \"getMore\", \"responses\": {\"204\": {\"description\": \"d\"}}}}, \"/api/v2/first\"",
        )],
    ),
    change(
        "operation_deprecated",
        Same("minor"),
        FIRST,
        &[(
            "\"operationId\": \"getFirst\"",
            "\"operationId\": \"getFirst\", \"deprecated\": true",
        )],
    ),
    // Only the documentation.
    change(
        "path_parameter_renamed",
        Same("patch"),
        PUT,
        &[("{thingId}", "{id}"), ("\"thingId\"", "\"id\"")],
    ),
    change(
        "path_parameter_case_only",
        Same("patch"),
        PUT,
        &[("{partId}", "{part_id}"), ("\"partId\"", "\"part_id\"")],
    ),
    change(
        "description_of_a_result",
        Same("patch"),
        PUT,
        &[("\"put\", \"content\"", "\"The part.\", \"content\"")],
    ),
    change(
        "summary_added",
        Same("patch"),
        FIRST,
        &[(
            "\"operationId\": \"getFirst\"",
            "\"operationId\": \"getFirst\", \"summary\": \"s\"",
        )],
    ),
    change(
        "field_required",
        Same("patch"),
        PUT,
        &[(
            "\"Part\": {\"type\": \"object\"",
            "\"Part\": {\"type\": \"object\", \"required\": [\"id\"]",
        )],
    ),
    change(
        "field_described",
        Same("patch"),
        PUT,
        &[(
            "\"selfUri\": {\"type\": \"string\"",
            "\"selfUri\": {\"type\": \"string\", \"description\": \"d\"",
        )],
    ),
    change(
        "error_documented",
        Same("patch"),
        OPEN,
        &[(
            "{\"204\": {\"description\": \"open\"}",
            "{\"204\": {\"description\": \"open\"}, \"404\": {\"description\": \"e\"}",
        )],
    ),
    change("nothing", Same("none"), PUT, &[]),
    // What `#[non_exhaustive]` cannot do.
    change(
        "field_added_without_dots",
        Exhaustive,
        ALL_FIELDS,
        &[(
            OWNER,
            r#""Owner": {"type": "object", "properties": {"name": {"type": "string"}, "more": {"type": "string"}}}"#,
        )],
    ),
    change(
        "value_added_without_wildcard",
        Exhaustive,
        ALL_VALUES,
        &[("\"CLOSED\"]", "\"CLOSED\", \"ON_HOLD\"]")],
    ),
];
