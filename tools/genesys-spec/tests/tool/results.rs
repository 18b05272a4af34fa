//! `list`, `check` and `diff`: their output and their exit codes.

use std::fs;

use super::{SWAGGER, TOKENS, directory, file, run, run_with};

#[test]
fn list_shows_the_operations_and_counts_those_of_each_tag() {
    let ran = run(&["list", SWAGGER]);
    let first = "getUsers        GET    Users  /api/v2/users  users:view\n";
    let last = "\n\n  Forms         2\n  Users         8\n  Provisioning  1  (1 in Users)\n10 operations, 3 tags\n";
    assert!(ran.out.starts_with(first) && ran.out.ends_with(last), "{}", ran.out);
    assert_eq!((ran.code, ran.out.lines().count(), ran.log.as_str()), (0, 15, ""));
}

#[test]
fn list_is_filtered_by_tags_and_operations() {
    let ran = run(&["list", SWAGGER, "--tag", "Provisioning", "--operation", "getMe"]);
    let ids: Vec<&str> = ran
        .out
        .lines()
        .take(2)
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!((ran.code, ids), (0, vec!["postUsers", "getMe"]), "{}", ran.out);
    assert!(ran.out.ends_with("2 operations, 3 tags\n"), "{}", ran.out);
    let ran = run(&["list", SWAGGER, "--tag", "Forms,Users"]);
    let expected = format!(
        "genesys-spec: {SWAGGER}: there is no tag `Forms,Users`: give the option for each: --tag Forms --tag Users\n"
    );
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.log.as_str()),
        (64, "", expected.as_str())
    );
}

#[test]
fn list_as_json_has_the_ids_for_trim() {
    let ran = run(&["list", SWAGGER, "--json", "--tag", "Forms"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let ids: Vec<&serde_json::Value> = json["operations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(ids, ["getMe", "postForm"]);
    assert_eq!(json["operations"][0]["path"], "/api/v2/users/me");
    assert_eq!(json["tags"], serde_json::json!([{"name": "Forms", "operations": 2}]));
}

#[test]
fn a_document_without_operations_has_none_to_list() {
    let ran = run_with(&["list", "-"], r#"{"openapi": "3.0.3", "paths": {}}"#);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "0 operations, 0 tags\n"),
        "{}",
        ran.log
    );
}

#[test]
fn check_reports_one_problem_on_each_line() {
    let ran = run_with(
        &["check", "-"],
        r#"{"openapi": "3.0.3", "info": {"title": "t"}, "paths": {}, "schemes": [], "component": {}}"#,
    );
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out,
        "standard input:1:46#/paths: there is no operation; add one\n\
         standard input:1:74#/component: the document has no keyword `component` in OpenAPI 3.0.3; write `components` if you mean that, or \
         remove it\n"
    );
    assert_eq!(
        ran.log,
        "warning: standard input:1:22#/info: `info` has no `version`; OpenAPI requires it, and no code depends on it\n\
         warning: standard input:1:59#/schemes: the document has no keyword `schemes` in OpenAPI 3.0.3; it is ignored\n"
    );
}

#[test]
fn check_as_json_has_place_message_and_help_apart() {
    let fragment = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "v"}, "paths": {}, "more": 1}"#;
    let ran = run_with(&["check", "-", "--json"], fragment);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, ran.log.as_str()), (1, ""));
    let problem = serde_json::json!({"pointer": "/paths", "line": 1, "column": 62, "message": "there is no operation", "help": "add one"});
    assert_eq!(json["problems"], serde_json::json!([problem]));
    assert_eq!(json["warnings"][0]["pointer"], "/more");
    assert_eq!(json["lines"], serde_json::Value::Null);

    let ran = run(&["check", TOKENS, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &json["problems"], ran.log.as_str()),
        (0, &serde_json::json!([]), "")
    );
    assert!(
        json["lines"].as_u64().unwrap() > 500 && json["file"] == TOKENS,
        "{json}"
    );
}

#[test]
fn the_exit_code_of_diff_is_that_of_the_gravest_change() {
    let directory = directory("diff");
    let tokens = fs::read_to_string(TOKENS).unwrap();
    let with = |name: &str, old: &str, new: &str| {
        let changed = tokens.replace(old, new);
        assert_ne!(changed, tokens, "{old} is not in the fragment");
        file(&directory, name, &changed)
    };
    let same = run(&["diff", TOKENS, TOKENS]);
    assert_eq!(
        (same.code, same.out.as_str(), same.log.as_str()),
        (0, "version step: none\n", "")
    );

    let described = with(
        "described.json",
        "Revokes every token of one user.",
        "Revokes all tokens of a user.",
    );
    let ran = run(&["diff", TOKENS, &described]);
    let expected = "documentation  TokensApi::delete_token: summary changed\nversion step: patch\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, expected));

    let more = with("more.json", "\"CODE\",", "\"CODE\", \"DEVICE\",");
    let ran = run(&["diff", TOKENS, &more]);
    let expected = "additive       models::OrgOAuthClientAuthorizedGrantType::Device: value added, `DEVICE`\n\
                    note: code that matches an enum without `_` does not compile with a new value\nversion step: minor\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected));

    for json in [&["--json"][..], &["--format", "json"]] {
        let ran = run(&[&["diff", &more, TOKENS], json].concat());
        assert_eq!(ran.code, 2);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let expected = serde_json::json!([
            {"kind": "breaking", "path": "models::OrgOAuthClientAuthorizedGrantType::Device", "change": "value removed", "with": []}]);
        assert_eq!((&json["step"], &json["changes"]), (&"major".into(), &expected));
    }
    let ran = run(&["diff", &more, TOKENS, "--format", "markdown"]);
    assert!(
        ran.code == 2 && ran.out.starts_with("## API changes: version step major\n"),
        "{}",
        ran.out
    );
}

#[test]
fn diff_fails_on_the_changes_that_it_is_told_to() {
    let directory = directory("fail_on");
    let tokens = fs::read_to_string(TOKENS).unwrap();
    let more = file(
        &directory,
        "more.json",
        &tokens.replace("\"CODE\",", "\"CODE\", \"DEVICE\","),
    );
    for (old, new, fail_on, code) in [
        (TOKENS, more.as_str(), "additive", 1),
        (TOKENS, &more, "breaking", 0),
        (&more, TOKENS, "additive", 2),
        (&more, TOKENS, "breaking", 2),
        (TOKENS, TOKENS, "additive", 0),
    ] {
        let ran = run(&["diff", old, new, "--fail-on", fail_on]);
        assert_eq!(ran.code, code, "{fail_on}: {}", ran.out);
    }
}

#[test]
fn diff_accepts_swagger_2_as_it_is_published() {
    let directory = directory("diff_swagger");
    let users = fs::read_to_string(SWAGGER)
        .unwrap()
        .replace("\"formData\"", "\"query\"");
    let old = file(&directory, "old.json", &users);
    let new = directory.join("new.json");
    let new = new.to_str().unwrap();
    assert_eq!(run(&["trim", &old, "--output", new]).code, 0);
    let ran = run(&["diff", &old, new]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "version step: none\n"), "{}", ran.log);
}
