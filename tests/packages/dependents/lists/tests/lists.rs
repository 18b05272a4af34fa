//! Each operation of `lists.json` that has pages, read to its end from a sandbox.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Debug;

use genesys_cloud::paging::{Items, Page, Scheme};
use genesys_cloud::sandbox::{RecordedRequest, Sandbox};
use genesys_cloud::serde_json::{Value, json};
use genesys_cloud::{Client, Error, Method};
use lists::genesys::Apis as _;
use lists::genesys::models::{AlertingQuery, CaseplanQuery, GroupSearchRequest, User};

/// Returns a sandbox with 60 items at this path, in this field of the response.
fn sandbox(method: Method, path: &str, scheme: Scheme, field: &str) -> (Sandbox, Client) {
    let sandbox = Sandbox::start().unwrap();
    let items = (0..60).map(|id| json!({"id": id.to_string()}));
    sandbox.list(method, path, scheme, items).field(field);
    let client = sandbox.client();
    (sandbox, client)
}

/// Returns the requests to the API, without token requests.
fn requests(sandbox: &Sandbox) -> Vec<RecordedRequest> {
    let mut requests = sandbox.requests();
    requests.retain(|request| request.path != "/oauth/token");
    requests
}

/// Reads all 60 items, with this number of requests. Returns the queries of the first two.
fn read<P: Page<Item: Debug + PartialEq>>(sandbox: &Sandbox, items: Items<P>, count: usize) -> [String; 2] {
    let all = items.collect::<Result<Vec<_>, Error>>().unwrap();
    assert_eq!(all.len(), 60);
    assert!(
        all.windows(2).all(|pair| pair[0] != pair[1]),
        "an item was returned twice: {all:?}"
    );
    let requests = requests(sandbox);
    assert_eq!(requests.len(), count);
    [0, 1].map(|index| {
        requests
            .get(index)
            .and_then(|request| request.query.clone())
            .unwrap_or_default()
    })
}

/// Returns the JSON bodies of the requests.
fn bodies(sandbox: &Sandbox) -> Vec<Value> {
    requests(sandbox)
        .iter()
        .map(|request| request.json().unwrap())
        .collect()
}

#[test]
fn a_page_number() {
    let (sandbox, client) = sandbox(Method::GET, "/api/v2/users", Scheme::PageNumber, "entities");
    // The specification allows 500 items, and the client requests at most 100 of its own accord.
    let queries = read(&sandbox, client.users().get_users().items(), 1);
    assert_eq!(queries[0], "pageSize=100&pageNumber=1");
    let items = client.users().get_users().page_size(40).items();
    let queries = read(&sandbox, items, 3);
    assert_eq!(queries[1], "pageSize=40&pageNumber=1");
}

#[test]
fn a_page_number_that_is_a_string() {
    let path = "/api/v2/businessrules/decisiontables/{tableId}/rows";
    let (sandbox, client) = sandbox(Method::GET, path, Scheme::PageNumber, "entities");
    let items = client.lists().get_businessrules_decisiontable_rows("a b").items();
    assert_eq!(read(&sandbox, items, 3), ["pageNumber=1", "pageNumber=2"]);
    let items = client
        .lists()
        .get_businessrules_decisiontable_rows("a b")
        .page_number("3")
        .items();
    assert_eq!(items.count(), 10);
}

#[test]
fn a_page_number_in_the_body() {
    let (sandbox, client) = sandbox(
        Method::POST,
        "/api/v2/groups/search",
        Scheme::PageNumberInBody,
        "results",
    );
    let body = GroupSearchRequest::default().with_sort_by("name");
    read(&sandbox, client.lists().post_groups_search(body).items(), 2);
    let expected = [1, 2].map(|page| json!({"sortBy": "name", "pageNumber": page, "pageSize": 50}));
    assert_eq!(bodies(&sandbox), expected);
}

#[test]
fn a_page_number_in_an_optional_body() {
    let path = "/api/v2/alerting/alerts/query";
    let (sandbox, client) = sandbox(Method::POST, path, Scheme::PageNumberInBody, "entities");
    read(&sandbox, client.lists().post_alerting_alerts_query().items(), 3);
    assert_eq!(bodies(&sandbox), [1, 2, 3].map(|page| json!({"pageNumber": page})));
    let body = AlertingQuery::default().with_page_number(3);
    assert_eq!(
        client.lists().post_alerting_alerts_query().body(body).items().count(),
        10
    );
}

#[test]
fn scim() {
    let (sandbox, client) = sandbox(Method::GET, "/api/v2/scim/users", Scheme::StartIndex, "Resources");
    let items = client.lists().get_scim_users().filter("active eq true").items();
    let filter = "filter=active%20eq%20true&count=25";
    assert_eq!(
        read(&sandbox, items, 3),
        [1, 26].map(|index| format!("{filter}&startIndex={index}"))
    );
    assert_eq!(requests(&sandbox)[0].header("accept"), Some("application/scim+json"));
}

#[test]
fn a_cursor() {
    let path = "/api/v2/analytics/users/details/jobs/{jobId}/results";
    let (sandbox, client) = sandbox(Method::GET, path, Scheme::Cursor, "userDetails");
    let items = client
        .lists()
        .get_analytics_users_details_job_results("7f0c")
        .page_size(50)
        .items();
    let [first, second] = read(&sandbox, items, 2);
    assert_eq!(first, "pageSize=50");
    assert!(second.starts_with("pageSize=50&cursor="), "{second}");
}

#[test]
fn a_cursor_in_an_object() {
    let path = "/api/v2/externalcontacts/externalsources";
    let (sandbox, client) = sandbox(Method::GET, path, Scheme::CursorObject, "entities");
    let [first, second] = read(
        &sandbox,
        client.lists().get_externalcontacts_externalsources().items(),
        3,
    );
    assert_eq!(first, "");
    assert!(second.starts_with("cursor="), "{second}");
}

#[test]
fn after() {
    let path = "/api/v2/taskmanagement/workbins/{workbinId}/history";
    let (sandbox, client) = sandbox(Method::GET, path, Scheme::After, "entities");
    let [first, second] = read(
        &sandbox,
        client.lists().get_taskmanagement_workbin_history("7f0c").items(),
        3,
    );
    assert_eq!(first, "");
    assert!(second.starts_with("after="), "{second}");
}

#[test]
fn after_in_an_object() {
    let path = "/api/v2/externalcontacts/import/jobs";
    let (sandbox, client) = sandbox(Method::GET, path, Scheme::AfterObject, "entities");
    let [_, second] = read(&sandbox, client.lists().get_externalcontacts_import_jobs().items(), 3);
    assert!(second.starts_with("after="), "{second}");
}

#[test]
fn after_in_a_uri() {
    let (sandbox, client) = sandbox(Method::GET, "/api/v2/assistants", Scheme::AfterInUri, "entities");
    // A maximum of zero says nothing.
    let [first, second] = read(&sandbox, client.lists().get_assistants().items(), 3);
    assert_eq!(first, "");
    assert!(second.starts_with("after="), "{second}");
    assert!(
        requests(&sandbox)
            .iter()
            .all(|request| request.path == "/api/v2/assistants")
    );
}

#[test]
fn after_in_the_body() {
    let path = "/api/v2/casemanagement/caseplans/query";
    let (sandbox, client) = sandbox(Method::POST, path, Scheme::AfterInBody, "entities");
    let body = CaseplanQuery::default().with_name("a");
    read(
        &sandbox,
        client.lists().post_casemanagement_caseplans_query(body).items(),
        1,
    );
    assert_eq!(bodies(&sandbox), [json!({"name": "a", "pageSize": 100})]);
    let body = CaseplanQuery::default().with_page_size(40);
    read(
        &sandbox,
        client.lists().post_casemanagement_caseplans_query(body).items(),
        3,
    );
    assert!(bodies(&sandbox)[2]["after"].is_string());
}

/// `after` is an integer, which a program can set. The client sends what the URI has.
#[test]
fn an_integer_after_in_a_uri() {
    let sandbox = Sandbox::start().unwrap();
    let path = "/api/v2/organizations/limits/changerequests";
    sandbox.on(Method::GET, path, move |request| {
        let after = request.query("after").pop();
        let next = after.is_none().then(|| format!("{path}?after=1700000000"));
        genesys_cloud::sandbox::Reply::json(200, json!({"entities": [{"id": after}], "nextUri": next}))
    });
    let client = sandbox.client();
    let ids: Vec<_> = client
        .lists()
        .get_organizations_limits_changerequests()
        .items()
        .map(|item| item.unwrap().id)
        .collect();
    assert_eq!(ids, [None, Some("1700000000".to_owned())]);
    assert_eq!(
        client
            .lists()
            .get_organizations_limits_changerequests()
            .after(5)
            .items()
            .count(),
        1
    );
}

#[test]
fn a_list_that_may_have_no_response() {
    let sandbox = Sandbox::start().unwrap();
    sandbox
        .on(Method::GET, "/api/v2/timezones", |_| {
            genesys_cloud::sandbox::Reply::empty(204)
        })
        .without_token();
    let client = sandbox.client_builder().without_credentials().build().unwrap();
    let mut pages = client.lists().get_timezones(1).pages();
    assert_eq!(pages.next().unwrap().unwrap(), None);
    assert!(pages.next().is_none());

    sandbox
        .list(Method::GET, "/api/v2/timezones", Scheme::PageNumber, ["a", "b"])
        .without_token();
    let zones: Result<Vec<Option<String>>, Error> = client.lists().get_timezones(1).items().collect();
    assert_eq!(zones.unwrap(), [Some("a".to_owned()), Some("b".to_owned())]);
}

#[test]
fn a_parameter_with_the_name_of_a_method_has_another_name() {
    let (sandbox, client) = sandbox(Method::GET, "/api/v2/names", Scheme::PageNumber, "other");
    let request = client
        .lists()
        .get_names()
        .items_("1")
        .pages_("2")
        .max_pages_("3")
        .resume_at_("4");
    assert_eq!(request.paging_("5").items().count(), 0);
    assert_eq!(
        requests(&sandbox)[0].query.as_deref(),
        Some("items=1&pages=2&maxPages=3&resumeAt=4&paging=5&pageNumber=1")
    );
}

#[test]
fn a_list_is_resumed() {
    let (_sandbox, client) = sandbox(Method::GET, "/api/v2/users", Scheme::PageNumber, "entities");
    let request = || client.users().get_users().page_size(25);
    let mut items = request().max_pages(1).items();
    assert_eq!(items.by_ref().count(), 25);
    let stored = items.place().to_string();
    let rest: Vec<User> = request()
        .resume_at(stored.parse().unwrap())
        .items()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!((rest.len(), rest[0].id.as_deref()), (35, Some("25")));
    let page = request().resume_at(stored.parse().unwrap()).send().unwrap();
    assert_eq!(page.page_number, Some(2));
}

#[test]
fn a_paged_post_is_retried_like_a_get() {
    let (sandbox, client) = sandbox(
        Method::POST,
        "/api/v2/groups/search",
        Scheme::PageNumberInBody,
        "results",
    );
    sandbox.fail_next(1, 503);
    read(
        &sandbox,
        client.lists().post_groups_search(GroupSearchRequest::default()).items(),
        3,
    );
    sandbox.drop_next(1);
    client
        .lists()
        .post_groups_search(GroupSearchRequest::default())
        .send()
        .unwrap();
}

/// Operations that only look paged have no iterators, but only `send`.
#[test]
fn other_operations_return_their_response() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client();
    let others = client.others();
    let path = "/api/v2/integrations";
    sandbox.respond(Method::GET, "/api/v2/oauth/clients", 200, json!({"pageCount": 2}));
    sandbox.respond(Method::PATCH, path, 200, json!({"pageCount": 2}));
    sandbox.respond(Method::POST, path, 503, json!({}));
    assert_eq!(others.get_oauth_clients().send().unwrap().page_count, Some(2));
    assert_eq!(
        others.patch_integrations().page_number(1).send().unwrap().page_count,
        Some(2)
    );
    // A POST that is not paged is not repeated.
    let error = others.post_integrations_search().page_number(1).send().unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
}
