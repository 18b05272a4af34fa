//! `list`, `check` and `diff`: their output and their exit codes.

use std::fs;

use super::{SWAGGER, TOKENS, directory, file, run, run_with};

#[test]
fn list_counts_the_operations_of_each_tag() {
    let ran = run(&["list", SWAGGER]);
    let expected = "  Forms         2\n  Users         8\n  Provisioning  1  (1 in Users)\n10 operations, 3 tags\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.log.as_str()), (0, expected, ""));
}

#[test]
fn check_reports_one_problem_on_each_line() {
    let ran = run_with(
        &["check", "-"],
        r#"{"openapi": "3.0.3", "info": {"title": "t"}, "paths": {}, "schemes": []}"#,
    );
    assert_eq!((ran.code, ran.log.as_str()), (1, ""));
    assert_eq!(
        ran.out,
        "standard input#: `info` has no `version`, add it\n".replace("#:", "#/info:")
            + "standard input#/schemes: the document has no keyword `schemes` in OpenAPI 3.0.3, remove it, or begin its name \
               with `x-`\n"
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
    let expected = "additive       models::OrgOAuthClientAuthorizedGrantType::Device: value added, `DEVICE`\nversion step: minor\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected));

    let ran = run(&["diff", &more, TOKENS, "--json"]);
    assert_eq!(ran.code, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let expected = serde_json::json!({"step": "major", "changes": [
        {"kind": "breaking", "path": "models::OrgOAuthClientAuthorizedGrantType::Device", "change": "value removed"}]});
    assert_eq!(json, expected);
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
