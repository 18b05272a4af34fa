//! Texts that were written by hand.

use super::{Files, source};

#[test]
fn texts_that_were_written_by_hand_stay() {
    let files = Files::new("texts", &["--tag", "Users"]);
    files.edit("Returns a user.", "Our words.");
    let said = files.check().1;
    assert!(said.contains("nothing to do"), "{said}");

    // The source changes another text, and nothing is in conflict.
    let mut other = source();
    other["paths"]["/users/me"]["get"]["summary"] = "Returns you.".into();
    files.publish(&other);
    let (code, said) = files.update();
    assert!(
        code == 0 && said.contains("\nkept 1 text that was written by hand\n") && !said.contains("conflict"),
        "{said}"
    );
    assert!(files.text().contains("Our words.") && files.text().contains("Returns you."));

    // The source changes the same text.
    other["paths"]["/users/{id}"]["get"]["summary"] = "Returns someone.".into();
    files.publish(&other);
    for (expected, (code, said)) in [(1, files.check()), (0, files.update())] {
        let line = said.lines().next().unwrap();
        assert!(
            code == expected && line.starts_with("conflict       getUser: "),
            "{said}"
        );
        assert!(
            line.ends_with("(#/paths/~1users~1{id}/get/summary): it is now \"Returns someone.\""),
            "{said}"
        );
    }
    assert!(files.text().contains("Our words.") && !files.text().contains("Returns someone."));
    // The message appears once.
    assert_eq!(files.check().0, 0);
}

#[test]
fn a_text_of_the_source_is_escaped_once() {
    let files = Files::new("texts_escaped", &["--tag", "Users"]);
    files.edit("Returns a user.", "Our words.");
    let mut other = source();
    other["paths"]["/users/{id}"]["get"]["summary"] = "Red \u{1b}[31m \u{202e} \"text\"\n.".into();
    files.publish(&other);
    let (_, said) = files.check();
    assert!(
        said.contains(r#"it is now "Red \u{1b}[31m \u{202e} \"text\"\n.""#),
        "{said}"
    );
}
