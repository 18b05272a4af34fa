//! `update`: what it writes, keeps and refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::server::{Reply, Server, ok, response};
use super::{TOKENS, directory, fragment, run};

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

#[test]
fn without_changes_there_is_nothing_to_do() {
    let files = Files::new("nothing", &["--tag", "Users"]);
    let before = files.text();
    let said = format!(
        "{}: nothing to do, {} has no changes for it\n",
        files.fragment,
        files.source.display()
    );
    assert_eq!((files.check(), files.update()), ((0, said.clone()), (0, said.clone())));
    // An operation of another tag, and the version, do not concern the fragment.
    let mut more = source();
    more["info"]["version"] = "v3".into();
    more["paths"]["/groups"] =
        json!({"get": {"operationId": "getGroups", "tags": ["Groups"], "responses": {"204": {"description": ""}}}});
    files.publish(&more);
    assert_eq!((files.check(), files.update()), ((0, said.clone()), (0, said)));
    assert_eq!(files.text(), before);
}

#[test]
fn an_addition_is_written_and_listed() {
    let files = Files::new("addition", &["--tag", "Users"]);
    let mut more = source();
    more["components"]["schemas"]["User"]["properties"]["email"] = json!({"type": "string"});
    files.publish(&more);
    let change = "additive       models::User.email: field added, `Option<String>`\n";
    let (code, said) = files.check();
    assert!(
        code == 1 && said.starts_with(change) && said.contains(" is out of date "),
        "{said}"
    );
    let (code, said) = files.update();
    let end = format!(
        "{} was updated with {}: version step minor\n",
        files.fragment,
        files.source.display()
    );
    assert_eq!((code, said), (0, format!("{change}{end}")));
    // The result is what `trim` makes of the new source.
    let again = run(&["trim", files.source.to_str().unwrap(), "--tag", "Users", "-o", "-"]);
    assert_eq!(files.text(), again.out);
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_change_of_the_documentation_is_a_change() {
    let files = Files::new("documentation", &["--operation", "getUser"]);
    let mut other = source();
    other["paths"]["/users/{id}"]["get"]["summary"] = "Returns one user.".into();
    files.publish(&other);
    let (code, said) = files.check();
    assert!(code == 1 && said.contains("summary changed"), "{said}");
    assert_eq!(files.update().0, 0);
    assert!(files.text().contains("Returns one user."));
}

#[test]
fn a_breaking_change_is_written_only_without_check() {
    let files = Files::new("breaking", &["--tag", "Users"]);
    let mut less = source();
    less["paths"].as_object_mut().unwrap().remove("/users/me");
    files.publish(&less);
    let (code, said) = files.check();
    assert!(
        code == 2 && said.starts_with("breaking       UsersApi::get_users_me: "),
        "{said}"
    );
    let (code, said) = files.update();
    assert!(code == 0 && said.ends_with("version step major\n"), "{said}");
    assert!(!files.text().contains("getUsersMe"));
}

#[test]
fn an_operation_that_was_chosen_is_not_lost() {
    let files = Files::new("lost", &["--operation", "getUser", "--operation", "getUsersMe"]);
    let before = files.text();
    let mut renamed = source();
    renamed["paths"]["/users/me"]["get"]["operationId"] = "getUserMe".into();
    let mut form = source();
    form["paths"]["/users/{id}"]["get"]["responses"]["200"] =
        json!({"description": "", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}});
    for (changed, problem) in [
        (
            renamed,
            "there is no operation `getUsersMe`: did you mean `getUserMe` or `getUser`?\n",
        ),
        (
            form,
            "getUser (GET /users/{id}) cannot be in a fragment: its response is image/png\n",
        ),
    ] {
        files.publish(&changed);
        for (code, said) in [files.check(), files.update()] {
            let stays = format!("{} stays as it is: ", files.fragment);
            assert!(code == 2 && said.contains(problem) && said.contains(&stays), "{said}");
        }
        assert_eq!(files.text(), before);
    }
}

#[test]
fn an_operation_is_added_and_removed_by_its_id() {
    let files = Files::new("added", &["--operation", "getUser"]);
    let before = files.text();
    files.edit("\"getUser\"\n      ]", "\"getUser\", \"getUsersMe\"]");
    let (code, said) = files.update();
    assert!(
        code == 0 && said.starts_with("additive       UsersApi::get_users_me: "),
        "{said}"
    );
    assert!(files.text().contains("\"/users/me\""));
    files.edit(",\n        \"getUsersMe\"", "");
    let (code, said) = files.update();
    assert!(code == 0 && said.starts_with("breaking "), "{said}");
    assert_eq!(files.text(), before);
}

#[test]
fn a_tag_that_was_chosen_is_not_lost() {
    let files = Files::new("lost_tag", &["--tag", "Users"]);
    files.publish(&serde_json::from_str(&source().to_string().replace("\"Users\"", "\"People\"")).unwrap());
    let (code, said) = files.update();
    assert!(code == 2 && said.contains("there is no tag `Users`"), "{said}");
}

#[test]
fn a_source_that_is_empty_or_gone_leaves_the_fragment_as_it_is() {
    let files = Files::new("gone", &[]);
    let before = files.text();
    let mut empty = source();
    empty["paths"] = json!({});
    files.publish(&empty);
    let (code, said) = files.update();
    assert!(code == 65 && said.contains("the document has no operations"), "{said}");
    fs::write(&files.source, "").unwrap();
    assert_eq!(files.update().0, 65);
    fs::remove_file(&files.source).unwrap();
    let (code, said) = files.update();
    assert!(code == 66 && said.contains("cannot be read"), "{said}");
    assert_eq!(files.text(), before);
}

#[test]
fn texts_that_were_written_by_hand_stay() {
    let files = Files::new("texts", &["--tag", "Users"]);
    files.edit("Returns a user.", "Our words.");
    let said = files.check().1;
    assert!(said.contains("nothing to do"), "{said}");

    // The source changes another text, and nothing is in conflict.
    let mut other = source();
    other["paths"]["/users/me"]["get"]["summary"] = "Returns you.".into();
    files.publish(&other);
    let (code, said) = files.update();
    assert!(
        code == 0 && said.contains("\nkept 1 text that was written by hand\n") && !said.contains("conflict"),
        "{said}"
    );
    assert!(files.text().contains("Our words.") && files.text().contains("Returns you."));

    // The source changes the same text.
    other["paths"]["/users/{id}"]["get"]["summary"] = "Returns someone.".into();
    files.publish(&other);
    for (expected, (code, said)) in [(1, files.check()), (0, files.update())] {
        let line = said.lines().next().unwrap();
        assert!(
            code == expected && line.starts_with("conflict       getUser: "),
            "{said}"
        );
        assert!(
            line.ends_with("(#/paths/~1users~1{id}/get/summary): it is now \"Returns someone.\""),
            "{said}"
        );
    }
    assert!(files.text().contains("Our words.") && !files.text().contains("Returns someone."));
    // The message appears once.
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_fragment_that_remembers_nothing_needs_a_source() {
    let files = Files::new("forgotten", &["--operation", "getUser"]);
    fs::write(&files.fragment, fragment(&files.fragment)).unwrap();
    let (code, said) = files.update();
    let expected = format!(
        "genesys-spec: {}: does not remember its source: name it with --source or --region\n",
        files.fragment
    );
    assert_eq!((code, said), (64, expected));

    let ran = run(&["update", &files.fragment, "--source", files.source.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    // The fragment keeps its operations, and remembers them. With a copy of the source, nothing changes.
    let copy = files.source.with_file_name("copy.json");
    fs::copy(&files.source, &copy).unwrap();
    let ran = run(&["update", &files.fragment, "--source", copy.to_str().unwrap(), "--check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let memory: Value = serde_json::from_str(&files.text()).unwrap();
    assert_eq!(memory["info"]["x-genesys-spec"]["operations"], json!(["getUser"]));
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_fragment_from_a_url_is_updated_from_there() {
    let published = Arc::new(Mutex::new(source()));
    let body = Arc::clone(&published);
    let server = Server::start(move |path| {
        Reply::Send(if path == "/swagger?a=b" {
            ok(
                &[("Last-Modified", "Fri, 31 Jul 2026 00:00:00 GMT")],
                body.lock().unwrap().to_string().as_bytes(),
            )
        } else {
            response("404 Not Found", &[], b"")
        })
    });
    let target = directory("update_url").join("fragment.json");
    let target = target.to_str().unwrap();
    let (url, missing) = (server.url("/swagger?a=b"), server.url("/missing"));
    assert_eq!(run(&["trim", &url, "-o", target]).code, 0);
    assert_eq!(run(&["update", target, "--check"]).code, 0);
    published.lock().unwrap()["components"]["schemas"]["User"]["properties"]["id"] = json!({"type": "string"});
    assert_eq!(run(&["update", target, "--check"]).code, 1);
    let ran = run(&["update", target, "--source", &missing]);
    assert!(ran.code == 66 && ran.log.contains("404 Not Found"), "{}", ran.log);
    assert_eq!(run(&["update", target]).code, 0);
    assert_eq!(run(&["update", target, "--check"]).code, 0);
}

#[test]
fn a_document_that_is_not_a_fragment_is_refused() {
    let directory = directory("update_swagger");
    let target = directory.join("swagger.json");
    fs::copy(super::SWAGGER, &target).unwrap();
    let ran = run(&["update", target.to_str().unwrap(), "--source", super::SWAGGER]);
    assert!(
        ran.code == 65 && ran.log.contains("cut one out of it with `genesys-spec trim`"),
        "{}",
        ran.log
    );
    assert_eq!(
        run(&["update", directory.join("missing.json").to_str().unwrap()]).code,
        66
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
    let tokens: Value = serde_json::from_str(&fs::read_to_string(Path::new(TOKENS)).unwrap()).unwrap();
    assert_eq!(
        tokens["info"]["x-genesys-spec"],
        json!({"source": "https://api.mypurecloud.com/api/v2/docs/swagger", "tags": ["Tokens"], "operations": []})
    );
}
