//! What changes in a source, and what `--check` and the exit code say about it.

use serde_json::json;

use super::{Files, source};
use crate::run;

#[test]
fn without_changes_there_is_nothing_to_do() {
    let files = Files::new("nothing", &["--tag", "Users"]);
    let before = files.text();
    let said = format!(
        "{}: nothing to do, {} has no changes for it\n",
        files.fragment,
        files.source.display()
    );
    assert_eq!((files.check(), files.update()), ((0, said.clone()), (0, said.clone())));
    // An operation of another tag, and the version, do not concern the fragment.
    let mut more = source();
    more["info"]["version"] = "v3".into();
    more["paths"]["/groups"] =
        json!({"get": {"operationId": "getGroups", "tags": ["Groups"], "responses": {"204": {"description": ""}}}});
    files.publish(&more);
    assert_eq!((files.check(), files.update()), ((0, said.clone()), (0, said)));
    assert_eq!(files.text(), before);
}

#[test]
fn an_addition_is_written_and_listed() {
    let files = Files::new("addition", &["--tag", "Users"]);
    let mut more = source();
    more["components"]["schemas"]["User"]["properties"]["email"] = json!({"type": "string"});
    files.publish(&more);
    let change = "additive       models::User.email: field added, `Option<String>`\n";
    let (code, said) = files.check();
    assert!(
        code == 1 && said.starts_with(change) && said.contains(" is out of date "),
        "{said}"
    );
    let (code, said) = files.update();
    let end = format!(
        "{} was updated with {}: version step minor\n",
        files.fragment,
        files.source.display()
    );
    assert_eq!((code, said), (0, format!("{change}{end}")));
    // The result is what `trim` makes of the new source.
    let again = run(&["trim", files.source.to_str().unwrap(), "--tag", "Users", "-o", "-"]);
    assert_eq!(files.text(), again.out);
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_change_of_the_documentation_is_a_change() {
    let files = Files::new("documentation", &["--operation", "getUser"]);
    let mut other = source();
    other["paths"]["/users/{id}"]["get"]["summary"] = "Returns one user.".into();
    files.publish(&other);
    let (code, said) = files.check();
    assert!(code == 1 && said.contains("summary changed"), "{said}");
    assert_eq!(files.update().0, 0);
    assert!(files.text().contains("Returns one user."));
}

#[test]
fn a_breaking_change_is_written_only_without_check() {
    let files = Files::new("breaking", &["--tag", "Users"]);
    let mut less = source();
    less["paths"].as_object_mut().unwrap().remove("/users/me");
    files.publish(&less);
    let (code, said) = files.check();
    assert!(
        code == 2 && said.starts_with("breaking       UsersApi::get_users_me: "),
        "{said}"
    );
    let (code, said) = files.update();
    assert!(code == 0 && said.ends_with("version step major\n"), "{said}");
    assert!(!files.text().contains("getUsersMe"));
}
