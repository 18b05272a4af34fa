use super::{Merged, merge};
use crate::testing::{json, pretty};
use crate::trim::texts::Texts;

/// Returns a fragment with an operation, a schema, and the error response `response`.
fn fragment(summary: &str, description: &str, response: &str, more: &str) -> String {
    format!(
        r##"{{
            "openapi": "3.0.3",
            "info": {{"title": "t", "version": "v2"}},
            "paths": {{"/users": {{"get": {{
                "operationId": "getUsers", "summary": "{summary}", "security": [{{"OAuth": []}}],
                "responses": {{"200": {{"description": "ok", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/User"}}}}}}}},
                    "400": {response}}}}}}}}},
            "components": {{
                "schemas": {{"User": {{"type": "object", "description": "{description}", "properties": {{"id": {{"type": "string"}}}}}}}},
                "securitySchemes": {{"OAuth": {{"type": "oauth2", "flows": {{}}}}}}
            }}{more}
        }}"##
    )
}

const BAD: &str = r#"{"description": "bad"}"#;

fn merged(old: &str, new: &str, source: Option<&str>) -> Merged {
    let texts = source.map(|source| Texts::from_document(&json(source)));
    merge(&json(old), json(new), texts.as_ref())
}

#[test]
fn a_fragment_without_texts_of_its_own_becomes_the_new_one() {
    let old = fragment("Lists users.", "A user.", BAD, "");
    let new = fragment("Lists all users.", "A person.", BAD, "");
    let merged = merged(&old, &new, Some(&old));
    assert_eq!(pretty(&merged.fragment), pretty(&json(&new)));
    assert_eq!((merged.kept, merged.conflicts.len()), (0, 0));
}

#[test]
fn a_text_that_was_written_by_hand_stays() {
    let source = fragment("Lists users.", "A user.", BAD, "");
    let old = fragment("Our words.", "A user.", BAD, "");
    let new = fragment("Lists users.", "A person.", BAD, "");
    let merged = merged(&old, &new, Some(&source));
    assert_eq!(
        pretty(&merged.fragment),
        pretty(&json(&fragment("Our words.", "A person.", BAD, "")))
    );
    assert_eq!((merged.kept, merged.conflicts.len()), (1, 0));
}

#[test]
fn a_text_that_both_changed_is_a_conflict_and_stays() {
    let source = fragment("Lists users.", "A user.", BAD, "");
    let old = fragment("Our words.", "Our user.", BAD, "");
    let new = fragment("Lists all users.", "A person.", BAD, "");
    let merged = merged(&old, &new, Some(&source));
    assert_eq!(pretty(&merged.fragment), pretty(&json(&old)));
    let conflicts: Vec<(&str, &str)> = merged
        .conflicts
        .iter()
        .map(|conflict| (conflict.owner.as_str(), conflict.theirs.as_str()))
        .collect();
    assert_eq!(
        conflicts,
        [("getUsers", "Lists all users."), ("schemas/User", "A person.")]
    );
    assert_eq!(merged.conflicts[0].at, "/paths/~1users/get/summary");
}

#[test]
fn without_memory_every_text_counts_as_written_by_hand() {
    let old = fragment("Our words.", "Our user.", BAD, "");
    let new = fragment("Lists all users.", "A person.", BAD, "");
    let merged = merged(&old, &new, None);
    assert_eq!(pretty(&merged.fragment), pretty(&json(&old)));
    assert_eq!((merged.kept, merged.conflicts.len()), (2, 0));
}

#[test]
fn a_response_stays_shared_while_the_source_says_the_same() {
    let shared = |summary| {
        fragment(summary, "A user.", r##"{"$ref": "#/components/responses/Bad"}"##, "").replacen(
            r#""schemas""#,
            r#""responses": {"Bad": {"description": "Our words."}}, "schemas""#,
            1,
        )
    };
    let old = shared("Lists users.");
    let same = merged(&old, &fragment("Lists users.", "A user.", BAD, ""), None);
    assert_eq!(pretty(&same.fragment), pretty(&json(&old)));

    // With a code, the response is another one, and the shared one is no longer used.
    let other = r#"{"description": "bad", "x-inin-error-codes": {"bad.request": "Bad."}}"#;
    let changed = merged(&old, &fragment("Lists users.", "A user.", other, ""), None);
    let expected = other.replace("\"bad\"", "\"Our words.\"");
    assert_eq!(
        pretty(&changed.fragment),
        pretty(&json(&fragment("Lists users.", "A user.", &expected, "")))
    );
}

#[test]
fn security_of_the_whole_document_is_not_repeated_in_operations() {
    let once = |own: &str| {
        let all = r#", "security": [{"OAuth": []}]"#;
        fragment("a", "b", BAD, all).replacen(r#" "security": [{"OAuth": []}],"#, own, 1)
    };
    let same = merged(&once(""), &fragment("a", "b", BAD, ""), None);
    assert_eq!(pretty(&same.fragment), pretty(&json(&once(""))));

    let open = fragment("a", "b", BAD, "").replacen(r#""security": [{"OAuth": []}]"#, r#""security": []"#, 1);
    let changed = merged(&once(""), &open, None);
    assert_eq!(pretty(&changed.fragment), pretty(&json(&once(r#" "security": [],"#))));
}

#[test]
fn the_flows_of_a_security_scheme_are_documentation() {
    let old = fragment("a", "b", BAD, "").replace(r#""flows": {}"#, r#""flows": {"clientCredentials": {}}"#);
    let same = merged(&old, &fragment("a", "b", BAD, ""), None);
    assert_eq!(pretty(&same.fragment), pretty(&json(&old)));
    let new = fragment("a", "b", BAD, "").replace(r#""oauth2""#, r#""apiKey""#);
    assert_eq!(pretty(&merged(&old, &new, None).fragment), pretty(&json(&new)));
}

#[test]
fn a_description_of_a_reference_that_was_written_by_hand_stays() {
    let with = |property: &str| {
        fragment("a", "b", BAD, "").replacen(r#""id": {"type": "string"}"#, &format!(r#""manager": {property}"#), 1)
    };
    let reference = r##"{"$ref": "#/components/schemas/User"}"##;
    let described = |text: &str| with(&format!(r#"{{"description": "{text}", "allOf": [{reference}]}}"#));
    let (source, new) = (described("Theirs."), with(reference));
    assert_eq!(
        pretty(&merged(&described("Ours."), &new, Some(&source)).fragment),
        pretty(&json(&described("Ours.")))
    );
    // The source has dropped its own text.
    assert_eq!(
        pretty(&merged(&described("Theirs."), &new, Some(&source)).fragment),
        pretty(&json(&new))
    );
}

#[test]
fn a_new_key_follows_the_one_that_precedes_it_in_the_source() {
    let fragment = |properties: &str| {
        fragment("a", "b", BAD, "").replacen(r#"{"id": {"type": "string"}}"#, &format!("{{{properties}}}"), 1)
    };
    let property = |name: &str| format!(r#""{name}": {{"type": "string"}}"#);
    let list = |names: &str| {
        fragment(
            &names
                .chars()
                .map(|name| property(&name.to_string()))
                .collect::<Vec<_>>()
                .join(", "),
        )
    };
    // The old order of `c` and `b` stays, and `x` is gone.
    let merged = merged(&list("cxb"), &list("abdc"), None);
    assert_eq!(pretty(&merged.fragment), pretty(&json(&list("acbd"))));
}

#[test]
fn parameters_are_matched_by_name() {
    let with = |parameters: &str| {
        fragment("a", "b", BAD, "").replacen(
            r#""responses""#,
            &format!(r#""parameters": [{parameters}], "responses""#),
            1,
        )
    };
    let parameter = |name: &str, text: &str| {
        format!(r#"{{"name": "{name}", "in": "query", "description": "{text}", "schema": {{"type": "string"}}}}"#)
    };
    let old = with(&[parameter("a", "Ours."), parameter("b", "B.")].join(", "));
    let new = with(&[parameter("c", "C."), parameter("b", "B."), parameter("a", "A.")].join(", "));
    let expected = with(&[parameter("c", "C."), parameter("b", "B."), parameter("a", "Ours.")].join(", "));
    let source = with(&[parameter("a", "A."), parameter("b", "B.")].join(", "));
    assert_eq!(
        pretty(&merged(&old, &new, Some(&source)).fragment),
        pretty(&json(&expected))
    );
}
