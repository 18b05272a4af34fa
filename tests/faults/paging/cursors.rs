//! Lists with cursors.

use super::*;
use crate::support::cases;

/// Returns a page with a cursor, as each scheme has it.
fn page_of(scheme: Scheme, items: &[i32], next: Value) -> Value {
    match scheme {
        Scheme::Cursor => json!({"entities": items, "cursor": next}),
        Scheme::After => json!({"entities": items, "after": next}),
        Scheme::CursorObject | Scheme::AfterObject => {
            json!({"entities": items, "cursors": {"before": "x", "after": next}})
        }
        other => panic!("{other:?} is not tested here"),
    }
}

/// Checks that the client requests the list with this parameter, and that the list ends if the cursor is missing.
fn is_read_to_its_end(scheme: Scheme, parameter: &str) {
    let page = |items, next| page_of(scheme, items, next);
    let server = server([
        page(&[1, 2], json!("abc")),
        page(&[], json!("def")),
        page(&[3], Value::Null),
    ]);
    assert_eq!(read_to_end(items(&server, scheme)), [1, 2, 3]);
    assert_eq!(
        queries(&server),
        [String::new(), format!("{parameter}=abc"), format!("{parameter}=def")]
    );
}

cases! { is_read_to_its_end:
    a_cursor => Scheme::Cursor, "cursor";
    a_cursor_object => Scheme::CursorObject, "cursor";
    after => Scheme::After, "after";
    an_after_object => Scheme::AfterObject, "after";
}

fn ends(scheme: Scheme, page: Value) {
    let server = server([page]);
    assert_eq!(read_to_end(items(&server, scheme)), [1]);
}

cases! { ends:
    an_empty_cursor => Scheme::Cursor, page_of(Scheme::Cursor, &[1], json!(""));
    a_missing_cursor => Scheme::Cursor, json!({"entities": [1]});
    an_empty_cursor_of_an_object => Scheme::CursorObject, page_of(Scheme::CursorObject, &[1], json!(""));
    an_object_without_a_cursor => Scheme::CursorObject, json!({"entities": [1], "cursors": {}});
    an_object_that_is_null => Scheme::AfterObject, json!({"entities": [1], "cursors": null});
    an_object_that_is_missing => Scheme::AfterObject, json!({"entities": [1]});
    a_cursor_that_is_null => Scheme::After, page_of(Scheme::After, &[1], Value::Null);
}

/// Checks that the cursor arrives at the server as it came from there.
fn is_sent_as_it_was_received(cursor: &str, encoded: &str) {
    let page = |items, next| page_of(Scheme::Cursor, items, next);
    let server = server([page(&[1], json!(cursor)), page(&[2], Value::Null)]);
    assert_eq!(read_to_end(items(&server, Scheme::Cursor)), [1, 2]);
    assert_eq!(queries(&server)[1], format!("cursor={encoded}"));
}

cases! { is_sent_as_it_was_received:
    a_cursor_with_a_slash => "a/b", "a%2Fb";
    a_cursor_with_a_plus_sign => "a+b", "a%2Bb";
    a_cursor_with_a_percent_sign => "a%b", "a%25b";
    a_cursor_that_looks_encoded => "a%2Fb", "a%252Fb";
    a_cursor_with_equals_signs => "a==", "a%3D%3D";
    a_cursor_with_an_ampersand => "a&cursor=b", "a%26cursor%3Db";
    a_cursor_with_a_space => "a b", "a%20b";
    a_cursor_with_a_letter_beyond_ascii => "ä", "%C3%A4";
}

#[test]
fn a_cursor_that_was_read_before_is_an_error_after_the_items_of_its_page() {
    let page = |items, next| page_of(Scheme::Cursor, items, json!(next));
    let server = server([page(&[1], "a"), page(&[2], "b"), page(&[3], "a")]);
    let (read, error) = read_all(items(&server, Scheme::Cursor));
    assert_eq!(read, [1, 2, 3]);
    let error = paging_error(error);
    assert_eq!(error.page(), 3);
    assert_eq!(
        error.to_string(),
        format!(
            "GET {PATH}: page 3 of the list has the cursor of a page that was already read, so the list ended there and is \
             incomplete ({}); report it to the support of Genesys",
            server.url()
        )
    );
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
}

#[test]
fn a_cursor_that_points_to_its_own_page_is_an_error() {
    let page = |items, next| page_of(Scheme::Cursor, items, json!(next));
    let server = server([page(&[3], "own")]);
    let client = client(&server);
    let request = request(&client).query("cursor", "own");
    let (read, error) = read_all(paged(request, Scheme::Cursor).items());
    assert_eq!(read, [3]);
    assert_eq!(paging_error(error).page(), 1);
}

#[test]
fn three_pages_without_items_in_a_row_are_an_error() {
    let page = |items, next| page_of(Scheme::Cursor, items, json!(next));
    let server = server([page(&[1], "a"), page(&[], "b"), page(&[], "c"), page(&[], "d")]);
    let (read, error) = read_all(items(&server, Scheme::Cursor));
    assert_eq!(read, [1]);
    let error = paging_error(error);
    assert!(
        error.to_string().contains(": page 4 of the list has no items"),
        "{error}"
    );
}

/// The error of a broken list is not raised if the caller does not want the next page.
#[test]
fn a_limit_of_pages_ends_the_list_before_the_error() {
    let page = |items, next| page_of(Scheme::Cursor, items, json!(next));
    let server = server([page(&[1], "a"), page(&[2], "a")]);
    let client = client(&server);
    let options = at_most(2);
    let items = request(&client).pages::<Listing>(Scheme::Cursor, None, options).items();
    assert_eq!(read_to_end(items), [1, 2]);
}

#[test]
fn a_cursor_is_in_no_error_and_no_debug_output() {
    let page = |items, next| page_of(Scheme::Cursor, items, json!(next));
    let server = server([page(&[1], "ada@example.com"), page(&[2], "ada@example.com")]);
    let mut items = items(&server, Scheme::Cursor);
    let read: Vec<_> = items.by_ref().take(2).map(Result::unwrap).collect();
    assert_eq!(read, [1, 2]);
    assert!(!format!("{items:?}").contains("ada"), "{items:?}");
    let error = error_of(items.next().unwrap());
    assert!(!format!("{error:#?} {error}").contains("ada"), "{error:#?}");
}
