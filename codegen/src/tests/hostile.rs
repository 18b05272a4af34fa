//! A document whose texts are written to be more than text. The package `tests/packages/dependents/hostile` also has this module.

use serde_json::{Value, json};

/// A code span with words that begin something at the start of a line.
pub(crate) const SPAN: &str = "`<script>alert(1)</script> ~~~ > # - 1. <b> ```rust a = 1;`";

/// Words that begin something in Markdown, at the start of a line or anywhere.
pub(crate) const WORDS: &[&str] = &[
    "~~~",
    "~~~rust",
    "```",
    "```rust",
    "````",
    "`` ` ``",
    "`a``b`",
    "a`` <b> ``b",
    SPAN,
    "` x",
    "`",
    "<script>",
    "</script>",
    "<!--",
    "<?x",
    "<![CDATA[",
    "<pre>",
    "<https://a.example>",
    "http://a.example/`b`<c>",
    ">",
    "> ~~~",
    "#",
    "# a",
    "-",
    "- ~~~",
    "+",
    "*",
    "***",
    "---",
    "===",
    "1.",
    "1",
    "2)",
    "|",
    "| a | b |",
    "|---|---|",
    ":-:",
    "[x](y)",
    "![x](y)",
    "[x]: y",
    "[^1]:",
    "&lt;script&gt;",
    "&#60;",
    "\\",
    "\\`",
    "\\~~~",
    "~~a~~",
    "_a_ __b__",
    "*a* **b**",
    "a\n~~~\nb\n~~~ c\n```\nd",
    "a\n\n    b\n\n\tc",
    "a\n- b\n      c\n\n      d",
    "\u{a0}-\u{a0}a",
    "\u{3000}1.\u{2003}#\u{2028}~~~",
    "a\r\n\u{85}\u{2028}~~~\u{b}```",
];

/// Returns a document with an operation for each text, which has it in every place where text can be.
pub(crate) fn document(texts: &[String]) -> Value {
    let mut document = json!({
        "openapi": "3.0.3", "info": {"title": "", "version": ""}, "tags": [], "paths": {}, "components": {"schemas": {}},
    });
    for (number, text) in texts.iter().enumerate() {
        let tag = format!("T{number} {text}");
        let named = format!("f {text}");
        let model = json!({"$ref": format!("#/components/schemas/M{number}")});
        let string = json!({"type": "string", "format": text, "pattern": text, "default": text, "description": text});
        let tags = document["tags"].as_array_mut().unwrap();
        tags.push(json!({"name": tag, "description": text}));
        let mut operation = json!({
            "operationId": format!("op{number} {text}"),
            "tags": [tag],
            "summary": text,
            "description": text,
            "x-inin-requires-permissions": {"type": "ALL", "permissions": [text, "a", text]},
            "parameters": [
                {"name": "id", "in": "path", "required": true, "description": text, "schema": string},
                {"name": "q", "in": "query", "description": text, "schema": string},
                {"name": "list", "in": "query", "schema": {"type": "array", "description": text, "items": {"type": "string", "enum": [text]}}},
                {"name": "X-`|~*_#'", "in": "header", "description": text, "schema": string},
            ],
            "requestBody": {"description": text, "content": {"application/json": {"schema": model}}},
            "responses": {
                "200": {"description": text, "content": {"application/json": {"schema": model}}},
                "400": {"description": text, "x-inin-error-codes": {text: text, "a": text}},
            },
        });
        // Every second one has what is written in another way if it is missing, or in the singular.
        if number % 2 == 1 {
            for key in ["summary", "description"] {
                operation.as_object_mut().unwrap().remove(key);
            }
            operation["x-inin-requires-permissions"]["permissions"] = json!([text]);
            operation["requestBody"]["required"] = json!(true);
        }
        document["paths"][format!("/a/~~~*{number}/{{id}}")] = json!({"put": operation});
        document["components"]["schemas"][format!("M{number}")] = json!({
            "type": "object",
            "description": text,
            "properties": {
                "plain": string,
                &*named: {"type": "string"},
                "count": {"type": "integer", "description": text, "enum": [1, 2], "default": 1},
                "inner": {"type": "object", "properties": {&*named: {"type": "string", "enum": [text, "a"], "description": text}}},
                "items": {"type": "array", "items": {"type": "object", "description": text, "properties": {"a": string}}},
            },
        });
    }
    document
}
