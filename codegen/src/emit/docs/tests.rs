use super::{CommonErrors, Docs, Links, constraints};
use crate::ir::{
    Api, Constraints, Counted, ErrorResponse, Field, Limit, OneValue, Operation, Output, Parameter, Permissions, Place,
    Scalar, Sibling, Tag, Target, Type, Unpaged,
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
    let docs = Docs::new(&api, Target::GenesysCloud);
    docs.request(&tag, operation, &CommonErrors::detect(&tag)).join("\n")
}

#[test]
fn a_request_says_what_it_does_and_has_an_example() {
    let expected = "Gets an A.

`GET /a` (`getA`). Requires no permission.

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
        constraints::for_parameter(&constraints, None).join(" "),
        "Read-only. At least 300. Format: `uri`. Default: `1`."
    );
}

#[test]
fn a_field_has_its_name_in_json_if_it_differs() {
    let field = |name: &str, description: Option<&str>, required| {
        let field = Field {
            name: name.to_owned(),
            ident: "self_uri".to_owned(),
            ty: Type::Scalar(Scalar::String),
            boxed: false,
            description: description.map(str::to_owned),
            constraints: Constraints {
                required,
                ..Constraints::default()
            },
        };
        super::field(&field, &Links::default()).join("\n")
    };
    let required = "Required by the specification.";
    assert_eq!(field("selfUri", Some("A path"), false), "A path. JSON: `selfUri`.");
    assert_eq!(
        field("selfUri", Some("A path."), true),
        format!("A path.\n\nJSON: `selfUri`. {required}")
    );
    assert_eq!(
        field("selfUri", Some("One:\n- a"), false),
        "One:\n\n- a\n\nJSON: `selfUri`."
    );
    assert_eq!(field("self_uri", Some("A path."), false), "A path.");
    assert_eq!(
        field("selfUri", None, true),
        format!("The field `selfUri`.\n\n{required}")
    );
}

#[test]
fn a_limit_that_the_description_has_is_not_repeated() {
    let limits = |description| {
        let constraints = Constraints {
            limits: vec![
                Limit::AtLeast("300".to_owned()),
                Limit::AtMost("28800".to_owned()),
                Limit::MaxCount(5, Counted::Items),
            ],
            ..Constraints::default()
        };
        constraints::for_parameter(&constraints, Some(description)).join(" ")
    };
    assert_eq!(limits("From 300 to 28800 s, at most 5."), "");
    assert_eq!(
        limits("From 3000 to 28,800 s."),
        "At least 300. At most 28800. At most 5 items."
    );
}

#[test]
fn the_description_of_a_request_has_the_rest_of_its_parameters_at_the_setters() {
    let parameter = |name: &str, ident: &str, place, required| Parameter {
        name: name.to_owned(),
        ident: ident.to_owned(),
        place,
        required,
        ty: Type::Scalar(Scalar::String),
        description: Some(format!("About {name}, see otherPart.")),
        constraints: Constraints::default(),
    };
    let docs = docs(&Operation {
        parameters: vec![
            parameter("aId", "a_id", Place::Path, true),
            parameter("otherPart", "other_part", Place::Query, false),
            parameter("If-Match", "if_match", Place::Header, false),
        ],
        siblings: vec![Sibling {
            path: "/a/me".to_owned(),
            ident: None,
            one_value: Some(OneValue {
                parameter: "aId".to_owned(),
                value: "me".to_owned(),
            }),
        }],
        ..operation()
    });
    let expected = "Parameters:
- `a_id`, required: `String`, `aId` in the path. About aId, see [`other_part`](Self::other_part).
  The client refuses values that lead to other operations: `me`.
- `other_part`, optional: `String`, `otherPart` in the query
- `if_match`, optional: `String`, `If-Match` in the header

Returns";
    assert!(docs.contains(expected), "{docs}");
    assert!(
        docs.contains("client.t().get_a(\"<aId>\").other_part(\"otherPart\").send()?"),
        "{docs}"
    );
    let setter = super::parameter(&parameter("otherPart", "other_part", Place::Query, false));
    assert_eq!(setter, ["Sets `otherPart`: About otherPart, see otherPart."]);
}

#[test]
fn an_api_type_begins_with_a_table_of_its_operations() {
    let tag = Tag {
        name: "T".to_owned(),
        ident: "t".to_owned(),
        type_ident: "TApi".to_owned(),
        description: Some("Things, read with getA.".to_owned()),
        operations: vec![Operation {
            summary: Some("Gets a | or b".to_owned()),
            ..operation()
        }],
    };
    let api = Api {
        tags: vec![tag],
        ..Api::default()
    };
    let tag = &api.tags[0];
    let docs = Docs::new(&api, Target::Dependent).tag_type(tag, &CommonErrors::detect(tag));
    let expected = "The T API, returned by [`Apis::t`].

Things, read with [`get_a`](GetA).

| method | |
|---|---|
| [`get_a`](Self::get_a) | Gets a \\| or b. `GET /a` |";
    assert_eq!(docs.join("\n"), expected);
    let method = super::method(&tag.operations[0]).join("\n");
    assert_eq!(method, "Gets a \\| or b. See [`GetA`].");
}

#[test]
fn a_wrapped_item_of_a_list_begins_no_block_inside_of_it() {
    let lines = super::text::bullet(&format!("{} - x", "a".repeat(97)));
    assert_eq!(lines, [format!("- {} -", "a".repeat(97)), "  x".to_owned()]);
}

#[test]
fn a_setter_has_the_first_sentence_of_its_field() {
    for (text, first) in [
        ("One. Two", "One."),
        ("One. `two` is three.", "One."),
        ("E.g. one. or 1.5 two", "E.g. one. or 1.5 two"),
        ("One\n\nTwo. Three", "One"),
        ("", ""),
    ] {
        assert_eq!(super::text::first_sentence(Some(text)), first);
    }
}
