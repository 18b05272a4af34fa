use super::{CommonErrors, Examples, constraints};
use crate::ir::{
    Api, Constraints, ErrorResponse, Limit, Operation, Output, Permissions, Scalar, Tag, Target, Type, Unpaged,
};

fn operation() -> Operation {
    Operation {
        id: "getA".to_owned(),
        ident: "get_a".to_owned(),
        type_ident: "GetA".to_owned(),
        verb: "GET",
        path: "/a".to_owned(),
        summary: Some("Gets an A".to_owned()),
        description: None,
        permissions: None,
        preview: false,
        deprecated: false,
        needs_token: true,
        parameters: Vec::new(),
        siblings: Vec::new(),
        body: None,
        output: Output::Json(Type::Scalar(Scalar::Bool), None),
        output_description: None,
        errors: Vec::new(),
        paging: Err(Unpaged::NoSign),
    }
}

fn docs(operation: &Operation) -> String {
    let tag = Tag {
        name: "T".to_owned(),
        ident: "t".to_owned(),
        type_ident: "TApi".to_owned(),
        description: None,
        operations: Vec::new(),
    };
    let api = Api::default();
    let examples = Examples::new(&api, Target::GenesysCloud);
    super::operation(&api, &tag, operation, &CommonErrors::detect(&tag), &examples).join("\n")
}

#[test]
fn a_method_says_what_it_does_and_has_an_example() {
    let expected = "Gets an A.

`GET /a` (`getA`)

Returns a boolean.

# Errors

Returns an [`Error`] if the request fails.

# Examples

```no_run
let client = genesys_cloud::Client::from_env()?;
let response = client.t().get_a().send()?;
println!(\"{response:?}\");
# Ok::<(), genesys_cloud::Error>(())
```";
    assert_eq!(docs(&operation()), expected);
}

#[test]
fn permissions_say_whether_one_is_enough() {
    let with = |all, names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        docs(&Operation {
            permissions: Some(Permissions { all, names }),
            ..operation()
        })
    };
    assert!(with(false, &["a:b"]).contains("Requires the permission `a:b`."));
    assert!(with(false, &["a:b", "c:d"]).contains("Requires one of the permissions `a:b`, `c:d`."));
    assert!(with(true, &["a:b", "c:d"]).contains("Requires all of the permissions `a:b`, `c:d`."));
}

#[test]
fn a_preview_is_a_warning() {
    assert!(
        docs(&Operation {
            preview: true,
            ..operation()
        })
        .contains("**Preview:**")
    );
}

#[test]
fn error_codes_are_grouped_by_status() {
    let error = |status: &str, codes: &[&str]| ErrorResponse {
        status: status.to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
    };
    let docs = docs(&Operation {
        errors: vec![error("404", &[]), error("400", &["a.b", "c.d"]), error("5XX", &[])],
        ..operation()
    });
    assert!(
        docs.contains("- 400: `a.b`, `c.d`\n- 404, 5XX: no codes documented"),
        "{docs}"
    );
}

#[test]
fn constraints_are_sentences() {
    let constraints = Constraints {
        required: true,
        read_only: true,
        format: Some("uri".to_owned()),
        default: Some("1".to_owned()),
        limits: vec![Limit::AtLeast("300".to_owned())],
        ..Constraints::default()
    };
    assert_eq!(
        constraints::for_field(&constraints).join(" "),
        "Required by the specification. Read-only. At least 300. Format: `uri`. Default: `1`."
    );
    assert_eq!(
        constraints::for_parameter(&constraints).join(" "),
        "Read-only. At least 300. Format: `uri`. Default: `1`."
    );
}

#[test]
fn a_wrapped_item_of_a_list_begins_no_block_inside_of_it() {
    let lines = super::text::bullet(&format!("{} - x", "a".repeat(97)));
    assert_eq!(lines, [format!("- {} -", "a".repeat(97)), "  x".to_owned()]);
}
