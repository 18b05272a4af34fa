//! Statuses other than 200, media types side by side, required headers, a literal path beside a parameter.

use awkward::models::{GetUsersSortOrder, GetUsersState, User, UserState, UserState2, UserStateState};
use genesys_cloud::Error;

use awkward::Apis as _;

use super::server::Server;

#[test]
fn a_map_of_lists_is_read() {
    let server = Server::json(200, r#"{"a":[{"id":"1","state":"Unknown"},{"state":"asleep"}],"b":[]}"#);
    let lists = server
        .client()
        .user_management()
        .get_users()
        .state([
            GetUsersState::Active2,
            GetUsersState::Active,
            GetUsersState::Any2,
            GetUsersState::Any,
            GetUsersState::Empty,
        ])
        .sort_order(GetUsersSortOrder::Desc)
        .interval_2("2026/2027")
        .interval("lower")
        .min_score(1.0)
        .send()
        .unwrap();
    let states: Vec<_> = lists["a"].iter().map(|user| user.state.clone().unwrap()).collect();
    assert_eq!(
        states,
        [UserState2::UnknownValue, UserState2::Unknown("asleep".to_owned())]
    );
    assert!(lists["b"].is_empty());
    let request = server.request();
    let query = "state=active&state=ACTIVE&state=any&state=%2A&state=&sortOrder=DESC";
    assert!(
        request.line.starts_with(&format!("GET /api/v2/users?{query}&")),
        "{}",
        request.line
    );
    assert!(request.line.ends_with("&minScore=1"), "{}", request.line);
}

#[test]
fn a_new_user_is_read_from_a_201() {
    let server = Server::json(
        201,
        r#"{"id":"1","manager":{"manager":{"id":"3"}},"history":{"state":"2G"}}"#,
    );
    let state = UserState::default().with_state(UserStateState::EnUs);
    let user = User::default().with_state(UserState2::Inactive).with_history(state);
    let response = server
        .client()
        .user_management()
        .post_users(user)
        .send_with_response()
        .unwrap();
    assert_eq!(response.status(), 201);
    let user = response.into_body();
    assert_eq!(user.manager.unwrap().manager.unwrap().id.as_deref(), Some("3"));
    assert_eq!(user.history.unwrap().state, Some(UserStateState::N2g));
    let request = server.request();
    assert_eq!(request.line, "POST /api/v2/users");
    assert_eq!(request.body, r#"{"state":"inactive","history":{"state":"en-US"}}"#);
}

#[test]
fn json_is_chosen_beside_scim_and_headers_are_arguments() {
    let server = Server::json(200, "{}");
    server
        .client()
        .user_management()
        .get_user("a b/ä", "\"1\"")
        .x_chunks(1 << 40)
        .send()
        .unwrap();
    let request = server.request();
    assert_eq!(request.line, "GET /api/v2/users/a%20b%2F%C3%A4");
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("if-none-match"), Some("\"1\""));
    assert_eq!(request.header("x-chunks"), Some("1099511627776"));
}

#[test]
fn a_patch_may_have_neither_a_body_nor_a_result() {
    let server = Server::empty(202);
    let response = server
        .client()
        .user_management()
        .patch_user("1")
        .send_with_response()
        .unwrap();
    assert_eq!(response.status(), 202);
    let request = server.request();
    assert_eq!(
        (request.line.as_str(), request.body.as_str()),
        ("PATCH /api/v2/users/1", "")
    );

    let server = Server::empty(202);
    server
        .client()
        .user_management()
        .patch_user("1")
        .body(User::default().with_id("2"))
        .send()
        .unwrap();
    assert_eq!(server.request().body, r#"{"id":"2"}"#);
}

#[test]
fn an_id_that_names_another_path_is_refused() {
    let server = Server::empty(204);
    let refused = server.client().user_management().delete_user("Me").send();
    assert!(matches!(refused, Err(Error::Config(_))), "{refused:?}");
    server.client().user_management().delete_user("1").send().unwrap();
    assert_eq!(server.request().line, "DELETE /api/v2/users/1");
}

#[test]
fn a_text_is_read_without_a_token() {
    let server = Server::new(200, "text/plain", "Ada");
    assert_eq!(server.client().user_management().get_users_me().send().unwrap(), "Ada");
    let request = server.request();
    assert_eq!(request.line, "GET /api/v2/users/me");
    assert_eq!(
        (request.header("authorization"), request.header("accept")),
        (None, Some("text/plain"))
    );
}
