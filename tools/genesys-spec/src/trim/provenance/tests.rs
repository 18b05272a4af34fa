use super::Provenance;
use crate::testing::{json, pretty};
use crate::trim::choice::Choice;
use crate::trim::texts::Texts;

#[test]
fn what_is_written_is_read_again() {
    let mut fragment = json(r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "v2"}, "paths": {}}"#);
    assert_eq!(Provenance::read(&fragment), None);
    let mut provenance = Provenance {
        source: Some("https://example.com/swagger".to_owned()),
        version: Some("v2".to_owned()),
        date: None,
        choice: Choice {
            tags: vec!["Users".to_owned()],
            operations: Vec::new(),
        },
        texts: Some(Texts::from_document(&fragment)),
    };
    provenance.write(&mut fragment);
    assert_eq!(Provenance::read(&fragment), Some(provenance.clone()));

    provenance.date = Some("2026-07-01".to_owned());
    provenance.texts = None;
    provenance.write(&mut fragment);
    let expected = r#"    "x-genesys-spec": {
      "source": "https://example.com/swagger",
      "version": "v2",
      "date": "2026-07-01",
      "tags": [
        "Users"
      ],
      "operations": []
    }"#;
    assert!(pretty(&fragment).contains(expected), "{}", pretty(&fragment));
    assert_eq!(Provenance::read(&fragment), Some(provenance));
}

#[test]
fn notes_of_another_shape_are_ignored() {
    let fragment = json(r#"{"info": {"x-genesys-spec": {"source": 1, "tags": [], "operations": [], "texts": "zz"}}}"#);
    assert_eq!(Provenance::read(&fragment), Some(Provenance::default()));
}

#[test]
fn notes_without_the_lists_of_what_was_chosen_are_none() {
    for lists in [
        r#""tags": []"#,
        r#""operations": ["getUsers"]"#,
        r#""tags": [], "operations": [1]"#,
        r#""tags": [], "operations": "getUsers""#,
        r#""tags": null, "operations": []"#,
    ] {
        let fragment = json(&format!(
            r#"{{"info": {{"x-genesys-spec": {{"source": "a.json", {lists}}}}}}}"#
        ));
        assert_eq!(Provenance::read(&fragment), None, "{lists}");
    }
}
