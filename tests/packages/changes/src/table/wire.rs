//! The caller compiles, and sends or reads something else.

use super::Seen::{Taken, Wire};
use super::{Change, EXPAND, FIRST, ITEMS, OPEN, OWNER, PUT, REFUSED, REQUIRED, SHOWN, TENANT, USER, change};

pub const CHANGES: &[Change] = &[
    change(
        "paging_by_another_scheme",
        Wire,
        ITEMS,
        &[(
            "\"pageCount\": {\"type\": \"integer\"",
            "\"pages\": {\"type\": \"integer\"",
        )],
    ),
    change(
        "value_is_refused",
        Taken,
        REFUSED,
        &[(
            "\"/api/v2/first\"",
            "\"/api/v2/things/{thingId}/parts/me\": {\"get\": {\"tags\": [\"Things\"], \"operationId\": \"getMine\", \"parameters\": [{\"name\": \"thingId\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}], \"responses\": {\"204\": {\"description\": \"d\"}}}}, \"/api/v2/first\"",
        )],
    ),
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
    change(
        "response_of_another_media_type",
        Wire,
        FIRST,
        &[(
            r#""description": "first", "content": {"application/json""#,
            r#""description": "first", "content": {"application/hal+json""#,
        )],
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
    change(
        "token_no_longer_needed",
        Wire,
        FIRST,
        &[(
            "\"operationId\": \"getFirst\"",
            "\"operationId\": \"getFirst\", \"security\": []",
        )],
    ),
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
    change(
        "value_case_only_in_a_response",
        Wire,
        SHOWN,
        &[("[\"ACTIVE\", \"IDLE\"]", "[\"Active\", \"IDLE\"]")],
    ),
];
