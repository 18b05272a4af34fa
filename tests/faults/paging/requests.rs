//! The requests of the pages: bodies, page sizes, retries.

use std::time::Duration;

use super::*;
use crate::support::response::{error_response, no_content};
use crate::support::{Step, cases, client_with_credentials, token_response};

fn post(client: &Client) -> Request<'_> {
    client.request(Method::POST, PATH)
}

/// Returns the JSON bodies of the requests.
fn bodies(server: &Server) -> Vec<Value> {
    let requests = server.requests();
    requests
        .iter()
        .map(|request| genesys_cloud::serde_json::from_slice(&request.body).unwrap())
        .collect()
}

#[test]
fn the_number_of_the_page_is_set_in_the_body() {
    let page = |items: &[i32]| json!({"entities": items, "pageCount": 2});
    let server = server([page(&[1]), page(&[2])]);
    let client = client(&server);
    let request = post(&client).body_json(&json!({"query": [{"value": 0.1}], "pageSize": 50}));
    assert_eq!(read_to_end(paged(request, Scheme::PageNumberInBody).items()), [1, 2]);
    let expected = [1, 2].map(|number| json!({"query": [{"value": 0.1}], "pageSize": 50, "pageNumber": number}));
    assert_eq!(bodies(&server), expected);
    for request in server.requests() {
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(request.target(), PATH);
    }
}

#[test]
fn a_cursor_is_set_in_the_body() {
    let server = server([json!({"entities": [1], "after": "a+b/c=="}), json!({"entities": [2]})]);
    let client = client(&server);
    let request = post(&client).body_json(&json!({"name": "x"}));
    assert_eq!(read_to_end(paged(request, Scheme::AfterInBody).items()), [1, 2]);
    assert_eq!(
        bodies(&server),
        [json!({"name": "x"}), json!({"name": "x", "after": "a+b/c=="})]
    );
}

#[test]
fn a_list_begins_at_the_page_in_the_body_of_the_caller() {
    let server = server([
        json!({"entities": [4], "pageNumber": 4, "pageCount": 4}),
        json!({"entities": [9]}),
    ]);
    let client = client(&server);
    let request = || post(&client);
    let numbered = request().body_json(&json!({"pageNumber": 4}));
    assert_eq!(read_to_end(paged(numbered, Scheme::PageNumberInBody).items()), [4]);
    let with_cursor = request().body_json(&json!({"after": "abc"}));
    assert_eq!(read_to_end(paged(with_cursor, Scheme::AfterInBody).items()), [9]);
    assert_eq!(bodies(&server), [json!({"pageNumber": 4}), json!({"after": "abc"})]);
}

#[test]
fn a_request_without_its_optional_body_gets_one_with_the_page() {
    let server = server([json!({"entities": [1], "pageCount": 1})]);
    let client = client(&server);
    assert_eq!(read_to_end(paged(post(&client), Scheme::PageNumberInBody).items()), [1]);
    assert_eq!(bodies(&server), [json!({"pageNumber": 1})]);
    assert_eq!(server.request().header("content-type"), Some("application/json"));
}

#[test]
fn a_body_that_is_not_an_object_is_refused() {
    let server = Server::unused();
    let client = client(&server);
    let request = post(&client).body_json(&json!([1]));
    let (_, error) = read_all(paged(request, Scheme::PageNumberInBody).items());
    assert_eq!(
        error.unwrap().to_string(),
        "body: is not a JSON object, so the page cannot be set in it; set one"
    );
}

/// Returns the query of the first request, if the specification has a maximum of 100.
fn has_the_page_size(request: impl FnOnce(Request<'_>) -> Request<'_>, expected: &str) {
    let server = server([json!({"entities": []})]);
    let client = client(&server);
    let request = request(self::request(&client));
    assert!(
        read_to_end(
            request
                .pages::<Listing>(Scheme::PageNumber, Some(100), Options::default())
                .items()
        )
        .is_empty()
    );
    assert_eq!(queries(&server), [expected]);
}

cases! { has_the_page_size:
    the_maximum_if_the_caller_sets_none => |request| request, "pageSize=100&pageNumber=1";
    the_size_of_the_caller => |request: Request<'_>| request.query("pageSize", 25), "pageSize=25&pageNumber=1";
    a_size_of_zero_of_the_caller => |request: Request<'_>| request.query("pageSize", 0), "pageSize=0&pageNumber=1";
    a_size_above_the_maximum_of_the_caller => |request: Request<'_>| request.query("pageSize", 5000), "pageSize=5000&pageNumber=1";
}

#[test]
fn other_parameters_and_bodies_have_the_page_size() {
    let server = server([
        json!({"entities": []}),
        json!({"entities": []}),
        json!({"entities": []}),
    ]);
    let client = client(&server);
    let read = |request: Request<'_>, scheme| {
        read_to_end(request.pages::<Listing>(scheme, Some(100), Options::default()).items());
    };
    read(request(&client), Scheme::StartIndex);
    read(post(&client).body_json(&json!({"a": 1})), Scheme::PageNumberInBody);
    read(post(&client).body_json(&json!({"pageSize": 7})), Scheme::AfterInBody);
    let requests = server.requests();
    assert_eq!(requests[0].target(), "/api/v2/things?count=100&startIndex=1");
    let body = |index: usize| genesys_cloud::serde_json::from_slice::<Value>(&requests[index].body).unwrap();
    assert_eq!(body(1), json!({"a": 1, "pageNumber": 1, "pageSize": 100}));
    assert_eq!(body(2), json!({"pageSize": 7}));
}

/// The server limits a page to less than the caller asks for, so a page that is shorter than that is not the last one.
#[test]
fn a_page_is_full_by_the_size_that_the_response_has() {
    let server = server([
        json!({"entities": [1, 2], "pageSize": 2}),
        json!({"entities": [3], "pageSize": 2}),
    ]);
    let client = client(&server);
    let request = request(&client).query("pageSize", 5000);
    assert_eq!(read_to_end(paged(request, Scheme::PageNumber).items()), [1, 2, 3]);
}

#[test]
fn a_single_page_is_sent_as_the_caller_has_built_it() {
    let server = server([json!({"entities": [1]}), json!({"entities": [1]})]);
    let client = client(&server);
    let send = |request: Request<'_>, options| {
        let pages = request.pages::<Listing>(Scheme::PageNumber, Some(100), options);
        pages.send().unwrap().into_body()
    };
    send(request(&client), Options::default());
    send(request(&client).query("pageNumber", 2), at("7"));
    assert_eq!(queries(&server), ["", "pageNumber=7"]);
}

/// The client cannot count from such a number, but the server may understand it.
#[test]
fn a_single_page_may_have_any_number() {
    let server = server([json!({"entities": [1]})]);
    let client = client(&server);
    paged(request(&client).query("pageNumber", "last"), Scheme::PageNumber)
        .send()
        .unwrap();
    assert_eq!(queries(&server), ["pageNumber=last"]);
}

fn is_retried(method: Method, first: Vec<Step>) {
    let last = ok_json(json!({"entities": [1], "pageCount": 1}).to_string());
    let server = Server::steps([first, vec![Step::Send(last)]]);
    let client = client(&server);
    let request = client.request(method, PATH);
    assert_eq!(read_to_end(paged(request, Scheme::PageNumberInBody).items()), [1]);
    assert_eq!(server.requests().len(), 2);
}

cases! { is_retried:
    a_post_after_a_503 => Method::POST, vec![Step::Send(error_response(503, "service.unavailable"))];
    a_post_whose_response_was_lost => Method::POST, vec![Step::Fin];
}

#[test]
fn a_post_for_a_single_page_is_retried() {
    let server = Server::responses([
        error_response(504, "gateway.timeout"),
        ok_json(json!({"entities": [1]}).to_string()),
    ]);
    let client = client(&server);
    let page = paged(post(&client), Scheme::PageNumberInBody).send();
    assert_eq!(page.unwrap().into_body().entities, Some(vec![json!(1)]));
}

#[test]
fn each_page_has_the_retries_of_a_call() {
    let busy = || error_response(503, "service.unavailable");
    let page = |items: &[i32]| ok_json(json!({"entities": items, "pageCount": 3}).to_string());
    let responses = [
        busy(),
        busy(),
        page(&[1]),
        busy(),
        busy(),
        page(&[2]),
        busy(),
        busy(),
        page(&[3]),
    ];
    let server = Server::responses(responses);
    assert_eq!(read_to_end(items(&server, Scheme::PageNumber)), [1, 2, 3]);
}

/// The whole list takes longer than the time limit of a call.
#[test]
fn each_page_has_the_time_of_a_call() {
    let server = Server::serve(|request| {
        let number: i64 = request.target().rsplit('=').next().unwrap().parse().unwrap();
        let page = ok_json(json!({"entities": [number], "pageCount": 4}).to_string());
        vec![Step::Pause(Duration::from_millis(400)), Step::Send(page)]
    });
    let client = crate::support::builder(&server)
        .timeout(Duration::from_millis(1200))
        .build()
        .unwrap();
    assert_eq!(
        read_to_end(paged(request(&client), Scheme::PageNumber).items()),
        [1, 2, 3, 4]
    );
}

#[test]
fn a_token_that_expires_between_two_pages_is_renewed() {
    let page = |items: &[i32]| ok_json(json!({"entities": items, "pageCount": 2}).to_string());
    let server = Server::responses([
        token_response("first-token-of-the-list"),
        page(&[1]),
        error_response(401, "authentication.required"),
        token_response("second-token-of-the-list"),
        page(&[2]),
    ]);
    let client = client_with_credentials(&server);
    assert_eq!(read_to_end(paged(request(&client), Scheme::PageNumber).items()), [1, 2]);
}

#[test]
fn an_empty_response_has_no_items() {
    let server = Server::responses([no_content()]);
    let client = client(&server);
    let mut pages = request(&client).pages::<Option<Listing>>(Scheme::PageNumber, None, Options::default());
    assert!(pages.next().unwrap().unwrap().is_none());
    assert!(pages.next().is_none());
}
