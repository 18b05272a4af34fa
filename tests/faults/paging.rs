//! Lists that are read page by page: which pages are requested, when a list ends, and the guards against one that does not.
#![allow(clippy::needless_pass_by_value, reason = "the rows of the tables are values")]

use genesys_cloud::__private::{fields, page};
use genesys_cloud::error::PagingError;
use genesys_cloud::paging::{Items, Options, Pages, Place, Scheme};
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{Client, Error, Method, Request};

use crate::support::response::ok_json;
use crate::support::{Server, client, error_of};

mod cursors;
mod iterators;
mod next_uri;
mod numbers;
mod places;
mod requests;

const PATH: &str = "/api/v2/things";

/// A page as the generator writes one, with the fields of all schemes, of any type.
struct Listing {
    entities: Option<Vec<Value>>,
    page_number: Option<Value>,
    page_count: Option<Value>,
    page_size: Option<Value>,
    start_index: Option<Value>,
    items_per_page: Option<Value>,
    total_results: Option<Value>,
    cursor: Option<Value>,
    after: Option<Value>,
    cursors: Option<Value>,
    next_uri: Option<Value>,
}

fields!(Listing {
    entities: "entities",
    page_number: "pageNumber",
    page_count: "pageCount",
    page_size: "pageSize",
    start_index: "startIndex",
    items_per_page: "itemsPerPage",
    total_results: "totalResults",
    cursor: "cursor",
    after: "after",
    cursors: "cursors",
    next_uri: "nextUri",
});
page!(Listing { entities: Value });

/// Returns a server that sends these pages, one for each request. Any further request fails the test.
fn server(pages: impl IntoIterator<Item = Value>) -> Server {
    Server::responses(pages.into_iter().map(|page| ok_json(page.to_string())))
}

fn request(client: &Client) -> Request<'_> {
    client.request(Method::GET, PATH)
}

/// Returns the request as generated code passes it on.
fn paged(request: Request<'_>, scheme: Scheme) -> Pages<Listing> {
    request.pages(scheme, None, Options::default())
}

fn pages(server: &Server, scheme: Scheme) -> Pages<Listing> {
    paged(request(&client(server)), scheme)
}

fn items(server: &Server, scheme: Scheme) -> Items<Listing> {
    paged(request(&client(server)), scheme).items()
}

fn at(place: &str) -> Options {
    let mut options = Options::default();
    options.set_place(place.parse().unwrap());
    options
}

fn at_most(pages: u32) -> Options {
    let mut options = Options::default();
    options.set_max_pages(pages);
    options
}

/// Returns all items, and the error that ends the list.
fn read_all(items: Items<Listing>) -> (Vec<Value>, Option<Error>) {
    let (mut read, mut failure) = (Vec::new(), None);
    for item in items {
        assert!(failure.is_none(), "an item after the error {failure:?}");
        match item {
            Ok(item) => read.push(item),
            Err(error) => failure = Some(error_of(Err::<(), _>(error))),
        }
    }
    (read, failure)
}

/// Returns all items of a list that ends without an error.
#[track_caller]
fn read_to_end(items: Items<Listing>) -> Vec<Value> {
    let (read, failure) = read_all(items);
    assert!(failure.is_none(), "{failure:?}");
    read
}

#[track_caller]
fn paging_error(error: Option<Error>) -> PagingError {
    match error {
        Some(Error::Paging(error)) => error,
        other => panic!("expected a paging error, got {other:?}"),
    }
}

/// Returns the path and query of each request.
fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.target().to_owned()).collect()
}

/// Returns the places in the path and query of each request: `pageNumber=2`, or nothing.
fn queries(server: &Server) -> Vec<String> {
    let targets = targets(server);
    let query = |target: &String| {
        target
            .split_once('?')
            .map_or(String::new(), |(_, query)| query.to_owned())
    };
    targets.iter().map(query).collect()
}
