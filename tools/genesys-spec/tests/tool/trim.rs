//! `trim`: its output and its report.

use std::fs;

use super::{GOLDEN, SWAGGER, TOKENS, directory, forgotten, fragment, run, run_with};

#[test]
fn trim_converts_every_case_of_swagger_2() {
    let target = directory("golden").join("fragment.json");
    let ran = run(&["trim", SWAGGER, "--tag", "Users", "--output", target.to_str().unwrap()]);
    let log = format!(
        "wrote {}: 8 of 10 operations and 4 of 5 schemas, converted from Swagger 2.0\n  Users         8\n  \
         Provisioning  1  (1 in Users)\n",
        target.display()
    );
    assert_eq!((ran.code, ran.log.as_str(), ran.out.as_str()), (0, log.as_str(), ""));
    let made = fragment(&target);
    if fs::read_to_string(GOLDEN).is_ok_and(|golden| golden == made) {
        return;
    }
    fs::write(GOLDEN, made).unwrap();
    panic!(
        "the fragment differs from tests/data/swagger2.golden.json, which has been rewritten: review the difference"
    );
}

#[test]
fn check_accepts_the_output_of_trim() {
    let ran = run(&["check", GOLDEN]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.log.starts_with(&format!("{GOLDEN}: no problems, ")), "{}", ran.log);
}

#[test]
fn trim_does_not_change_its_own_output() {
    let ran = run(&["trim", GOLDEN, "--tag", "Users", "--output", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(forgotten(&ran.out), fragment(GOLDEN));
    let tokens = run(&["trim", TOKENS, "--output", "-"]);
    assert_eq!(forgotten(&tokens.out), fragment(TOKENS), "{}", tokens.log);
}

#[test]
fn trim_reads_standard_input_and_writes_standard_output() {
    let ran = run_with(
        &["trim", "-", "--tag", "Users", "--output", "-"],
        &fs::read_to_string(SWAGGER).unwrap(),
    );
    assert_eq!(forgotten(&ran.out), fragment(GOLDEN));
    let first = "kept 8 of 10 operations and 4 of 5 schemas, converted from Swagger 2.0\n";
    assert!(ran.log.starts_with(first), "{}", ran.log);
}

#[test]
fn tags_and_operations_add_up() {
    let ran = run(&[
        "trim",
        SWAGGER,
        "--tag",
        "Provisioning",
        "--operation",
        "getMe",
        "--operation",
        "headUser",
        "-o",
        "-",
    ]);
    assert!(ran.log.starts_with("kept 3 of 10 operations and "), "{}", ran.log);
    let list = run_with(&["list", "-"], &ran.out);
    let tags = "\n\n  Forms         1\n  Users         2\n  Provisioning  1  (1 in Users)\n3 operations, 3 tags\n";
    assert!(list.out.ends_with(tags), "{}", list.out);
}

#[test]
fn operations_that_cannot_be_called_are_left_out_and_listed() {
    let ran = run(&["trim", SWAGGER, "--output", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    let id = "left out 1 operation that cannot be generated or called:\n  postForm (POST /api/v2/users/search): form parameters are \
              not converted\n";
    assert!(ran.log.contains(id), "{}", ran.log);
    assert!(!ran.out.contains("\"/api/v2/users/search\": {"));
    // The platform has this path, so the client refuses values that lead to it.
    assert!(
        ran.out
            .contains("\"x-literal-paths\": [\n          \"/api/v2/users/search\"\n")
    );
}

#[test]
fn strict_refuses_repairs_and_operations_that_would_be_left_out() {
    let ran = run(&["trim", SWAGGER, "--strict", "--output", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
    let expected = format!(
        "genesys-spec: {SWAGGER}#/paths/~1users~1search/post/parameters/0: form parameters are not converted; describe a \
         body, or leave the operation out\n"
    );
    assert_eq!(ran.log, expected);

    let ran = run_with(&["trim", "-", "--strict", "--output", "-"], &odd());
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
    let first =
        "genesys-spec: standard input#/paths/~1a~1{id}/get/parameters/0: values of a boolean or a number were strings";
    assert!(
        ran.log.starts_with(first) && ran.log.lines().count() == 4,
        "{}",
        ran.log
    );
}

/// Returns a document with four mistakes, and one operation that needs a guest's token.
fn odd() -> String {
    r#"{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a/{id}": {"get": {
        "operationId": "getA", "tags": ["A"], "security": [{"Auth": []}],
        "parameters": [{"name": "b", "in": "query", "type": "boolean", "enum": ["true"]}],
        "responses": {"200": {"schema": {"type": "string"}}}},
      "post": {"operationId": "guest", "tags": ["A"], "security": [{"Guest": []}], "parameters": [
        {"name": "id", "in": "path", "required": true, "type": "string"}], "responses": {"204": {"description": "d"}}}}},
      "securityDefinitions": {"Auth": {"type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.example", "scopes": {}},
        "Guest": {"type": "apiKey", "name": "k", "in": "header"}}}"#
        .to_owned()
}

#[test]
fn repairs_are_listed_and_counted() {
    let ran = run_with(&["trim", "-", "--output", "-"], &odd());
    assert_eq!(ran.code, 0, "{}", ran.log);
    for line in [
        "repaired 1 x text-values: ",
        "repaired 1 x missing-path-parameter: ",
        "repaired 1 x missing-description: ",
        "  guest (POST /a/{id}): it needs `Guest` (apiKey), and the client only has an OAuth 2 token",
    ] {
        assert!(
            ran.log.lines().any(|said| said.starts_with(line)),
            "{line}: {}",
            ran.log
        );
    }
    let check = run_with(&["check", "-"], &ran.out);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
}

#[test]
fn an_operation_that_cannot_be_generated_is_left_out_with_what_only_it_needs() {
    let schema = r#""x": {"type": "shade"}"#;
    let source = odd().replace(
        r#""paths": {"#,
        &format!(
            r##""definitions": {{"Shaded": {{"type": "object", "properties": {{{schema}}}}}}}, "paths": {{
            "/shaded": {{"get": {{"operationId": "getShaded", "tags": ["A"], "security": [{{"Auth": []}}],
              "responses": {{"200": {{"description": "", "schema": {{"$ref": "#/definitions/Shaded"}}}}}}}}}},"##
        ),
    );
    let args = ["trim", "-", "--output", "-"];
    let ran = run_with(&args, &source);
    assert_eq!(ran.code, 0, "{}", ran.log);
    let first = "kept 1 of 3 operations and 0 of 1 schema, converted from Swagger 2.0\n";
    let reason = "\n  getShaded (GET /shaded): it uses `Shaded`: `shade` is not a type (#/components/schemas/Shaded/properties/x/type)\n";
    assert!(ran.log.starts_with(first) && ran.log.contains(reason), "{}", ran.log);
    assert!(
        ran.out.contains("\"getA\"") && !ran.out.contains("Shaded"),
        "{}",
        ran.out
    );
    let check = run_with(&["check", "-"], &ran.out);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
}

#[test]
fn a_shared_part_that_cannot_be_converted_takes_its_operations_with_it() {
    let source = odd().replace(
        r#""paths": {"#,
        r##""parameters": {"Tsv": {"name": "t", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "tsv"}},
            "paths": {"/tsv": {"get": {"operationId": "getTsv", "tags": ["A"], "security": [{"Auth": []}],
              "parameters": [{"$ref": "#/parameters/Tsv"}], "responses": {"204": {"description": "d"}}}},"##,
    );
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    let reason = "\n  getTsv (GET /tsv): it uses `Tsv`: OpenAPI 3.0 has no style for the collectionFormat \"tsv\" in the query (#";
    assert!(ran.code == 0 && ran.log.contains(reason), "{}", ran.log);
    assert!(!ran.out.contains("Tsv"), "{}", ran.out);
}

#[test]
fn a_document_without_any_security_is_refused() {
    let source = odd()
        .replace(r#""security": [{"Auth": []}],"#, "")
        .replace(r#""security": [{"Guest": []}],"#, "");
    let ran = run_with(&["trim", "-", "--output", "-"], &source);
    let start = "genesys-spec: standard input: no operation has `security`";
    assert!(ran.code == 65 && ran.log.starts_with(start), "{}", ran.log);
}

#[test]
fn the_method_of_an_operation_of_a_second_tag_is_reported() {
    let args = ["trim", SWAGGER, "--tag", "Provisioning", "--output", "-"];
    let ran = run(&args);
    let counted = "\n1 operation belongs to another tag than the chosen one; --verbose lists it\n";
    assert!(
        ran.log.contains(counted) && !ran.log.contains("client.users()"),
        "{}",
        ran.log
    );
    let ran = run(&[&args[..], &["--verbose"]].concat());
    let line =
        "\n1 operation belongs to another tag than the chosen one:\n  postUsers belongs to Users: client.users().";
    assert!(ran.log.contains(line), "{}", ran.log);
}
