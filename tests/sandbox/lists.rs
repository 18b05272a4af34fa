//! Lists of the sandbox, read by the iterators of the client and by hand.

use genesys_cloud::__private::{fields, page};
use genesys_cloud::paging::{Options, Page, Scheme};
use genesys_cloud::sandbox::Sandbox;
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{Method, Request};

use crate::{Outcome, calls};

const PATH: &str = "/api/v2/things/{id}";

/// Defines a page whose items are in this field, as the generator writes one.
macro_rules! listing {
    ($name:ident, $field:ident: $wire:literal) => {
        struct $name {
            $field: Option<Vec<i32>>,
            page_number: Option<i32>,
            page_count: Option<i32>,
            start_index: Option<i32>,
            total_results: Option<i32>,
            cursor: Option<String>,
            after: Option<String>,
            cursors: Option<Value>,
            next_uri: Option<String>,
        }

        fields!($name {
            $field: $wire,
            page_number: "pageNumber",
            page_count: "pageCount",
            start_index: "startIndex",
            total_results: "totalResults",
            cursor: "cursor",
            after: "after",
            cursors: "cursors",
            next_uri: "nextUri",
        });
        page!($name { $field: i32 });
    };
}

listing!(InEntities, entities: "entities");
listing!(InResults, results: "results");
listing!(InResources, resources: "Resources");

fn request<'a>(client: &'a genesys_cloud::Client, method: &Method) -> Request<'a> {
    client.request(method.clone(), PATH).path("id", "a b")
}

/// Checks that a list of 60 items takes three requests, or one if a page has 100 items.
fn is_read<P: Page<Item = i32>>(scheme: Scheme) -> Outcome {
    let sandbox = Sandbox::start()?;
    let in_body = matches!(scheme, Scheme::PageNumberInBody | Scheme::AfterInBody);
    let method = if in_body { Method::POST } else { Method::GET };
    sandbox.list(method.clone(), PATH, scheme, 0..60);
    let client = sandbox.client();
    for (size, requests) in [(None, 3), (Some(100), 4), (Some(30), 6)] {
        let items = request(&client, &method)
            .pages::<P>(scheme, size, Options::default())
            .items();
        let read: Vec<_> = items.collect::<Result<_, _>>()?;
        assert_eq!(read, (0..60).collect::<Vec<_>>());
        assert_eq!(calls(&sandbox).len(), requests, "{:?}", calls(&sandbox));
    }
    Ok(())
}

macro_rules! schemes {
    ($($name:ident: $page:ty;)+) => {$(
        #[test]
        #[allow(non_snake_case, reason = "the schemes have these names")]
        fn $name() -> Outcome {
            is_read::<$page>(Scheme::$name)
        }
    )+};
}

schemes! {
    PageNumber: InEntities;
    PageNumberInBody: InResults;
    StartIndex: InResources;
    Cursor: InResults;
    CursorObject: InEntities;
    After: InEntities;
    AfterObject: InEntities;
    AfterInUri: InEntities;
    AfterInBody: InEntities;
}

#[test]
fn the_field_of_the_items_can_be_set() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox
        .list(Method::GET, PATH, Scheme::Cursor, ["a", "b"])
        .field("conversations");
    let client = sandbox.client();
    let page: Value = request(&client, &Method::GET).send_json()?.into_body();
    assert_eq!(page, json!({"conversations": ["a", "b"]}));
    Ok(())
}

#[test]
fn a_list_can_need_no_token() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox
        .list(Method::GET, "/api/v2/timezones", Scheme::PageNumber, ["a"])
        .without_token();
    let client = sandbox.client_builder().without_credentials().build()?;
    let request = client.request(Method::GET, "/api/v2/timezones").without_token();
    let page: Value = request.send_json()?.into_body();
    let expected = json!({"entities": ["a"], "pageNumber": 1, "pageSize": 25, "pageCount": 1, "total": 1});
    assert_eq!(page, expected);
    Ok(())
}

#[test]
fn a_list_that_a_program_reads_by_hand_has_an_end() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox.list(Method::GET, PATH, Scheme::PageNumber, 0..3);
    let client = sandbox.client();
    let read = |number: i32| -> Result<Value, genesys_cloud::Error> {
        let request = request(&client, &Method::GET)
            .query("pageSize", 2)
            .query("pageNumber", number);
        Ok(request.send_json::<Value>()?.into_body()["entities"].take())
    };
    assert_eq!([read(1)?, read(2)?, read(3)?], [json!([0, 1]), json!([2]), json!([])]);
    Ok(())
}

#[test]
fn an_invalid_page_is_a_400_that_names_the_parameter() -> Outcome {
    let sandbox = Sandbox::start()?;
    sandbox.list(Method::GET, "/numbers", Scheme::PageNumber, 0..3);
    sandbox.list(Method::GET, "/cursors", Scheme::Cursor, 0..3);
    sandbox.list(Method::POST, "/bodies", Scheme::PageNumberInBody, 0..3);
    let client = sandbox.client();
    let get = |path, name, value: &str| client.request(Method::GET, path).query(name, value);
    let post = |body: Value| client.request(Method::POST, "/bodies").body_json(&body);
    let min = i64::MIN.to_string();
    for (request, field) in [
        (get("/numbers", "pageNumber", "0"), Some("pageNumber")),
        (get("/numbers", "pageNumber", "two"), Some("pageNumber")),
        (get("/numbers", "pageNumber", &min), Some("pageNumber")),
        (get("/numbers", "pageSize", "0"), Some("pageSize")),
        (get("/cursors", "cursor", "25"), Some("cursor")),
        (get("/cursors", "pageSize", "-1"), Some("pageSize")),
        (post(json!({"pageNumber": "x"})), Some("pageNumber")),
        (post(json!([1])), None),
    ] {
        let genesys_cloud::Error::Api(error) = request.send_json::<Value>().unwrap_err() else {
            panic!("expected an error of the API");
        };
        assert_eq!((error.status(), error.code()), (400, Some("bad.request")), "{error}");
        let details = &error.body().unwrap().details;
        let named = details.iter().flatten().find_map(|detail| detail.field_name.as_deref());
        assert_eq!(named, field, "{error}");
    }
    Ok(())
}
