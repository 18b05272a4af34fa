use super::{markdown, marked};
use crate::diff::change::{Changes, Kind};

#[test]
fn a_list_for_each_kind_with_code_spans() {
    let mut changes = Changes::default();
    changes.add(
        Kind::Breaking,
        "models::A.b",
        "type is `Option<f64>`, previously `Option<i64>`",
    );
    changes.add(Kind::Documentation, "ThingsApi::put_thing", "summary changed");
    assert_eq!(
        markdown(&changes),
        "## API changes: version step major\n\n1 breaking, 1 documentation changes.\n\n### Breaking\n\n\
         - `models::A.b`: type is `Option<f64>`, previously `Option<i64>`\n\n### Documentation\n\n\
         - `ThingsApi::put_thing`: summary changed\n"
    );
}

#[test]
fn nothing_is_said_in_a_sentence() {
    let expected = "## API changes: version step none\n\nNothing changes for callers.\n";
    assert_eq!(markdown(&Changes::default()), expected);
}

#[test]
fn text_of_a_document_stays_text() {
    for (given, expected) in [
        ("value is `<b>`, previously `a", "value is `<b>`, previously `a`"),
        ("is sent as <script>", "is sent as \\<script\\>"),
        ("`a`<script>`b`", "`a`\\<script\\>`b`"),
        ("value is `", "value is \"\""),
        ("@all [x](y)", "\\@all \\[x\\](y)"),
    ] {
        assert_eq!(marked(given), expected);
    }
}
