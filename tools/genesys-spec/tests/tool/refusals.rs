//! Refused input, with the messages and exit codes.

use super::{SWAGGER, TOKENS, run, run_with};

#[test]
fn similar_names_are_suggested_for_an_unknown_one() {
    let ran = run(&[
        "trim",
        SWAGGER,
        "--tag",
        "user",
        "--tag",
        "Billing",
        "--operation",
        "getusr",
        "--output",
        "-",
    ]);
    let expected = format!(
        "genesys-spec: {SWAGGER}: there is no tag `user`: did you mean `Users`?\n\
         genesys-spec: {SWAGGER}: there is no tag `Billing`: `genesys-spec list` shows the tags\n\
         genesys-spec: {SWAGGER}: there is no operation `getusr`: did you mean `getUser` or `getUsers`?\n"
    );
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.log.as_str()),
        (64, "", expected.as_str())
    );
}

#[test]
fn an_invalid_source_is_refused_with_the_reason() {
    let cases = [
        (
            "{\n  \"swagger\": \"2.0\",\n}",
            "not JSON: trailing comma at line 3 column 1; correct the file there (YAML has to be converted to JSON)",
        ),
        (
            "{\"swagger\": ",
            "not JSON: EOF while parsing a value at line 1 column 12; the file ends too early: restore the rest",
        ),
        (
            "",
            "not JSON: EOF while parsing a value at line 1 column 0; the file ends too early: restore the rest",
        ),
        (
            "{}",
            "neither Swagger 2.0 nor OpenAPI 3.0: it has no `swagger` or `openapi` version",
        ),
        (
            "[1]",
            "neither Swagger 2.0 nor OpenAPI 3.0: it has no `swagger` or `openapi` version",
        ),
        (
            "{\"openapi\": \"3.1.0\"}",
            "OpenAPI 3.1.0 is not supported: use Swagger 2.0 or OpenAPI 3.0",
        ),
        (
            "{\"swagger\": \"1.2\"}",
            "Swagger 1.2 is not supported: use Swagger 2.0 or OpenAPI 3.0",
        ),
        (
            "{\"swagger\": \"2.0\", \"paths\": {}}",
            "the document has no operations",
        ),
    ];
    for (text, expected) in cases {
        let ran = run_with(&["trim", "-", "--output", "-"], text);
        let expected = format!("genesys-spec: standard input: {expected}\n");
        assert_eq!(
            (ran.code, ran.log.as_str(), ran.out.as_str()),
            (65, expected.as_str(), ""),
            "{text}"
        );
    }
    let deep = "[".repeat(100_000);
    let ran = run_with(&["list", "-"], &deep);
    assert_eq!(
        ran.log,
        "genesys-spec: standard input: lists and objects are nested too deeply at line 1 column 121; nest less deeply: give inner \
         schemas a name under `components`\n"
    );
}

#[test]
fn a_missing_file_is_reported() {
    for args in [
        &["trim", "no/such.json", "--output", "-"][..],
        &["list", "no/such.json"],
        &["check", "no/such.json"],
        &["diff", "no/such.json", TOKENS],
    ] {
        let ran = run(args);
        let start = "genesys-spec: no/such.json: cannot be read: ";
        assert!(
            ran.code == 66 && ran.log.starts_with(start) && ran.out.is_empty(),
            "{}",
            ran.log
        );
    }
}

#[test]
fn diff_refuses_documents_that_a_build_would_refuse() {
    let ran = run(&["diff", TOKENS, SWAGGER]);
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
    assert!(ran.log.contains("form parameters are not converted"), "{}", ran.log);
    let ran = run_with(&["diff", TOKENS, "-"], "{");
    let start = "genesys-spec: standard input#: not JSON: EOF while parsing an object at line 1 column 1";
    assert!(ran.code == 65 && ran.log.starts_with(start), "{}", ran.log);
}

/// Returns an operation of the tag `Large` with more than 64 MiB, and one of the tag `Small`.
fn large() -> String {
    let operation = |tag: &str, more: &str| {
        format!(
            r#""/{tag}": {{"get": {{"operationId": "get{tag}", "tags": ["{tag}"], "responses": {{"204": {{"description": "{more}"}}}}}}}}"#
        )
    };
    let paths = [operation("Large", &"x".repeat(64 << 20)), operation("Small", "")].join(", ");
    format!(r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "1"}}, "paths": {{{paths}}}}}"#)
}

#[test]
fn a_fragment_that_is_too_large_is_refused_before_it_is_generated() {
    let source = large();
    let problem = "standard input: the fragment has 65 MiB, and a build accepts up to 64 MiB: keep fewer operations with \
                   `genesys-spec trim`, `--tag` and `--operation`\n";
    let ran = run_with(&["check", "-"], &source);
    assert_eq!((ran.code, ran.out.as_str(), ran.log.as_str()), (1, problem, ""));
    let problem = format!("genesys-spec: {problem}");
    for args in [&["trim", "-", "-o", "-"], &["diff", "-", TOKENS][..]] {
        let ran = run_with(args, &source);
        let expected = (65, "", problem.as_str());
        assert_eq!((ran.code, ran.out.as_str(), ran.log.as_str()), expected, "{args:?}");
    }
    let ran = run_with(&["trim", "-", "--tag", "Small", "-o", "-"], &source);
    assert_eq!(ran.code, 0, "{}", ran.log);
}

#[test]
fn noted_names_count_for_the_size_of_a_fragment() {
    let document = |description: &str| {
        let operation = |tag: &str, id: &str, description: &str| {
            format!(
                r#""/{id}": {{"get": {{"operationId": "{id}", "tags": ["{tag}"], "responses": {{"204": {{"description": "{description}"}}}}}}}}"#
            )
        };
        let paths = [operation("A", "getLines", description), operation("B", "get_lines", "")].join(", ");
        format!(r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "1"}}, "paths": {{{paths}}}}}"#)
    };
    let args = ["trim", "-", "--tag", "A", "-o", "-"];
    let small = run_with(&args, &document(""));
    assert!(small.out.contains("x-other-names"), "{}", small.out);
    let one_too_many = (64 << 20) + 1 - small.out.len();
    let ran = run_with(&args, &document(&"x".repeat(one_too_many)));
    let start = "genesys-spec: standard input: the fragment has 65 MiB";
    assert!(ran.code == 65 && ran.log.starts_with(start), "{}", ran.log);
    assert_eq!(ran.out, "");
}

#[test]
fn standard_input_is_only_one_of_two_documents() {
    let ran = run(&["diff", "-", "-"]);
    let expected = "genesys-spec: standard input is only one document: give a file for the other\n";
    assert_eq!((ran.code, ran.log.as_str()), (64, expected));
}

#[cfg(unix)]
#[test]
fn a_source_that_never_ends_is_refused() {
    for command in ["list", "check"] {
        let ran = run(&[command, "/dev/zero"]);
        let expected =
            "genesys-spec: /dev/zero: has more than 256 MiB, the most that is read: is this the right file?\n";
        assert_eq!((ran.code, ran.log.as_str()), (65, expected));
    }
}
