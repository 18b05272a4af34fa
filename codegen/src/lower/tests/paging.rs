//! Which operations are paged, and how.

use serde_json::{Value, json};

use super::lowered;
use crate::ir::{Item, Scheme, Unpaged};

/// The scheme of an operation, the page size, and the name of the list.
type Found = Result<(Scheme, Option<u32>, String), Unpaged>;

/// An operation, as far as it concerns paging.
struct Case {
    method: &'static str,
    /// Query parameters, by name.
    query: Value,
    /// The properties of the body, if it has one.
    body: Option<Value>,
    /// The properties of the response.
    page: Value,
}

fn paging(case: Case) -> Found {
    let parameters = case.query.as_object().unwrap().iter();
    let parameters: Vec<_> = parameters
        .map(|(name, schema)| json!({"name": name, "in": "query", "schema": schema}))
        .collect();
    let content = |schema: &Value| json!({"application/json": {"schema": schema}});
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let mut operation = json!({
        "tags": ["T"], "operationId": "a", "parameters": parameters,
        "responses": {"200": {"description": "", "content": content(&reference("Page"))}},
    });
    let mut schemas = json!({
        "Page": {"type": "object", "properties": case.page},
        "Item": {"type": "object", "properties": {"id": {"type": "string"}}},
        "Cursors": {"type": "object", "properties": {"before": {"type": "string"}, "after": {"type": "string"}}},
        "Places": {"type": "object", "properties": {"after": {"type": "integer"}}},
    });
    if let Some(body) = case.body {
        operation["requestBody"] = json!({"content": content(&reference("Body"))});
        schemas["Body"] = json!({"type": "object", "properties": body});
    }
    let api = lowered(&json!({"/a": {case.method: operation}}), &schemas);
    let paging = api.tags[0].operations[0].paging.clone()?;
    let Item::Model(page) = &api.items[paging.page] else {
        panic!("a page is a model");
    };
    Ok((paging.scheme, paging.page_size, page.fields[paging.list].name.clone()))
}

fn get(query: Value, page: Value) -> Found {
    let method = "get";
    paging(Case {
        method,
        query,
        body: None,
        page,
    })
}

fn post(body: Value, page: Value) -> Found {
    let method = "post";
    paging(Case {
        method,
        query: json!({}),
        body: Some(body),
        page,
    })
}

fn items() -> Value {
    json!({"type": "array", "items": {"$ref": "#/components/schemas/Item"}})
}

fn string() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "integer", "format": "int32"})
}

fn cursors() -> Value {
    json!({"$ref": "#/components/schemas/Cursors"})
}

fn is_paged(paging: &Found, scheme: Scheme, list: &str) {
    assert_eq!(*paging, Ok((scheme, None, list.to_owned())));
}

#[test]
fn a_number_and_its_limit_are_a_scheme() {
    let long = || json!({"type": "integer", "format": "int64"});
    let page = json!({"entities": items(), "pageCount": number()});
    is_paged(
        &get(json!({"pageNumber": number()}), page),
        Scheme::PageNumber,
        "entities",
    );
    let page = json!({"results": items(), "pageCount": long()});
    is_paged(
        &get(json!({"pageNumber": string()}), page),
        Scheme::PageNumber,
        "results",
    );
    let page = json!({"Resources": items(), "totalResults": long()});
    is_paged(
        &get(json!({"startIndex": number()}), page),
        Scheme::StartIndex,
        "Resources",
    );
    let page = json!({"results": items(), "pageCount": number()});
    is_paged(
        &post(json!({"pageNumber": number()}), page),
        Scheme::PageNumberInBody,
        "results",
    );
}

#[test]
fn a_cursor_and_the_next_one_are_a_scheme() {
    let cursor = || json!({"cursor": string()});
    let page = json!({"conversations": items(), "cursor": string()});
    is_paged(&get(cursor(), page), Scheme::Cursor, "conversations");
    let page = json!({"userDetails": items(), "cursor": string()});
    is_paged(&get(cursor(), page), Scheme::Cursor, "userDetails");
    let page = json!({"entities": items(), "cursors": cursors()});
    is_paged(&get(cursor(), page), Scheme::CursorObject, "entities");

    let after = || json!({"after": string()});
    let page = json!({"entities": items(), "after": string()});
    is_paged(&get(after(), page.clone()), Scheme::After, "entities");
    is_paged(&post(after(), page), Scheme::AfterInBody, "entities");
    let page = json!({"entities": items(), "cursors": cursors()});
    is_paged(&get(after(), page), Scheme::AfterObject, "entities");
}

/// The cursor is text in the URI, whatever the type of the parameter is.
#[test]
fn a_cursor_in_a_uri_is_a_scheme() {
    let uri = json!({"type": "string", "format": "uri"});
    for (parameter, uri) in [(string(), string()), (string(), uri.clone()), (number(), uri)] {
        let page = json!({"entities": items(), "nextUri": uri});
        is_paged(&get(json!({"after": parameter}), page), Scheme::AfterInUri, "entities");
    }
}

#[test]
fn an_operation_that_fits_several_schemes_has_the_one_that_says_most() {
    let query = json!({"pageNumber": number(), "after": string(), "cursor": string()});
    let page = json!({"entities": items(), "pageCount": number(), "nextUri": string(), "cursor": string()});
    assert_eq!(get(query, page).unwrap().0, Scheme::PageNumber);
    let page = json!({"entities": items(), "nextUri": string(), "after": string()});
    assert_eq!(get(json!({"after": string()}), page).unwrap().0, Scheme::After);
    let page = json!({"entities": items(), "nextUri": string(), "cursors": cursors()});
    assert_eq!(get(json!({"after": string()}), page).unwrap().0, Scheme::AfterObject);
    let both = paging(Case {
        method: "post",
        query: json!({"pageNumber": number()}),
        body: Some(json!({"pageNumber": number()})),
        page: json!({"entities": items(), "pageCount": number()}),
    });
    assert_eq!(both.unwrap().0, Scheme::PageNumber);
}

#[test]
fn a_page_has_as_many_items_as_the_document_allows_up_to_100() {
    let size = |schema: Value| {
        let query = json!({"pageNumber": number(), "pageSize": schema});
        get(query, json!({"entities": items(), "pageCount": number()}))
            .unwrap()
            .1
    };
    let with_maximum = |maximum: i64| size(json!({"type": "integer", "maximum": maximum}));
    assert_eq!(
        [with_maximum(500), with_maximum(100), with_maximum(50)],
        [Some(100), Some(100), Some(50)]
    );
    assert_eq!(
        [with_maximum(0), with_maximum(-1), size(number()), size(string())],
        [None; 4]
    );
    assert_eq!(
        size(json!({"type": "integer", "maximum": 50, "exclusiveMaximum": true})),
        None
    );

    let maximum = || json!({"type": "integer", "maximum": 30});
    let page = json!({"Resources": items(), "totalResults": number()});
    let scim = get(
        json!({"startIndex": number(), "count": maximum(), "pageSize": number()}),
        page,
    );
    assert_eq!(scim.unwrap().1, Some(30));
    let page = json!({"entities": items(), "after": string()});
    assert_eq!(
        post(json!({"after": string(), "pageSize": maximum()}), page).unwrap().1,
        Some(30)
    );
}

#[test]
fn one_side_alone_is_no_scheme() {
    let listing = || json!({"entities": items(), "pageCount": number(), "nextUri": string(), "cursor": string()});
    let date = json!({"type": "string", "format": "date-time"});
    assert_eq!(get(json!({"pageSize": number()}), listing()), Err(Unpaged::NoParameter));
    assert_eq!(
        get(json!({"pageNumber": number()}), json!({"entities": items()})),
        Err(Unpaged::NoCounterpart)
    );
    // A date that has the name of a cursor.
    assert_eq!(
        get(json!({"after": string()}), json!({"entities": items()})),
        Err(Unpaged::NoCounterpart)
    );
    assert_eq!(
        get(
            json!({"after": date}),
            json!({"entities": items(), "nextUri": string()})
        ),
        Err(Unpaged::NoParameter)
    );
    // An order that has the name of a cursor.
    assert_eq!(
        post(json!({"after": string()}), json!({"id": string()})),
        Err(Unpaged::NoCounterpart)
    );
    // Each has a counterpart of another scheme.
    assert_eq!(
        get(
            json!({"cursor": string()}),
            json!({"entities": items(), "nextUri": string()})
        ),
        Err(Unpaged::NoCounterpart)
    );
    assert_eq!(
        get(
            json!({"state": string()}),
            json!({"entities": items(), "total": number()})
        ),
        Err(Unpaged::NoSign)
    );
}

#[test]
fn a_type_that_cannot_carry_a_place_is_no_scheme() {
    let listing = |field: &str, schema: Value| json!({"entities": items(), field: schema});
    let list = || json!({"type": "array", "items": {"type": "string"}});
    let values = json!({"type": "string", "enum": ["a"]});
    for (parameter, schema, page) in [
        ("cursor", number(), listing("cursor", string())),
        ("cursor", list(), listing("cursor", string())),
        ("cursor", values, listing("cursor", string())),
        ("pageNumber", json!({"type": "boolean"}), listing("pageCount", number())),
        ("pageNumber", json!({"type": "number"}), listing("pageCount", number())),
    ] {
        let paging = get(json!({parameter: schema}), page);
        assert_eq!(paging, Err(Unpaged::NoParameter), "{parameter} {schema}");
    }
    for (parameter, page) in [
        ("cursor", listing("cursor", number())),
        ("cursor", listing("cursors", string())),
        (
            "after",
            listing("cursors", json!({"$ref": "#/components/schemas/Places"})),
        ),
        ("pageNumber", listing("pageCount", string())),
    ] {
        assert_eq!(
            get(json!({parameter: string()}), page.clone()),
            Err(Unpaged::NoCounterpart),
            "{parameter} {page}"
        );
    }
    // A number in JSON is not a string.
    let body = post(json!({"pageNumber": string()}), listing("pageCount", number()));
    assert_eq!(body, Err(Unpaged::NoParameter));
}

#[test]
fn a_page_has_exactly_one_list() {
    let query = || json!({"pageNumber": number()});
    let page = |name: &str, schema: Value| json!({name: schema, "pageCount": number(), "types": items()});
    assert_eq!(
        get(query(), page("results", json!({"type": "object"}))),
        Err(Unpaged::NoList)
    );
    assert_eq!(get(query(), page("members", items())), Err(Unpaged::NoList));
    let two = json!({"entities": items(), "results": items(), "pageCount": number()});
    assert_eq!(get(query(), two), Err(Unpaged::NoList));
    let one = json!({"entities": items(), "results": {"type": "object"}, "pageCount": number()});
    assert_eq!(get(query(), one).unwrap().2, "entities");
}

#[test]
fn an_operation_that_changes_something_is_not_paged() {
    for method in ["put", "patch", "delete"] {
        let (query, page) = (
            json!({"pageNumber": number()}),
            json!({"entities": items(), "pageCount": number()}),
        );
        let paging = paging(Case {
            method,
            query,
            body: None,
            page,
        });
        assert_eq!(paging, Err(Unpaged::Changes), "{method}");
    }
}
