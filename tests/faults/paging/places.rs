//! Where a list is, and continuing there.

use super::*;
use crate::support::response::error_response;

fn numbered(number: i64) -> Value {
    json!({"entities": [number * 10, number * 10 + 1], "pageNumber": number, "pageCount": 3})
}

fn text(place: &Place) -> String {
    place.to_string()
}

#[test]
fn pages_are_at_the_page_that_is_requested_next() {
    let server = server([numbered(1), numbered(2), numbered(3)]);
    let mut pages = pages(&server, Scheme::PageNumber);
    let mut places = vec![text(&pages.place())];
    while let Some(page) = pages.next() {
        page.unwrap();
        places.push(text(&pages.place()));
    }
    assert_eq!(places, ["1", "2", "3", "3"]);
}

#[test]
fn items_are_at_the_page_of_the_next_item() {
    let server = server([numbered(1), numbered(2)]);
    let mut items = items(&server, Scheme::PageNumber);
    let mut places = vec![text(&items.place())];
    for item in items.by_ref().take(3).map(Result::unwrap).collect::<Vec<_>>() {
        places.push(item.to_string());
    }
    places.push(text(&items.place()));
    assert_eq!(places, ["1", "10", "11", "20", "2"]);
    items.next().unwrap().unwrap();
    assert_eq!(text(&items.place()), "3");
}

#[test]
fn a_list_is_continued_at_the_page_that_failed() {
    let server = Server::responses([
        ok_json(numbered(1).to_string()),
        error_response(500, "internal.server.error"),
        ok_json(numbered(2).to_string()),
        ok_json(numbered(3).to_string()),
    ]);
    let client = client(&server);
    let mut items = paged(request(&client), Scheme::PageNumber).items();
    let read: Vec<_> = items.by_ref().take(2).map(Result::unwrap).collect();
    assert_eq!(read, [10, 11]);
    assert_eq!(error_of(items.next().unwrap()).status(), Some(500));
    assert!(items.next().is_none() && items.next().is_none());

    let stored = text(&items.place());
    assert_eq!(stored, "2");
    let rest = request(&client)
        .pages::<Listing>(Scheme::PageNumber, None, at(&stored))
        .items();
    assert_eq!(read_to_end(rest), [20, 21, 30, 31]);
}

#[test]
fn a_list_with_cursors_is_continued_at_the_page_that_failed() {
    let page = |items: &[i32], next: Option<&str>| ok_json(json!({"entities": items, "cursor": next}).to_string());
    let server = Server::responses([
        page(&[1], Some("a/+b==")),
        error_response(500, "internal.server.error"),
        page(&[2], None),
    ]);
    let client = client(&server);
    let mut pages = paged(request(&client), Scheme::Cursor);
    assert_eq!(text(&pages.place()), "");
    pages.next().unwrap().unwrap();
    assert_eq!(error_of(pages.next().unwrap()).status(), Some(500));
    assert!(pages.next().is_none());

    let stored = text(&pages.place());
    assert_eq!(stored, "a/+b==");
    let rest = request(&client)
        .pages::<Listing>(Scheme::Cursor, None, at(&stored))
        .items();
    assert_eq!(read_to_end(rest), [2]);
    assert_eq!(queries(&server)[2], "cursor=a%2F%2Bb%3D%3D");
}

/// The place of the first page of a list with cursors is empty.
#[test]
fn an_empty_place_is_the_first_page() {
    for (scheme, query) in [(Scheme::Cursor, ""), (Scheme::PageNumber, "pageNumber=1")] {
        let server = server([json!({"entities": []})]);
        let client = client(&server);
        assert!(read_to_end(request(&client).pages::<Listing>(scheme, None, at("")).items()).is_empty());
        assert_eq!(queries(&server), [query]);
    }
}

#[test]
fn a_place_replaces_the_page_of_the_caller() {
    let server = server([json!({"entities": [1], "pageCount": 1})]);
    let client = client(&server);
    let request = request(&client).query("pageNumber", 3);
    assert_eq!(
        read_to_end(request.pages::<Listing>(Scheme::PageNumber, None, at("8")).items()),
        [1]
    );
    assert_eq!(queries(&server), ["pageNumber=8"]);
}

#[test]
fn a_place_of_another_list_is_refused() {
    let server = Server::unused();
    let client = client(&server);
    let expected =
        "resume_at: is not a number, as the places in this list are; use a place in a list of the same operation";
    for scheme in [Scheme::PageNumber, Scheme::PageNumberInBody, Scheme::StartIndex] {
        let request = || request(&client).pages::<Listing>(scheme, None, at("a/+b=="));
        let (_, error) = read_all(request().items());
        assert_eq!(error.unwrap().to_string(), expected);
        let error = error_of(request().send().map(drop));
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_page_with_an_error_of_its_own_stays_the_place() {
    let page = |items: &[i32], count: i64| json!({"entities": items, "pageCount": count});
    let server = server([page(&[1], 9), page(&[], 9), page(&[], 9), page(&[], 9)]);
    let mut pages = pages(&server, Scheme::PageNumber);
    assert_eq!(pages.by_ref().filter(Result::is_err).count(), 1);
    assert_eq!(text(&pages.place()), "4");
}
