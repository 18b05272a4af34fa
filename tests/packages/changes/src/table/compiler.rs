//! The caller does not compile.

use super::Seen::Compiler;
use super::{Change, EXPAND, FIRST, FORCE, ITEMS, MATCH, OPEN, OWNER, PUT, REQUIRED, SIZE, TYPES, change};

pub const CHANGES: &[Change] = &[
    change(
        "paging_removed",
        Compiler,
        ITEMS,
        &[(
            "\"entities\": {\"type\": \"array\", \"items\"",
            "\"entities\": {\"type\": \"object\", \"additionalProperties\"",
        )],
    ),
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
];
