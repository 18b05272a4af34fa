//! `list --paging`.

use super::{SWAGGER, run, run_with};

const LISTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../codegen/tests/data/lists.json");

#[test]
fn list_shows_the_scheme_of_each_operation_or_what_is_missing_from_one() {
    let ran = run(&["list", LISTS, "--paging"]);
    assert_eq!((ran.code, ran.log.as_str()), (0, ""), "{}", ran.log);
    for line in [
        "getUsers                              GET    PageNumber        /api/v2/users\n",
        "postCasemanagementCaseplansQuery      POST   AfterInBody       /api/v2/casemanagement/caseplans/query\n",
        "getOauthClients                       GET    -                 /api/v2/oauth/clients  \
         (the response looks paged, but the request has no parameter for a page)\n",
        "patchIntegrations                     PATCH  -                 /api/v2/integrations  \
         (the method is neither GET nor POST)\n",
        "\n  PageNumber                                                                                  4\n",
        "\n  the response has no list of items, or more than one                                         2\n",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(ran.out.ends_with("\n19 operations, 14 paged\n"), "{}", ran.out);
}

#[test]
fn list_as_json_has_the_scheme_the_page_size_and_the_reason() {
    let ran = run(&[
        "list",
        LISTS,
        "--paging",
        "--json",
        "--operation",
        "getUsers",
        "--operation",
        "postSearch",
    ]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let expected = serde_json::json!({
        "operations": [
            {"id": "getUsers", "method": "GET", "path": "/api/v2/users", "tag": "Users", "paging": "PageNumber", "page_size": 100,
             "reason": null},
            {"id": "postSearch", "method": "POST", "path": "/api/v2/search", "tag": "Others", "paging": null, "page_size": null,
             "reason": "the response has no list of items, or more than one"},
        ],
        "left_out": [],
    });
    assert_eq!(json, expected);
}

/// The source is converted, and a fragment of it would not have all operations.
#[test]
fn list_names_the_operations_that_a_fragment_does_not_have() {
    let ran = run(&["list", SWAGGER, "--paging"]);
    assert_eq!((ran.code, ran.log.as_str()), (0, ""), "{}", ran.log);
    assert!(
        ran.out
            .contains("\nleft out 1 operation that cannot be generated or called:\n  "),
        "{}",
        ran.out
    );
}

#[test]
fn an_invalid_document_is_an_error() {
    let ran = run_with(&["list", "-", "--paging"], "{}");
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
}
