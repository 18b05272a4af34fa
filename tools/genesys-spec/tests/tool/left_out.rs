//! `trim` of documents of OpenAPI 3.0: what is left out, dropped, repaired, and refused.

use super::{directory, run_with};

/// Returns a document of OpenAPI 3.0 with these operations, which has no mistakes outside of their own parts.
fn operations(own: &[(&str, &str, &str)]) -> String {
    let operation = |(id, tag, part): &(&str, &str, &str)| {
        format!(
            r#""/{id}": {{"post": {{"operationId": "{id}", "tags": ["{tag}"], "responses": {{"204": {{"description": "d"}}}}{part}}}}}"#
        )
    };
    let paths: Vec<String> = own.iter().map(operation).collect();
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "1"}}, "paths": {{{}}},
            "components": {{"securitySchemes": {{"Key": {{"type": "apiKey", "name": "k", "in": "header"}}}}}}}}"#,
        paths.join(", ")
    )
}

const COOKIE: &str = r#", "parameters": [{"name": "c", "in": "cookie", "schema": {"type": "string"}}]"#;
const FORM: &str = r#", "requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object"}}}}"#;
const KEY: &str = r#", "security": [{"Key": []}]"#;

#[test]
fn strict_refuses_what_the_generator_refuses() {
    let source = operations(&[("postA", "A", ""), ("postB", "A", COOKIE)]);
    let target = directory("not_written").join("fragment.json");
    let ran = run_with(
        &["trim", "-", "--strict", "--output", target.to_str().unwrap()],
        &source,
    );
    let expected = "genesys-spec: standard input: the fragment does not build, so it is not written:\n\
                    genesys-spec: fragment#/paths/~1postB/post/parameters/0/in: cookies are not supported; use a header or the query\n";
    assert_eq!((ran.code, ran.log.as_str(), target.exists()), (65, expected, false));
    assert_eq!(run_with(&["trim", "-", "--output", "-"], &source).code, 0);
}

#[test]
fn what_was_asked_for_is_in_the_fragment_or_it_is_refused() {
    let source = operations(&[
        ("postA", "A", ""),
        ("postB", "A", COOKIE),
        ("postC", "C", FORM),
        ("PostC", "C", FORM),
    ]);
    for (args, expected) in [
        (
            &["--operation", "postA", "--operation", "postB"][..],
            "postB (POST /postB) cannot be in a fragment: cookies are not supported",
        ),
        (
            &["--tag", "A", "--tag", "C"],
            "nothing is left of the tag `C`: all 2 operations: its body is multipart/form-data",
        ),
        (
            &["--operation", "PostC"],
            "PostC (POST /PostC) cannot be in a fragment: its body is multipart/form-data",
        ),
    ] {
        let ran = run_with(&[&["trim", "-", "-o", "-"], args].concat(), &source);
        let expected = format!("genesys-spec: standard input: {expected}\n");
        assert_eq!(
            (ran.code, ran.log.as_str(), ran.out.as_str()),
            (65, expected.as_str(), "")
        );
    }
    let ran = run_with(&["trim", "-", "-o", "-", "--tag", "A"], &source);
    assert!(
        ran.code == 0 && ran.log.starts_with("kept 1 of 4 operations"),
        "{}",
        ran.log
    );
}

#[test]
fn the_last_line_says_why_nothing_is_left() {
    let source = operations(&[("postA", "A", KEY), ("postB", "A", KEY), ("postC", "C", FORM)]);
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    let expected = "genesys-spec: standard input: nothing is left of the document: 2 operations: it needs `Key` (apiKey), and the \
                    client only has an OAuth 2 token; 1 operation: its body is multipart/form-data\n";
    assert_eq!((ran.code, ran.log.as_str(), ran.out.as_str()), (65, expected, ""));
}

#[test]
fn operations_with_one_reason_are_counted_after_the_first_ten() {
    let ids: Vec<String> = (0..30).map(|index| format!("post{index}")).collect();
    let mut all: Vec<(&str, &str, &str)> = ids.iter().map(|id| (id.as_str(), "A", FORM)).collect();
    all.push(("postLast", "A", ""));
    let source = operations(&all);
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    let listed = ran.log.lines().filter(|line| line.starts_with("  post")).count();
    let more = "\n  and 20 more (--verbose lists them): its body is multipart/form-data\n";
    assert!(listed == 10 && ran.log.contains(more), "{}", ran.log);
    let ran = run_with(&["trim", "-", "-o", "-", "--verbose"], &source);
    let listed = ran.log.lines().filter(|line| line.starts_with("  post")).count();
    assert!(listed == 30 && !ran.log.contains("more"), "{}", ran.log);
}

#[test]
fn a_problem_of_the_document_itself_is_not_one_of_an_operation() {
    let source = operations(&[("postA", "A", "")]).replace(r#""info": "#, r#""component": {}, "info": "#);
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    assert!(
        ran.code == 65 && ran.log.contains("\ngenesys-spec: fragment#/component: "),
        "{}",
        ran.log
    );
}

/// Covers a new key in an extension, and other additions that a document of the platform may have one day.
#[test]
fn what_no_code_depends_on_is_dropped_and_counted() {
    let part = r#", "summary": null, "sumary": "s", "x-genesys-preview": "true",
        "x-inin-requires-permissions": {"type": "ANY", "permissions": ["a:b:c"], "divisions": true}"#;
    let source = operations(&[("postA", "A", part), ("postB", "A", part)])
        .replace(r#""version": "1""#, r#""version": 1, "audience": "all""#)
        .replace(
            r#""paths": "#,
            r#""tags": [1, {"name": "A"}, 2, {"name": "B", "more": 3}], "extra": {}, "paths": "#,
        );
    let ran = run_with(&["trim", "-", "--tag", "A", "-o", "-"], &source);
    assert_eq!(ran.code, 0, "{}", ran.log);
    for line in [
        "dropped, 1 x #/extra: the document has no keyword `extra` in OpenAPI 3.0.3; it is ignored",
        "dropped, 2 x #/tags/0: a number is not a tag (an object); it is left out",
        "dropped, 2 x #/paths/~1postA/post/x-inin-requires-permissions/divisions: `x-inin-requires-permissions` has no keyword \
         `divisions`; it is ignored",
    ] {
        assert!(ran.log.lines().any(|said| said == line), "{line}: {}", ran.log);
    }
    for dropped in [
        "extra",
        "audience",
        "sumary",
        "summary",
        "divisions",
        "x-genesys-preview",
    ] {
        assert!(!ran.out.contains(dropped), "{dropped}: {}", ran.out);
    }
    assert!(
        ran.out.contains("a:b:c") && ran.out.contains("\"name\": \"A\""),
        "{}",
        ran.out
    );
    let check = run_with(&["check", "-"], &ran.out);
    assert!(check.code == 0 && !check.log.contains("left out"), "{}", check.log);
    assert!(!check.log.contains("no keyword"), "{}", check.log);

    let strict = run_with(&["trim", "-", "--strict", "-o", "-"], &source);
    assert!(strict.code == 0 && strict.out.contains("divisions"), "{}", strict.log);
}

#[test]
fn parameters_in_a_part_of_a_segment_are_kept() {
    let parameter = r#", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]"#;
    for path in ["/a/{id}.json", "/a/{id}:close", "/a/v{id}/b/"] {
        let source = operations(&[("postA", "A", parameter)]).replace("/postA", path);
        let ran = run_with(&["trim", "-", "-o", "-"], &source);
        let is_kept = ran.code == 0 && ran.out.contains(path) && !ran.log.contains("repaired");
        assert!(is_kept, "{}", ran.log);
    }
}

#[test]
fn the_target_of_a_percent_encoded_reference_is_kept() {
    let part = r##", "parameters": [{"$ref": "#/components/parameters/a%20b"}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/User%2DState"}}}}"##;
    let source = operations(&[("postA", "A", part)]).replace("/postA", "/{id}").replace(
        r#""components": {"#,
        r#""components": {"schemas": {"User-State": {"type": "object"}, "Other": {"type": "object"}},
            "parameters": {"a b": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}}, "#,
    );
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    assert!(
        ran.log.starts_with("kept 1 of 1 operation and 1 of 2 schemas\n"),
        "{}",
        ran.log
    );
    assert!(ran.code == 0 && !ran.log.contains("repaired"), "{}", ran.log);
    assert!(
        ran.out.contains("\"User-State\": {") && ran.out.contains("\"a b\": {"),
        "{}",
        ran.out
    );
}

#[test]
fn the_same_mistakes_are_repaired_in_openapi_3() {
    let part = r#", "parameters": [
        {"name": "a", "in": "query", "schema": {"type": "boolean", "enum": ["true", "false"]}},
        {"name": "b", "in": "query", "schema": {"type": "array", "items": {"type": "object"}}},
        {"name": "c", "in": "query", "schema": {"items": {"type": "string"}}},
        {"name": "d", "in": "path", "required": true, "schema": {"type": "string"}}]"#;
    let source = operations(&[("postA", "A", part)]).replace(r#""post": "#, r#""POST": "#);
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    assert_eq!(ran.code, 0, "{}", ran.log);
    for fix in [
        "text-values",
        "object-items",
        "type-left-out",
        "stray-path-parameter",
        "method-in-capitals",
    ] {
        assert!(
            ran.log.contains(&format!("\nrepaired 1 x {fix}: ")),
            "{fix}: {}",
            ran.log
        );
    }
    let strict = run_with(&["trim", "-", "-o", "-", "--strict"], &source);
    assert_eq!((strict.code, strict.log.lines().count()), (65, 5), "{}", strict.log);
}

/// Each oddity alone is in the tests above and in `trim`. Here, one may hide another.
#[test]
fn a_document_in_which_everything_is_odd_at_once_leaves_what_is_sound() {
    let odd = r#", "summary": 1, "sumary": "s", "deprecated": "no", "x-genesys-preview": [],
        "x-inin-requires-permissions": {"type": "SOME", "permissions": "a:b:c"}, "externalDocs": "text",
        "parameters": [
          {"name": "a", "in": "query", "schema": {"enum": ["x", null]}},
          {"name": "b", "in": "query", "description": {}, "schema": {"type": "array", "items": {"type": "string", "maxLength": 1e300}}},
          {"name": "flag", "in": "query", "schema": {"type": "boolean", "enum": ["true", "false"]}}]"#;
    let reference = |name: &str| {
        format!(
            r##", "responses": {{"200": {{"content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{name}"}}}}}}}}}}"##
        )
    };
    let (sound, unsound, missing) = (reference("Sound%20One"), reference("Unsound"), reference("Nowhere"));
    let source = operations(&[
        ("postOdd", "A", odd),
        ("postodd", "A", ""),
        ("POSTODD", "a", ""),
        ("postCookie", "A", COOKIE),
        ("postForm", "A", FORM),
        ("postKey", "B", KEY),
        ("postSound", "B", "SOUND"),
        ("postUnsound", "B", "UNSOUND"),
        ("postMissing", "B", "MISSING"),
        ("/post//twice", "B", ""),
    ]);
    let own = r#", "responses": {"204": {"description": "d"}}"#;
    let source = source
        .replace(&format!("{own}SOUND"), &sound)
        .replace(&format!("{own}UNSOUND"), &unsound)
        .replace(&format!("{own}MISSING"), &missing)
        .replace(r#""info": {"title": "t", "version": "1"}"#, r#""info": {"title": null, "version": 2.5}, "tags": [7, {}], "extra": 1"#)
        .replace(
            r#""components": {"#,
            r##""components": {"links": 3, "schemas": {
              "Sound One": {"properties": {"self": {"$ref": "#/components/schemas/Sound%20One"}, "many": {"items": {}},
                "most": {"type": "integer", "maximum": 1e99, "minimum": "2"}}, "required": ["self", "gone"], "discriminator": "x"},
              "Unsound": {"allOf": [{"$ref": "#/components/schemas/Unsound"}], "type": "shade"}}, "##,
        );
    let ran = run_with(&["trim", "-", "-o", "-"], &source);
    assert_eq!(ran.code, 0, "{}", ran.log);
    let kept = "kept 4 of 10 operations and 1 of 2 schemas\n";
    assert!(ran.log.starts_with(kept), "{}", ran.log);
    for line in [
        "  postForm (POST /postForm): its body is multipart/form-data",
        "  postKey (POST /postKey): it needs `Key` (apiKey), and the client only has an OAuth 2 token",
        "  postCookie (POST /postCookie): cookies are not supported",
        "  postUnsound (POST /postUnsound): it uses `Unsound`: `shade` is not a type (#/components/schemas/Unsound/type)",
        "  postMissing (POST /postMissing): `#/components/schemas/Nowhere` does not exist",
        "  /post//twice (POST //post//twice): `` is not a segment of a path",
    ] {
        assert!(ran.log.lines().any(|said| said == line), "{line}: {}", ran.log);
    }
    // These three differ only in case.
    for id in ["postOdd", "postodd", "POSTODD", "postSound"] {
        assert!(
            ran.out.contains(&format!(r#""operationId": "{id}""#)),
            "{id}: {}",
            ran.out
        );
    }
    let check = run_with(&["check", "-"], &ran.out);
    assert_eq!((check.code, check.out.as_str()), (0, ""), "{}", check.log);
}
