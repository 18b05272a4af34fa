//! The fragment of this repository, whose texts and form were written by hand.

use std::fs;

use serde_json::{Value, json};

use crate::{TOKENS, directory, fragment, run};

#[test]
fn the_fragment_of_this_repository_keeps_its_texts_and_its_form() {
    let directory = directory("update_tokens");
    let target = directory.join("tokens.json");
    fs::copy(TOKENS, &target).unwrap();
    let source = directory.join("published.json");
    let update = |published: &Value| {
        fs::write(&source, published.to_string()).unwrap();
        run(&["update", target.to_str().unwrap(), "--source", source.to_str().unwrap()])
    };
    let mut published = published();
    let ran = update(&published);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(fragment(&target), fragment(TOKENS));
    assert!(ran.out.ends_with("version step none\n"), "{}", ran.out);

    // What the platform adds comes in, with its text.
    published["components"]["schemas"]["TokenInfo"]["properties"]["newField"] =
        json!({"type": "string", "description": "Their new field."});
    published["paths"]["/api/v2/tokens/me"]["get"]["summary"] = "Their new summary.".into();
    let ran = update(&published);
    assert!(
        ran.out
            .starts_with("additive       models::TokenInfo.new_field: field added, `Option<String>`\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\nconflict       getTokensMe: "), "{}", ran.out);
    let (ours, before) = (fragment(&target), fragment(TOKENS));
    let added: Vec<&str> = ours.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(
        added,
        [
            "          \"newField\": {",
            "            \"description\": \"Their new field.\","
        ]
    );
    assert_eq!(ours.lines().count(), before.lines().count() + 4);
}

#[test]
fn the_fragment_of_this_repository_remembers_its_source() {
    let tokens: Value = serde_json::from_str(&fs::read_to_string(TOKENS).unwrap()).unwrap();
    assert_eq!(
        tokens["info"]["x-genesys-spec"],
        json!({"source": "https://api.mypurecloud.com/api/v2/docs/swagger", "tags": ["Tokens"], "operations": []})
    );
}

/// Returns the fragment of this repository as the platform would publish it: with other texts, nothing shared, and security in each
/// operation.
fn published() -> Value {
    let tokens: Value = serde_json::from_str(&fs::read_to_string(TOKENS).unwrap()).unwrap();
    let mut published = theirs(&tokens, &tokens);
    published["info"].as_object_mut().unwrap().remove("x-genesys-spec");
    published["components"].as_object_mut().unwrap().remove("responses");
    let security = published.as_object_mut().unwrap().remove("security").unwrap();
    for item in published["paths"].as_object_mut().unwrap().values_mut() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            operation["security"] = security.clone();
        }
    }
    published
}

fn theirs(json: &Value, whole: &Value) -> Value {
    match json {
        Value::Object(entries) => {
            let reference = entries.get("$ref").and_then(Value::as_str);
            if let Some(pointer) = reference.and_then(|reference| reference.strip_prefix("#/components/responses/")) {
                return theirs(&whole["components"]["responses"][pointer], whole);
            }
            let entry = |(key, value): (&String, &Value)| {
                let is_text = matches!(key.as_str(), "summary" | "description" | "title") && value.is_string();
                let value = if is_text {
                    json!(format!("Their {}", value.as_str().unwrap()))
                } else {
                    theirs(value, whole)
                };
                (key.clone(), value)
            };
            Value::Object(entries.iter().map(entry).collect())
        }
        Value::Array(items) => items.iter().map(|item| theirs(item, whole)).collect(),
        other => other.clone(),
    }
}
