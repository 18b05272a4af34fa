//! Models that contain themselves, and names that meet.

use awkward::models::{AgentAction2, Tree, UserStateState};
use serde_json::Value;

use awkward::Apis as _;

use super::server::Server;

#[test]
fn a_tree_is_sent_and_read() {
    let text = r#"{"left":{"left":{}},"all":[{},{"left":{}}],"named":{"a":{"all":[]}},"listed":{"b":["c"]},"first":{"second":{"third":{"first":{}}}},"new":1}"#;
    let server = Server::json(200, text);
    let tree: Tree = serde_json::from_str(text).unwrap();
    let response = server.client().user_management().put_tree(tree.clone()).send().unwrap();
    assert_eq!(response, tree);
    let request = server.request();
    assert_eq!(request.line, "PUT /api/v2/tree");
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(value(&request.body), value(text));
}

/// Each field has its own name as value, so that no field can be taken for another.
#[test]
fn names_that_meet_are_distinct() {
    let server = Server::json(
        200,
        r#"{
            "agent": {"action": "Start"}, "agentAction": {"name": "AgentAction"},
            "sip": {"id": "SipLine", "line": {"id": "SIPLine"}},
            "keywords": {"type": "type", "self": "self", "Self": "Self", "in": "in", "match": "match", "fn": "fn", "async": "async", "crate": "crate"},
            "spellings": {"selfUri": "selfUri", "SelfUri": "SelfUri", "self_uri": "self_uri", "SELFURI": "SELFURI", "1st": "1st", "x-note": "x-note"},
            "formats": {"int32": -1, "int64": 9007199254740993, "integer": 3, "float": 0.5, "double": 1e300, "interval": "a/b", "dateTime": "2026-02-03T04:05:06.007+01:00", "localDateTime": "2026-02-03T04:05", "date": "2026-02-03", "localTime": "04:05", "yearMonth": "2026-02", "uri": "/u", "url": "http://x"},
            "document": {"$ref": "$ref", "ref": "ref", "$schema": "$schema", "properties": {"a": {"b": 1}}},
            "error": {"response": {"option": {"kept": true}}},
            "model": {"field": {"name": "Fields", "wire": "a\tb"}, "map": {"map": "map"}, "visitor": "visitor", "a \"quoted\" \\ name\té": "name"}
        }"#,
    );
    let all = server.client().user_management().post_tree(["a", "b"]).send().unwrap();
    assert_eq!(server.request().body, r#"["a","b"]"#);

    assert_eq!(all.agent.unwrap().action, Some(AgentAction2::Start));
    assert_eq!(all.agent_action.unwrap().name.as_deref(), Some("AgentAction"));
    let sip = all.sip.unwrap();
    assert_eq!(
        (sip.id.as_deref(), sip.line.unwrap().id.as_deref()),
        (Some("SipLine"), Some("SIPLine"))
    );

    let words = all.keywords.unwrap();
    let fields = [
        words.type_,
        words.self_2,
        words.self_,
        words.in_,
        words.match_,
        words.fn_,
        words.async_,
        words.crate_,
    ];
    assert_eq!(
        fields.map(Option::unwrap),
        ["type", "Self", "self", "in", "match", "fn", "async", "crate"]
    );

    let spelled = all.spellings.unwrap();
    let fields = [
        spelled.self_uri_3,
        spelled.self_uri_2,
        spelled.self_uri,
        spelled.selfuri,
        spelled.n1st,
        spelled.x_note,
    ];
    assert_eq!(
        fields.map(Option::unwrap),
        ["selfUri", "SelfUri", "self_uri", "SELFURI", "1st", "x-note"]
    );

    let formats = all.formats.unwrap();
    assert_eq!(
        (formats.int32, formats.int64, formats.integer),
        (Some(-1), Some(9_007_199_254_740_993), Some(3))
    );
    assert_eq!((formats.float, formats.double), (Some(0.5), Some(1e300)));
    assert_eq!(formats.date_time.unwrap().to_string(), "2026-02-03T03:05:06.007Z");
    assert_eq!(formats.date.unwrap().to_string(), "2026-02-03");
    assert_eq!(formats.year_month.as_deref(), Some("2026-02"));

    let document = all.document.unwrap();
    let names = [document.ref_, document.ref_2, document.schema].map(Option::unwrap);
    assert_eq!(names, ["ref", "$ref", "$schema"]);
    assert_eq!(document.properties.unwrap()["a"]["b"], 1);
    let option = all.error.unwrap().response.unwrap().option.unwrap();
    assert_eq!(option.additional_properties["kept"], true);

    let model = all.model.unwrap();
    assert_eq!(model.map.unwrap()["map"], "map");
    assert_eq!(model.visitor.as_deref(), Some("visitor"));
    assert_eq!(model.a_quoted_name.as_deref(), Some("name"));
    let fields = model.field.unwrap();
    assert_eq!(
        format!("{fields:?}"),
        r#"Fields { name: Some("Fields"), wire: Some(AB) }"#
    );
    assert_eq!(fields.wire.unwrap().as_str(), "a\tb");
}

#[test]
fn values_have_a_name_and_keep_their_spelling() {
    let values = ["users.rules", "SAML2-BEARER", "*", "", "2G", "a+b", "en-US"];
    for value in values {
        let read = UserStateState::from(value);
        assert_eq!(read.as_str(), value);
        assert!(!matches!(read, UserStateState::Unknown(_)), "{value}");
    }
    // Several values differ in case only: the exact spelling decides, and another one is unknown.
    let spelled = ["START", "Start", "start", "sTART"].map(AgentAction2::from);
    let expected = [
        AgentAction2::Start2,
        AgentAction2::Start,
        AgentAction2::Start3,
        AgentAction2::Unknown("sTART".to_owned()),
    ];
    assert_eq!(spelled, expected);
}
