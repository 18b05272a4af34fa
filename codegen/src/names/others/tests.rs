use std::collections::BTreeSet;

use super::Names;

fn names(operations: &[&str], tags: &[&str]) -> Names {
    let set = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    Names {
        operations: set(operations),
        tags: set(tags),
        ..Names::default()
    }
}

/// Checks which operations and tags of a document decide the identifiers of a part of it.
#[track_caller]
fn decide(part: &Names, operations: &[&str], tags: &[&str]) {
    let whole = names(
        &["getLines", "get_lines", "get_lines_2", "usersApi", "getUsers"],
        &["Sip", "SIP", "Users", "Alone"],
    );
    assert_eq!(whole.colliding_with(part), names(operations, tags));
}

#[test]
fn operations_that_make_one_method_decide_and_those_with_its_number() {
    decide(&names(&["getLines"], &[]), &["get_lines", "get_lines_2"], &[]);
    decide(&names(&["getUsers"], &["Alone"]), &[], &[]);
}

#[test]
fn tags_that_make_one_method_decide() {
    decide(&names(&[], &["Sip"]), &[], &["SIP"]);
}

#[test]
fn an_api_type_and_a_request_of_one_name_decide_each_other() {
    decide(&names(&[], &["Users"]), &["usersApi"], &[]);
    decide(&names(&["usersApi"], &[]), &[], &["Users"]);
}
