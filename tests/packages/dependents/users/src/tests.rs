#[allow(
    unreachable_pub,
    unused_results,
    dead_code,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::unwrap_used,
    reason = "shared with a package that has other lints"
)]
#[path = "../../server.rs"]
mod server;

#[allow(unused_results, clippy::unwrap_used, reason = "tests")]
mod sandbox;

use genesys::{Client, Error, Method};

use crate::api::models::{CreateUser, CreateUserStates, User, UserState};
use crate::api::{Apis as _, UsersApi};
use server::Server;

#[test]
fn an_operation_of_the_fragment_is_sent() {
    let server = Server::json(200, r#"{"entities":[{"id":"1","state":"on leave"}]}"#);
    let listing = server
        .client()
        .users()
        .get_users()
        .page_size(25)
        .expand(["presence", "groups"])
        .send()
        .unwrap();
    let users = listing.entities.unwrap();
    assert_eq!(users[0].state, Some(UserState::Unknown("on leave".to_owned())));
    assert_eq!(
        server.request().line,
        "GET /api/v2/users?pageSize=25&expand=presence&expand=groups"
    );
}

#[test]
fn an_api_type_is_made_of_a_client() {
    let server = Server::json(200, r#"{"id":"1"}"#);
    let client = server.client();
    let user: User = UsersApi::new(&client).get_user("a/b").send().unwrap();
    assert_eq!(user.id.as_deref(), Some("1"));
    assert_eq!(server.request().line, "GET /api/v2/users/a%2Fb");
}

#[test]
fn setters_take_values_of_several_types() {
    let server = Server::json(201, r#"{"id":"1"}"#);
    let body = CreateUser::default()
        .with_name("Ada")
        .with_email(String::from("ada@example.com"))
        .with_skills(["rust", "english"])
        .with_levels([1, 2])
        .with_states([CreateUserStates::Active])
        .with_aliases([("work", "a.lovelace")])
        .with_copies([User::default()])
        .with_score(0.5);
    let user = server.client().users().post_users(body).send().unwrap();
    assert_eq!(user.id.as_deref(), Some("1"));
    assert_eq!(
        server.request().body,
        concat!(
            r#"{"name":"Ada","email":"ada@example.com","skills":["rust","english"],"levels":[1,2],"#,
            r#""states":["active"],"aliases":{"work":"a.lovelace"},"copies":[{}],"score":0.5}"#
        )
    );
}

/// The shipped API keeps its name, and the API of the fragment gets an underscore, so that both can be called as methods.
#[test]
fn a_tag_that_is_shipped_has_another_method() {
    let server = Server::json(200, r#"{"organization":{"id":"1","name":"a user here"}}"#);
    let own = server.client().tokens_().get_tokens_me().send().unwrap();
    assert_eq!(own.organization.unwrap().name.as_deref(), Some("a user here"));
    let server = Server::json(200, r#"{"organization":{"id":"1","name":"an organization there"}}"#);
    let shipped = server.client().tokens().get_tokens_me().send().unwrap();
    assert_eq!(
        shipped.organization.unwrap().name.as_deref(),
        Some("an organization there")
    );
}

#[test]
fn a_tag_with_the_name_of_a_method_of_the_client_has_another_method() {
    let server = Server::empty(204);
    server.client().request_().new_().send().unwrap();
    assert_eq!(server.request().line, "GET /api/v2/request");
}

/// The build script named this fragment `routing`.
#[test]
fn a_second_fragment_has_a_module_of_its_own() {
    use crate::routing::Apis as _;

    let server = Server::json(200, r#"{"name":"sales"}"#);
    let queue = server.client().routing().get_routing_queue("1").send().unwrap();
    assert_eq!(queue.name.as_deref(), Some("sales"));
}

#[test]
fn an_operation_that_no_fragment_has_is_called_by_its_path() {
    let server = Server::json(200, r#"{"total":3}"#);
    let body: genesys::serde_json::Value = server
        .client()
        .request(Method::GET, "/api/v2/groups/{groupId}")
        .path("groupId", "7f0c")
        .query("expand", Some("members"))
        .query("type", None::<UserState>)
        .send_json()
        .unwrap()
        .into_body();
    assert_eq!(body["total"], 3);
    assert_eq!(server.request().line, "GET /api/v2/groups/7f0c?expand=members");
}

#[test]
fn an_error_names_the_operation_of_the_fragment() {
    let server = Server::json(404, r#"{"code":"not.found","message":"no such user"}"#);
    let error = server.client().users().get_user("7f0c").send().unwrap_err();
    assert!(matches!(error, Error::Api(_)));
    assert_eq!(
        error.to_string(),
        "GET /api/v2/users/{userId}: 404 not.found: no such user; check the ids of the call"
    );
}
