use genesys_cloud::serde_json::Value;

use crate::tree::read;

#[test]
fn the_fragment_has_the_six_operations() {
    let fragment: Value = read("spec/tokens.json").parse().expect("JSON");
    let mut ids = Vec::new();
    for item in fragment["paths"].as_object().expect("paths").values() {
        let operations = item.as_object().expect("a path").values();
        ids.extend(operations.filter_map(|operation| operation["operationId"].as_str()));
    }
    ids.sort_unstable();
    let expected = [
        "deleteToken",
        "deleteTokensMe",
        "getTokensMe",
        "getTokensTimeout",
        "headTokensMe",
        "putTokensTimeout",
    ];
    assert_eq!(ids, expected);
}
