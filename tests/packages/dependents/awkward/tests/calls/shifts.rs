//! The tag with a space in its name: parameters of all places and styles, bodies and results of all kinds.

use std::collections::BTreeMap;

use awkward::models::{DependencyType, GetShiftsExpand, Left, PatchCalendarBody, Right, Shift, State};
use genesys_cloud::Error;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::json;

use awkward::Apis as _;

use super::server::Server;

#[test]
fn all_kinds_of_parameters() {
    let server = Server::json(
        200,
        r#"[{"id":"1","self":{"$ref":"x"}},{"user_name":"a","userName":"b"}]"#,
    );
    let shifts = server
        .client()
        .shift_trades()
        .get_shifts(DependencyType::Acdskill, date(2026, 2, 3), 7)
        .page_size(25)
        .expand([
            GetShiftsExpand::UsersRules,
            GetShiftsExpand::Any,
            GetShiftsExpand::Empty,
        ])
        .expand([
            GetShiftsExpand::N2fa,
            GetShiftsExpand::Self_,
            GetShiftsExpand::UnknownValue,
        ])
        .id(["a,b", "c"])
        .division_ids([1, -2])
        .flags([true, false])
        .since("2026-02-03T04:05:06Z".parse::<Timestamp>().unwrap())
        .ratio(0.5)
        .client_("me & you")
        .add_(true)
        .if_match("\"etag\"")
        .send()
        .unwrap();
    // Another success has no schema, so the result is an Option.
    let shifts = shifts.unwrap();
    assert_eq!(shifts[0].self_.as_ref().unwrap().ref_.as_deref(), Some("x"));
    assert_eq!(shifts[1].user_name.as_deref(), Some("a"));
    assert_eq!(shifts[1].user_name_2.as_deref(), Some("b"));

    let request = server.request();
    let query = "pageSize=25&expand=2fa&expand=self&expand=Unknown&id=a%2Cb,c&divisionIds=1%20-2&flags=true%7Cfalse\
                 &type=ACDSKILL&since=2026-02-03T04%3A05%3A06Z&day=2026-02-03&ratio=0.5&client=me%20%26%20you&add=true";
    assert_eq!(request.line, format!("GET /api/v2/shifts?{query}"));
    assert_eq!(request.header("x-page"), Some("7"));
    assert_eq!(request.header("if-match"), Some("\"etag\""));
    assert_eq!(request.header("authorization"), Some("Bearer token"));
}

#[test]
fn values_that_are_not_identifiers_are_sent_as_they_are_spelled() {
    let server = Server::json(200, "[]");
    let client = server.client();
    let request = client.shift_trades().get_shifts("new-kind", date(2026, 2, 3), 1);
    request.expand(["users.rules", "*", "", "später"]).send().unwrap();
    let query = "expand=users.rules&expand=%2A&expand=&expand=sp%C3%A4ter&type=new-kind&day=2026-02-03";
    assert_eq!(server.request().line, format!("GET /api/v2/shifts?{query}"));
}

#[test]
#[allow(deprecated, reason = "the specification deprecates it, and it still works")]
fn a_body_that_contains_itself_is_sent_and_read() {
    let text = r#"{"$ref":"r","additionalProperties":{"a":1},"id":"1","left":{"right":{"left":{"state":">="}}},"new":[1],"next":[{"id":"2"}],"self":{"id":"3"},"type":"t","userName":"b","user_name":"a"}"#;
    let server = Server::json(201, text);
    let mut left = Left::default();
    left.right = Some(Box::new(
        Right::default().with_left(Left::default().with_state(State::U3eU3d)),
    ));
    let mut shift = Shift::default()
        .with_id("1")
        .with_type("t")
        .with_self(Shift::default().with_id("3"))
        .with_next([Shift::default().with_id("2")])
        .with_left(left)
        .with_ref("r")
        .with_user_name("a")
        .with_user_name_2("b")
        .with_additional_properties(json!({"a": 1}));
    shift.additional_properties.insert("new".to_owned(), json!([1]));

    let response = server
        .client()
        .shift_trades()
        .post_shifts(shift.clone())
        .page_size(1)
        .send_with_response()
        .unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(*response.body(), shift);
    let request = server.request();
    assert_eq!(request.line, "POST /api/v2/shifts?pageSize=1");
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(sent.to_string(), text);
}

#[test]
fn scim_is_sent_accepted_and_read() {
    let server = Server::new(200, "application/scim+json", r#"{"a":[1,2.5],"b":[]}"#);
    let scores = server
        .client()
        .shift_trades()
        .put_shifts_user(3, "a/b", json!({"x": null}))
        .send()
        .unwrap();
    assert_eq!(
        scores,
        BTreeMap::from([("a".to_owned(), vec![1.0, 2.5]), ("b".to_owned(), vec![])])
    );
    let request = server.request();
    assert_eq!(request.line, "PUT /api/v2/shifts/3/users/a%2Fb");
    assert_eq!(request.header("content-type"), Some("application/scim+json"));
    assert_eq!(request.header("accept"), Some("application/scim+json"));
    assert_eq!(request.body, r#"{"x":null}"#);
}

#[test]
fn a_value_that_names_another_path_is_refused() {
    let server = Server::empty(204);
    for id in ["me", "ALL"] {
        let refused = server.client().shift_trades().put_shifts_user(3, id, json!({})).send();
        assert!(matches!(refused, Err(Error::Config(_))), "{id}: {refused:?}");
    }
}

#[test]
fn an_operation_without_security_sends_no_token() {
    let server = Server::json(418, "{}");
    let refused = server.client().shift_trades().delete_shifts_users_all(-1).send();
    assert_eq!(refused.unwrap_err().status(), Some(418));
    let request = server.request();
    assert_eq!(request.line, "DELETE /api/v2/shifts/-1/users/all");
    assert_eq!(request.header("authorization"), None);
}

#[test]
fn texts_are_sent_and_read_as_they_are() {
    let server = Server::new(200, "text/calendar", "BEGIN:VCALENDAR\r\n");
    assert_eq!(
        server.client().shift_trades().get_calendar().send().unwrap(),
        "BEGIN:VCALENDAR\r\n"
    );
    assert_eq!(server.request().header("accept"), Some("text/calendar"));

    let server = Server::json(200, "9007199254740993");
    let count = server
        .client()
        .shift_trades()
        .post_calendar()
        .body("one\ntwo")
        .send()
        .unwrap();
    assert_eq!(count, 9_007_199_254_740_993);
    let request = server.request();
    assert_eq!(
        (request.line.as_str(), request.body.as_str()),
        ("POST /api/v2/calendar", "one\ntwo")
    );
    assert_eq!(request.header("content-type"), Some("text/plain"));
}

#[test]
fn a_list_is_a_body_and_free_form_json_is_a_result() {
    let server = Server::json(200, r#"[1,{"a":null}]"#);
    let changes = [PatchCalendarBody::default().with_path("/a").with_value(json!([2]))];
    let result = server.client().shift_trades().patch_calendar(changes).send().unwrap();
    assert_eq!(result, json!([1, {"a": null}]));
    let request = server.request();
    assert_eq!(request.line, "PATCH /api/v2/calendar");
    assert_eq!(request.body, r#"[{"path":"/a","value":[2]}]"#);
}
