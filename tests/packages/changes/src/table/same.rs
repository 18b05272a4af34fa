//! The caller sends and reads the same.

use super::Seen::Same;
use super::{COPY, Change, FIELDS, FIRST, MATCH, MATCH_SHOWN, OPEN, PUT, UNLISTED, USER, change};

pub const CHANGES: &[Change] = &[
    change(
        "paging_added",
        Same("minor"),
        UNLISTED,
        &[("\"total\": {", "\"pageCount\": {\"type\": \"integer\"}, \"total\": {")],
    ),
    // `match` does not depend on the case of a value if no other value differs in case only. Other callers read the text, which
    // has changed: `value_case_only_in_a_response`.
    change(
        "value_case_only_in_a_match",
        Same("major"),
        MATCH_SHOWN,
        &[("[\"ACTIVE\", \"IDLE\"]", "[\"Active\", \"IDLE\"]")],
    ),
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
    change(
        "operation_named_like_a_method",
        Same("minor"),
        COPY,
        &[(
            "\"/api/v2/first\"",
            "\"/api/v2/copies\": {\"post\": {\"tags\": [\"Things\"], \"operationId\": \"clone\", \"responses\": {\"204\": {\"description\": \"d\"}}}}, \"/api/v2/first\"",
        )],
    ),
    change(
        "required_field_added",
        Same("minor"),
        PUT,
        &[(
            "\"Part\": {\"type\": \"object\", \"properties\": {",
            "\"Part\": {\"type\": \"object\", \"required\": [\"more\"], \"properties\": {\"more\": {\"type\": \"string\"}, ",
        )],
    ),
    change("header_case_only", Same("patch"), PUT, &[("\"tenant\"", "\"Tenant\"")]),
    change(
        "path_parameters_swapped",
        Same("patch"),
        PUT,
        &[("/{thingId}/parts/{partId}", "/{partId}/parts/{thingId}")],
    ),
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
];
