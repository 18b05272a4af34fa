//! `update`: what it writes, keeps and refuses.

mod changes;
mod chosen;
mod sources;
mod texts;
mod tokens;

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{directory, run};

/// Returns a source with two operations of the tag `Users`.
fn source() -> Value {
    let result = json!({"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Platform", "version": "v2"},
        "security": [{"OAuth": []}],
        "paths": {
            "/users/{id}": {"get": {
                "operationId": "getUser", "tags": ["Users"], "summary": "Returns a user.",
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"200": result}}},
            "/users/me": {"get": {
                "operationId": "getUsersMe", "tags": ["Users"], "summary": "Returns the caller.", "responses": {"200": result}}},
        },
        "components": {
            "schemas": {"User": {"type": "object", "description": "A user.", "properties": {"name": {"type": "string"}}}},
            "securitySchemes": {"OAuth": {"type": "oauth2", "flows": {}}}
        }
    })
}

/// A source in a file, and a fragment that was cut out of it.
struct Files {
    source: PathBuf,
    fragment: String,
}

impl Files {
    fn new(name: &str, options: &[&str]) -> Self {
        let directory = directory(&format!("update_{name}"));
        let files = Self {
            source: directory.join("source.json"),
            fragment: directory.join("fragment.json").to_str().unwrap().to_owned(),
        };
        files.publish(&source());
        let ran = run(&[
            &["trim", files.source.to_str().unwrap(), "-o", &files.fragment],
            options,
        ]
        .concat());
        assert_eq!(ran.code, 0, "{}", ran.log);
        files
    }

    fn publish(&self, source: &Value) {
        fs::write(&self.source, source.to_string()).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.fragment).unwrap()
    }

    /// Replaces a text of the fragment by hand.
    fn edit(&self, old: &str, new: &str) {
        let text = self.text();
        assert!(text.contains(old), "{text}");
        fs::write(&self.fragment, text.replace(old, new)).unwrap();
    }

    /// Runs `update --check`, which changes nothing, and returns its exit code and output.
    fn check(&self) -> (i32, String) {
        let before = self.text();
        let ran = run(&["update", &self.fragment, "--check"]);
        assert_eq!(self.text(), before);
        (ran.code, ran.out + &ran.log)
    }

    fn update(&self) -> (i32, String) {
        let ran = run(&["update", &self.fragment]);
        (ran.code, ran.out + &ran.log)
    }
}
