//! Properties of the iterators of any list.

use std::thread;

use super::*;
use crate::support::builder;

fn numbered(number: i64, items: &[i64]) -> Value {
    json!({"entities": items, "pageNumber": number, "pageCount": 2})
}

#[test]
fn a_page_is_requested_when_its_first_item_is() {
    let server = server([numbered(1, &[1, 2]), numbered(2, &[3])]);
    let items = items(&server, Scheme::PageNumber);
    let mut counts = vec![server.requests().len()];
    for item in items {
        item.unwrap();
        counts.push(server.requests().len());
    }
    assert_eq!(counts, [0, 1, 1, 2]);
}

#[test]
fn a_list_is_not_read_further_than_the_first_match() {
    let server = server([numbered(1, &[1, 2])]);
    let found = items(&server, Scheme::PageNumber).find(|item| item.as_ref().is_ok_and(|item| item == 2));
    assert_eq!(found.unwrap().unwrap(), 2);
}

#[test]
fn an_iterator_outlives_its_client_and_runs_in_another_thread() {
    fn is<T: Send + 'static>(value: T) -> T {
        value
    }
    let server = server([numbered(1, &[1]), numbered(2, &[2])]);
    let items = is({
        let client = client(&server);
        paged(request(&client), Scheme::PageNumber).items()
    });
    let _ = is(pages(&Server::unused(), Scheme::Cursor));
    assert_eq!(thread::spawn(|| read_to_end(items)).join().unwrap(), [1, 2]);
}

#[test]
fn pages_have_all_fields_of_the_response() {
    let server = server([numbered(1, &[1]), numbered(2, &[2])]);
    let read: Vec<_> = pages(&server, Scheme::PageNumber).map(Result::unwrap).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(
        (read[1].entities.as_deref(), &read[1].page_count),
        (Some(&[json!(2)][..]), &Some(json!(2)))
    );
}

#[test]
fn an_iterator_that_has_ended_requests_nothing() {
    fn is_fused(_: &impl std::iter::FusedIterator) {}
    let server = server([numbered(2, &[2])]);
    let client = client(&server);
    let mut pages = paged(request(&client).query("pageNumber", 2), Scheme::PageNumber);
    assert!(pages.next().is_some() && pages.next().is_none() && pages.next().is_none());
    is_fused(&pages);
    is_fused(&items(&server, Scheme::PageNumber));
}

#[test]
fn no_page_is_requested_with_a_limit_of_zero() {
    let server = Server::unused();
    let client = client(&server);
    let options = at_most(0);
    let mut items = request(&client)
        .pages::<Listing>(Scheme::PageNumber, None, options)
        .items();
    assert!(items.next().is_none());
    assert_eq!(items.place().to_string(), "1");
}

#[test]
fn debug_output_names_the_operation_and_no_value() {
    let server = server([numbered(1, &[1, 2])]);
    let client = client(&server);
    let request = client
        .request(Method::GET, "/api/v2/things/{id}")
        .path("id", "ada")
        .query("q", "lovelace");
    let mut items = paged(request, Scheme::PageNumber).items();
    items.next().unwrap().unwrap();
    assert_eq!(
        format!("{items:?}"),
        "Items { pages: Pages { method: GET, path: \"/api/v2/things/{id}\", place: Place(2), pages_read: 1, has_ended: false, .. }, \
         items_left_in_page: 1 }"
    );
}

#[test]
fn a_page_of_16_mib_is_read() {
    let limit = 16 << 20;
    let page = |item: &str| json!({"entities": [item], "pageCount": 1}).to_string();
    let item = "x".repeat(limit - page("").len());
    let server = Server::always(ok_json(page(&item)));
    let read = read_to_end(items(&server, Scheme::PageNumber));
    assert_eq!(read[0].as_str().map(str::len), Some(item.len()));
}

#[test]
fn a_page_above_the_limit_of_a_response_ends_the_list() {
    let server = server([numbered(1, &[1]), json!({"entities": ["x".repeat(2000)]})]);
    let client = builder(&server).max_response_bytes(1000).build().unwrap();
    let (read, error) = read_all(paged(request(&client), Scheme::PageNumber).items());
    assert_eq!(read, [1]);
    assert!(matches!(error, Some(Error::TooLarge(_))), "{error:?}");
}

#[test]
fn an_invalid_request_is_refused_once() {
    let server = Server::unused();
    let client = client(&server);
    let request = client.request(Method::GET, "/api/v2/things/{id}");
    let (read, error) = read_all(paged(request, Scheme::PageNumber).items());
    assert!(read.is_empty());
    assert!(matches!(error, Some(Error::Config(_))), "{error:?}");
}
