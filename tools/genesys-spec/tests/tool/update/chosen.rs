//! The operations and tags that a fragment was made for.

use serde_json::json;

use super::{Files, source};

#[test]
fn an_operation_that_was_chosen_is_not_lost() {
    let files = Files::new("lost", &["--operation", "getUser", "--operation", "getUsersMe"]);
    let before = files.text();
    let mut renamed = source();
    renamed["paths"]["/users/me"]["get"]["operationId"] = "getUserMe".into();
    let mut form = source();
    form["paths"]["/users/{id}"]["get"]["responses"]["200"] =
        json!({"description": "", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}});
    for (changed, problem) in [
        (
            renamed,
            "there is no operation `getUsersMe`: did you mean `getUserMe` or `getUser`?\n",
        ),
        (
            form,
            "getUser (GET /users/{id}) cannot be in a fragment: its response is image/png\n",
        ),
    ] {
        files.publish(&changed);
        for (code, said) in [files.check(), files.update()] {
            let stays = format!("{} stays as it is: ", files.fragment);
            assert!(code == 2 && said.contains(problem) && said.contains(&stays), "{said}");
        }
        assert_eq!(files.text(), before);
    }
}

#[test]
fn an_operation_is_added_and_removed_by_its_id() {
    let files = Files::new("added", &["--operation", "getUser"]);
    let before = files.text();
    files.edit("\"getUser\"\n      ]", "\"getUser\", \"getUsersMe\"]");
    let (code, said) = files.update();
    assert!(
        code == 0 && said.starts_with("additive       UsersApi::get_users_me: "),
        "{said}"
    );
    assert!(files.text().contains("\"/users/me\""));
    files.edit(",\n        \"getUsersMe\"", "");
    let (code, said) = files.update();
    assert!(code == 0 && said.starts_with("breaking "), "{said}");
    assert_eq!(files.text(), before);
}

#[test]
fn a_tag_that_was_chosen_is_not_lost() {
    let files = Files::new("lost_tag", &["--tag", "Users"]);
    files.publish(&serde_json::from_str(&source().to_string().replace("\"Users\"", "\"People\"")).unwrap());
    let (code, said) = files.update();
    assert!(code == 2 && said.contains("there is no tag `Users`"), "{said}");
}
