//! Values of path parameters that are refused, since they lead to other operations.

use super::{fragment, said, with_parameters};

/// Operations to read things, with further paths.
fn things(paths: &[&str]) -> String {
    let operation = |id: &str, path: &str, parameters: &[&str]| {
        let parameter = |name: &&str| {
            format!(r#"{{"name": "{name}", "in": "path", "required": true, "schema": {{"type": "string"}}}}"#)
        };
        let parameters: Vec<String> = parameters.iter().map(parameter).collect();
        format!(
            r#""{path}": {{"get": {{"tags": ["Things"], "operationId": "{id}", "parameters": [{}],
                "responses": {{"204": {{"description": "d"}}}}}}}}"#,
            parameters.join(", ")
        )
    };
    let mut all = vec![
        operation("getThing", "/things/{thingId}", &["thingId"]),
        operation("getPart", "/things/{thingId}/parts/{partId}", &["thingId", "partId"]),
        operation(
            "getPartOwner",
            "/things/{thingId}/parts/{partId}/owner",
            &["thingId", "partId"],
        ),
    ];
    for path in paths {
        let id = path.replace(['/', '{', '}'], "_");
        let parameters: Vec<&str> = path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect();
        all.push(operation(&id, path, &parameters));
    }
    fragment(&all.join(", "), "")
}

#[test]
fn a_value_that_leads_to_a_new_operation_is_listed_with_it() {
    let (none, me) = (things(&[]), things(&["/things/me"]));
    assert_eq!(
        said(&none, &me),
        "additive       ThingsApi::things_me: operation added, with refused values of ThingsApi::get_thing\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&me, &none),
        "breaking       ThingsApi::things_me: operation removed, with accepted values of ThingsApi::get_thing\n\
         version step: major\n"
    );
}

/// A gateway may decode the slash in a value, so `search/parts/7` is refused for a thing.
#[test]
fn all_values_that_lead_to_one_new_operation_are_on_its_line() {
    let more = things(&["/things/search/parts/{partId}", "/things/search/parts/all/owner"]);
    assert_eq!(
        said(&things(&[]), &more),
        "additive       ThingsApi::things_search_parts_part_id: operation added, with refused values of ThingsApi::get_thing and \
         refused values of ThingsApi::get_part\n\
         additive       ThingsApi::things_search_parts_all_owner: operation added, with refused values of 3 operations\n\
         version step: minor\n"
    );
}

#[test]
fn a_new_api_has_the_values_that_lead_to_its_operations() {
    let none = things(&[]);
    let me = things(&["/things/me"]).replace(
        r#"["Things"], "operationId": "_things_me""#,
        r#"["Own"], "operationId": "getMe""#,
    );
    assert_eq!(
        said(&none, &me),
        "additive       OwnApi: API added (`Apis::own`), with OwnApi::get_me and refused values of ThingsApi::get_thing\n\
         version step: minor\n"
    );
}

#[test]
fn a_path_that_is_only_noted_has_a_line_of_its_own() {
    let noted = |paths: &str| {
        let operation = r#""operationId": "putThing","#;
        with_parameters("").replace(operation, &format!(r#"{operation} "x-literal-paths": [{paths}],"#))
    };
    let both = noted(r#""/things/a/b", "/things/{a}/{b}/more""#);
    assert_eq!(
        said(&with_parameters(""), &both),
        "additive       /things/a/b: is now the path of another operation, with refused values of ThingsApi::put_thing\n\
         additive       /things/{a}/{b}/more: is now the path of another operation, with refused values of \
         ThingsApi::put_thing\n\
         version step: minor\n"
    );
    assert_eq!(
        said(&both, &noted(r#""/things/{x}/{y}/more""#)),
        "additive       /things/a/b: is no longer the path of another operation, with accepted values of \
         ThingsApi::put_thing\n\
         version step: minor\n"
    );
}

#[test]
fn a_noted_value_of_a_parameter_is_a_path() {
    let noted = with_parameters("").replace(r#""name": "b","#, r#""name": "b", "x-literal-siblings": ["me"],"#);
    assert_eq!(
        said(&with_parameters(""), &noted),
        "additive       /things/{a}/me: is now the path of another operation, with refused values of ThingsApi::put_thing\n\
         version step: minor\n"
    );
}
