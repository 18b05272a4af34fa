use super::size;
use crate::testing::{json, pretty};

#[test]
fn order_numbers_and_empty_objects_are_kept() {
    let text = r#"{"z":1,"a":[1.5,-2,18446744073709551615,true,null,{}],"":"\u0001é"}"#;
    let expected = "{\n  \"z\": 1,\n  \"a\": [\n    1.5,\n    -2,\n    18446744073709551615,\n    true,\n    null,\n    {}\n  ],\n  \"\": \"\\u0001é\"\n}\n";
    assert_eq!(pretty(&json(text)), expected);
    assert_eq!(size(&json(text)), expected.len());
}
