//! Lists whose pages have numbers, and SCIM lists, whose items have.

use super::*;
use crate::support::cases;

fn page_of(items: &[i32], count: Value) -> Value {
    json!({"entities": items, "pageCount": count})
}

/// Checks that the list ends after these pages without an error, and that the client requests no other page.
fn ends_after(scheme: Scheme, pages: Vec<Value>, expected: Value) {
    let count = pages.len();
    let server = server(pages);
    assert_eq!(Value::from(read_to_end(items(&server, scheme))), expected);
    assert_eq!(server.requests().len(), count, "{:?}", server.lines());
}

cases! { ends_after:
    a_list_of_one_page => Scheme::PageNumber, vec![page_of(&[1, 2], json!(1))], json!([1, 2]);
    the_last_page_by_the_page_count => Scheme::PageNumber, vec![page_of(&[1], json!(2)), page_of(&[2], json!(2))], json!([1, 2]);
    a_page_count_of_zero => Scheme::PageNumber, vec![page_of(&[1], json!(0))], json!([1]);
    a_negative_page_count => Scheme::PageNumber, vec![page_of(&[1], json!(-1))], json!([1]);
    a_page_count_that_shrinks => Scheme::PageNumber, vec![page_of(&[1], json!(3)), page_of(&[2], json!(1))], json!([1, 2]);
    a_page_count_that_is_a_string => Scheme::PageNumber, vec![page_of(&[1], json!("2")), page_of(&[2], json!("2"))], json!([1, 2]);
    an_empty_list => Scheme::PageNumber, vec![json!({"entities": []})], json!([]);
    an_empty_list_with_a_page_count => Scheme::PageNumber, vec![page_of(&[], json!(0))], json!([]);
    a_list_that_is_null => Scheme::PageNumber, vec![json!({"entities": null, "pageCount": 1})], json!([]);
    a_list_that_is_missing => Scheme::PageNumber, vec![json!({"pageCount": 1})], json!([]);
    an_empty_object => Scheme::PageNumber, vec![json!({})], json!([]);
    an_empty_page_after_the_last_one_if_there_is_no_page_count => Scheme::PageNumber,
        vec![json!({"entities": [1]}), json!({"entities": [2]}), json!({"entities": []})], json!([1, 2]);
    a_page_that_is_not_full_if_there_is_no_page_count => Scheme::PageNumber,
        vec![json!({"entities": [1, 2], "pageSize": 2}), json!({"entities": [3], "pageSize": 2})], json!([1, 2, 3]);
    a_page_that_is_not_full_does_not_end_a_list_with_a_page_count => Scheme::PageNumber,
        vec![json!({"entities": [1], "pageSize": 2, "pageCount": 2}), json!({"entities": [2], "pageSize": 2, "pageCount": 2})], json!([1, 2]);
    two_pages_without_items_before_one_with_items => Scheme::PageNumber,
        vec![page_of(&[], json!(4)), json!({"pageCount": 4}), page_of(&[3], json!(4)), page_of(&[], json!(4))], json!([3]);
    a_page_beyond_the_end_that_has_another_number => Scheme::PageNumber,
        vec![json!({"entities": [1]}), json!({"entities": [], "pageNumber": 1})], json!([1]);
    page_numbers_that_are_strings => Scheme::PageNumber,
        vec![json!({"entities": [1], "pageNumber": "1", "pageCount": 2}), json!({"entities": [2], "pageNumber": "2", "pageCount": 2})], json!([1, 2]);
    a_scim_list => Scheme::StartIndex,
        vec![json!({"entities": [1, 2], "startIndex": 1, "itemsPerPage": 2, "totalResults": 3}),
             json!({"entities": [3], "startIndex": 3, "itemsPerPage": 1, "totalResults": 3})], json!([1, 2, 3]);
    a_scim_list_without_results => Scheme::StartIndex, vec![json!({"entities": [], "startIndex": 0, "totalResults": 0})], json!([]);
    a_scim_list_without_a_total => Scheme::StartIndex,
        vec![json!({"entities": [1, 2], "itemsPerPage": 2}), json!({"entities": [3], "itemsPerPage": 2})], json!([1, 2, 3]);
}

/// Checks that reading the pages returns these items, and then an error about this page.
fn breaks(scheme: Scheme, pages: Vec<Value>, read: Value, page: i64, problem: &str) {
    let count = pages.len();
    let server = server(pages);
    let (all, error) = read_all(items(&server, scheme));
    let error = paging_error(error);
    assert_eq!(Value::from(all), read);
    assert_eq!(error.page(), page);
    assert_eq!(
        error.to_string(),
        format!(
            "GET {PATH}: page {page} of the list {problem}, so the list ended there and is incomplete ({}); \
             report it to the support of Genesys",
            server.url()
        )
    );
    assert_eq!(server.requests().len(), count);
}

cases! { breaks:
    a_page_with_another_number => Scheme::PageNumber,
        vec![json!({"entities": [1], "pageNumber": 1, "pageCount": 3}), json!({"entities": [1], "pageNumber": 1, "pageCount": 3})],
        json!([1]), 2, "has the pageNumber 1 and not 2";
    a_first_page_with_another_number => Scheme::PageNumber,
        vec![json!({"entities": [1], "pageNumber": 7, "pageCount": 9})], json!([]), 1, "has the pageNumber 7 and not 1";
    a_page_that_repeats_the_one_before_it => Scheme::PageNumber,
        vec![page_of(&[1], json!(3)), page_of(&[1], json!(3))], json!([1]), 2, "is the same as the one before it";
    three_pages_without_items_although_the_page_count_grows => Scheme::PageNumber,
        vec![page_of(&[1], json!(2)), page_of(&[], json!(3)), page_of(&[], json!(4)), page_of(&[], json!(5))],
        json!([1]), 4, "has no items, as the 2 before it, although each of them says that there are more";
    three_lists_that_are_missing => Scheme::PageNumber,
        vec![json!({"pageCount": 9}), json!({"pageCount": 9}), json!({"pageCount": 9})],
        json!([]), 3, "has no items, as the 2 before it, although each of them says that there are more";
    a_scim_page_with_another_index => Scheme::StartIndex,
        vec![json!({"entities": [1, 2], "startIndex": 1, "totalResults": 4}), json!({"entities": [1, 2], "startIndex": 1, "totalResults": 4})],
        json!([1, 2]), 2, "has the startIndex 1 and not 3";
    three_scim_pages_without_items => Scheme::StartIndex,
        vec![json!({"totalResults": 4}), json!({"totalResults": 4}), json!({"totalResults": 4})],
        json!([]), 3, "has no items, as the 2 before it, although each of them says that there are more";
}

#[test]
fn the_request_has_the_number_of_the_page() {
    let server = server([
        page_of(&[1], json!(3)),
        page_of(&[2], json!(3)),
        page_of(&[3], json!(3)),
    ]);
    read_to_end(items(&server, Scheme::PageNumber));
    assert_eq!(queries(&server), ["pageNumber=1", "pageNumber=2", "pageNumber=3"]);
}

#[test]
fn a_scim_request_has_the_number_of_the_first_item() {
    let total = |items: &[i32]| json!({"entities": items, "totalResults": 5});
    let server = server([total(&[1, 2]), total(&[3, 4]), total(&[5])]);
    let client = client(&server);
    let request = request(&client).query("count", 2).query("filter", "active eq true");
    read_to_end(paged(request, Scheme::StartIndex).items());
    let places = queries(&server);
    let expected = [1, 3, 5].map(|index| format!("count=2&filter=active%20eq%20true&startIndex={index}"));
    assert_eq!(places, expected);
}

#[test]
fn a_list_begins_at_the_page_of_the_caller_and_counts_from_there() {
    let server = server([page_of(&[3], json!(4)), page_of(&[4], json!(4))]);
    let client = client(&server);
    let request = request(&client).query("pageNumber", 3).query("expand", "a b");
    assert_eq!(read_to_end(paged(request, Scheme::PageNumber).items()), [3, 4]);
    assert_eq!(
        queries(&server),
        ["expand=a%20b&pageNumber=3", "expand=a%20b&pageNumber=4"]
    );
}

#[test]
fn a_list_that_grows_forever_is_read_up_to_the_limit_of_pages() {
    let server = Server::serve(|request| {
        let (_, page) = request.target().split_once("pageNumber=").unwrap();
        let page: i64 = page.parse().unwrap();
        let body = json!({"entities": [page], "pageNumber": page, "pageCount": page + 1});
        vec![crate::support::Step::Send(ok_json(body.to_string()))]
    });
    let client = client(&server);
    let options = at_most(5);
    let mut items = request(&client)
        .pages::<Listing>(Scheme::PageNumber, None, options)
        .items();
    let read: Vec<_> = items.by_ref().map(Result::unwrap).collect();
    assert_eq!(read, [1, 2, 3, 4, 5]);
    assert_eq!(server.requests().len(), 5);
    assert_eq!(items.place().to_string(), "6");
}

#[test]
fn a_page_number_that_is_not_a_number_is_refused() {
    let server = Server::unused();
    let client = client(&server);
    let mut pages = paged(request(&client).query("pageNumber", "two"), Scheme::PageNumber);
    let error = error_of(pages.next().unwrap());
    assert!(
        error
            .to_string()
            .starts_with("page_number (pageNumber): is not a number"),
        "{error}"
    );
    assert!(matches!(error, Error::Config(_)) && pages.next().is_none());
}

/// The list would otherwise continue with the same number, or with a negative one.
#[test]
fn the_largest_page_number_is_the_last() {
    let server = server([page_of(&[1], json!(i64::MAX))]);
    let client = client(&server);
    let request = request(&client).query("pageNumber", i64::MAX);
    assert_eq!(read_to_end(paged(request, Scheme::PageNumber).items()), [1]);
}
