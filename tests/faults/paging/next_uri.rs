//! Lists whose pages have the cursor in the query of `nextUri`. That URI is never requested.

use super::*;
use crate::support::{builder, cases};

fn page_of(items: &[i32], next: Value) -> Value {
    json!({"entities": items, "nextUri": next})
}

/// Checks that the client requests the second page with this parameter.
fn continues_with(next: &str, encoded: &str) {
    let server = server([page_of(&[1], json!(next)), page_of(&[2], Value::Null)]);
    assert_eq!(read_to_end(items(&server, Scheme::AfterInUri)), [1, 2]);
    assert_eq!(targets(&server), [PATH.to_owned(), format!("{PATH}?after={encoded}")]);
}

cases! { continues_with:
    a_relative_uri => "/api/v2/things?after=abc", "abc";
    an_absolute_uri => "http://127.0.0.1/api/v2/things?after=abc", "abc";
    an_absolute_uri_of_another_scheme => "https://127.0.0.1/api/v2/things?after=abc", "abc";
    a_query_only => "?after=abc", "abc";
    other_parameters_around_it => "/api/v2/things?pageSize=25&after=abc&before=x#end", "abc";
    a_parameter_with_a_similar_name => "/api/v2/things?afterDate=x&after=abc", "abc";
    an_encoded_name => "/api/v2/things?%61fter=abc", "abc";
    a_cursor_that_is_encoded_once => "/api/v2/things?after=a%2Fb%3D%3D", "a%2Fb%3D%3D";
    a_cursor_that_is_encoded_twice => "/api/v2/things?after=a%252Fb", "a%252Fb";
    a_cursor_that_is_not_encoded => "/api/v2/things?after=a/b==", "a%2Fb%3D%3D";
    a_cursor_with_a_plus_sign => "/api/v2/things?after=a+b%2Bc", "a%2Bb%2Bc";
    a_cursor_with_a_percent_sign_alone => "/api/v2/things?after=100%", "100%25";
    an_encoded_path => "/api/v2/%74hings?after=abc", "abc";
}

fn ends(next: Value) {
    let server = server([page_of(&[1], next)]);
    assert_eq!(read_to_end(items(&server, Scheme::AfterInUri)), [1]);
}

cases! { ends:
    no_next_uri => Value::Null;
    an_empty_next_uri => json!("");
    a_parameter_without_a_value => json!("/api/v2/things?after=");
    a_parameter_without_an_equals_sign => json!("/api/v2/things?after");
}

/// Checks that the iterator returns the items of the page, and then an error, and that the client sends nothing else to the server or
/// to the other host.
fn breaks(next: &str, problem: &str) {
    let other = Server::unused();
    let next = next.replace("OTHER", &other.address().to_string());
    let server = server([page_of(&[1], json!(next))]);
    let (read, error) = read_all(items(&server, Scheme::AfterInUri));
    assert_eq!(read, [1]);
    let error = paging_error(error);
    assert_eq!(error.page(), 1);
    assert_eq!(
        error.to_string(),
        format!(
            "GET {PATH}: page 1 of the list has a nextUri {problem}, so the list ended there and is incomplete ({}); \
             report it to the support of Genesys",
            server.url()
        )
    );
}

cases! { breaks:
    another_host => "https://evil.example/api/v2/things?after=abc", "with another host";
    another_port => "http://OTHER/api/v2/things?after=abc", "with another host";
    another_host_before_an_at_sign => "https://127.0.0.1@evil.example/api/v2/things?after=abc", "with another host";
    no_host => "http:///api/v2/things?after=abc", "with another host";
    another_host_without_a_scheme => "//evil.example/api/v2/things?after=abc", "with another path";
    another_path => "/api/v2/others?after=abc", "with another path";
    a_longer_path => "/api/v2/things/1?after=abc", "with another path";
    a_dot_segment => "/api/v2/others/../things?after=abc", "with another path";
    no_query => "/api/v2/things", "without its parameter";
    another_parameter => "/api/v2/things?cursor=abc", "without its parameter";
    a_parameter_of_the_fragment => "/api/v2/things#?after=abc", "with another path";
    a_parameter_that_is_not_utf8 => "/api/v2/things?after=%FF", "with a parameter that is not UTF-8";
}

#[test]
fn a_next_uri_that_points_to_itself_is_an_error() {
    let own = "/api/v2/things?after=own";
    let server = server([page_of(&[1], json!(own)), page_of(&[2], json!(own))]);
    let (read, error) = read_all(items(&server, Scheme::AfterInUri));
    assert_eq!(read, [1, 2]);
    assert_eq!(paging_error(error).page(), 2);
}

/// Behind a gateway, the platform knows neither the prefix nor the values as the client has encoded them.
#[test]
fn the_path_is_compared_without_the_prefix_of_a_gateway_and_decoded() {
    for next in [
        "/api/v2/things/a%20(b)?after=c",
        "/gateway/api/v2/things/a%20%28b%29?after=c",
    ] {
        let server = server([page_of(&[1], json!(next)), page_of(&[2], Value::Null)]);
        let base_url = format!("{}/gateway", server.url());
        let client = builder(&server).base_url(base_url).build().unwrap();
        let request = client.request(Method::GET, "/api/v2/things/{id}").path("id", "a (b)");
        assert_eq!(read_to_end(paged(request, Scheme::AfterInUri).items()), [1, 2]);
        assert_eq!(targets(&server)[1], "/gateway/api/v2/things/a%20%28b%29?after=c");
    }
}
