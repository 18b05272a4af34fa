use serde_json::{Value, json};

use crate::lower::tests::{document, lower_document};

/// Returns the path of the operation, or the problems.
fn full_path(servers: &Value, item: &Value, operation: &Value) -> Result<String, Vec<String>> {
    let mut path = json!({"get": {"tags": ["T"], "operationId": "a", "responses": {"204": {"description": ""}}}});
    for (key, owner, value) in [("servers", "", item), ("servers", "get", operation)] {
        if !value.is_null() {
            let owner = if owner.is_empty() { &mut path } else { &mut path[owner] };
            owner[key] = value.clone();
        }
    }
    let mut document = document(&json!({"/things": path}), &json!({}));
    if !servers.is_null() {
        document["servers"] = servers.clone();
    }
    match lower_document(&document).result {
        Ok(api) => Ok(api.tags[0].operations[0].path.clone()),
        Err(problems) => Err(problems.iter().map(ToString::to_string).collect()),
    }
}

fn with_url(url: &str) -> Result<String, Vec<String>> {
    full_path(&json!([{"url": url}, {"url": "/second"}]), &Value::Null, &Value::Null)
}

#[test]
fn the_path_of_the_first_server_stands_before_each_path() {
    assert_eq!(full_path(&Value::Null, &Value::Null, &Value::Null).unwrap(), "/things");
    for (url, expected) in [
        ("https://api.example.com", "/things"),
        ("https://api.example.com/", "/things"),
        ("https://api.example.com/api/v2", "/api/v2/things"),
        ("https://api.example.com:8443/api/v2/?a=/b#/c", "/api/v2/things"),
        ("//api.example.com/api", "/api/things"),
        ("/api/v2/", "/api/v2/things"),
        ("/", "/things"),
        ("", "/things"),
    ] {
        assert_eq!(with_url(url).unwrap(), expected, "{url}");
    }
}

#[test]
fn variables_have_their_defaults() {
    let server = json!([{"url": "https://{region}.example.com/{base}", "variables": {
        "region": {"default": "eu"}, "base": {"enum": ["v1", "v2"], "default": "v2"},
    }}]);
    assert_eq!(full_path(&server, &Value::Null, &Value::Null).unwrap(), "/v2/things");
}

#[test]
fn servers_of_a_path_and_of_an_operation_go_before_those_of_the_document() {
    let servers = |url: &str| json!([{"url": url}]);
    let (document, item, operation) = (servers("/d"), servers("/p"), servers("/o"));
    assert_eq!(full_path(&document, &item, &Value::Null).unwrap(), "/p/things");
    assert_eq!(full_path(&document, &item, &operation).unwrap(), "/o/things");
    assert_eq!(full_path(&document, &json!([]), &Value::Null).unwrap(), "/d/things");
}

#[test]
fn a_server_without_a_host_and_a_prefix_that_cannot_be_sent_are_problems() {
    let relative = with_url("api/v2").unwrap_err();
    assert_eq!(
        relative,
        [
            "#/servers/0/url: `api/v2` is neither a URL with a host nor an absolute path; begin it with `https://` or with a slash"
        ]
    );
    for url in ["https://api.example.com/{base}", "/a b", "/a//b"] {
        assert_eq!(with_url(url).unwrap_err().len(), 1, "{url}");
    }
}
