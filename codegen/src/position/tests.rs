use super::{Position, positions};

const TEXT: &str = r#"{
  "openapi": "3.0.3", "paths": {
    "/a": {"get": [1, {"x": "\"}"}, [], "y"]},
    "\u00fc~": {"ü": {}, "n": -1.5e3, "t": true},
    "last": null
  }, "paths": 2
}
"#;

fn position(text: &str, pointer: &str) -> Option<(u32, u32)> {
    let found = positions(text, [pointer].into_iter());
    found.get(pointer).map(|Position { line, column }| (*line, *column))
}

#[test]
fn a_place_is_the_key_of_an_entry_or_the_beginning_of_an_item() {
    for (pointer, expected) in [
        ("/openapi", (2, 3)),
        // The key is defined twice.
        ("/paths", (6, 6)),
        ("/paths/~1a", (3, 5)),
        ("/paths/~1a/get", (3, 12)),
        ("/paths/~1a/get/0", (3, 20)),
        ("/paths/~1a/get/1/x", (3, 24)),
        ("/paths/~1a/get/2", (3, 37)),
        ("/paths/~1a/get/3", (3, 41)),
        ("/paths/ü~0/ü", (4, 17)),
        ("/paths/ü~0/t", (4, 39)),
        ("/paths/last", (5, 5)),
    ] {
        assert_eq!(position(TEXT, pointer), Some(expected), "{pointer}");
        let marked = format!("\u{feff}{TEXT}");
        assert_eq!(position(&marked, pointer), Some(expected), "{pointer}");
    }
}

#[test]
fn a_place_that_is_missing_is_the_one_around_it() {
    assert_eq!(position(TEXT, "/paths/~1a/put/tags"), Some((3, 5)));
    assert_eq!(position(TEXT, "/paths/last/x"), Some((5, 5)));
    assert_eq!(position(TEXT, "/components/schemas"), None);
    assert_eq!(position(TEXT, ""), None);
    assert_eq!(position("[[1]]", "/0/0"), Some((1, 3)));
}

#[test]
fn several_places_are_found_at_once() {
    let found = positions(
        TEXT,
        ["/paths/~1a", "/paths/~1a/get/3", "/paths/~1a-b", "/openapi"].into_iter(),
    );
    let lines: Vec<_> = found
        .iter()
        .map(|(pointer, position)| (*pointer, position.line))
        .collect();
    assert_eq!(
        lines,
        [
            ("/openapi", 2),
            ("/paths/~1a", 3),
            ("/paths/~1a-b", 6),
            ("/paths/~1a/get/3", 3)
        ]
    );
}

#[test]
fn no_text_panics() {
    let pointers = ["/paths/~1a/get/1/x", "/paths/ü~0/t", "/0"];
    for end in (0..TEXT.len()).filter(|end| TEXT.is_char_boundary(*end)) {
        positions(&TEXT[..end], pointers.into_iter());
        positions(&TEXT[end..], pointers.into_iter());
    }
    for text in [
        "",
        "\"",
        "\"\\",
        "{\"",
        "{]",
        "[}",
        "}",
        "[,,]",
        "{\"a\"\"b\"}",
        "{1:2}",
        "\u{feff}",
    ] {
        positions(text, pointers.into_iter());
    }
}
