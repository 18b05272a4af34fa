//! The generator with any text as its fragment: it returns diagnostics or code, and does not panic. No text of the fragment is more
//! than text in the documentation of the code.
//!
//! Random bytes are hardly ever valid JSON, so half of the mutations change the document as a tree.

#![no_main]

use genesys_cloud_codegen::generate;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::Value;

#[path = "../../codegen/src/tests/comments.rs"]
mod comments;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match generate(text) {
        Ok(code) => {
            assert!(syn::parse_file(&code).is_ok(), "not Rust:\n{}", code);
            let again = generate(text).expect("the same fragment generates again");
            assert_eq!(code, again);
            for comment in comments::comments(&code) {
                assert_eq!(comments::fault(&comment, &[]), None, "in the comment:\n{comment}");
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "an error without a problem");
            for problem in problems {
                let line = problem.to_string();
                assert!(
                    !line.is_empty() && !line.chars().any(char::is_control),
                    "not one line: {line:?}"
                );
            }
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut random = Random(u64::from(seed) | 1 << 32);
    if random.below(2) == 0 {
        if let Ok(mut document) = serde_json::from_slice::<Value>(&data[..size]) {
            for _ in 0..=random.below(3) {
                change(&mut document, &mut random);
            }
            let written = document.to_string();
            if written.len() <= max_size {
                data[..written.len()].copy_from_slice(written.as_bytes());
                return written.len();
            }
        }
    }
    fuzzer_mutate(data, size, max_size)
});

/// Keywords, and names that are hard to turn into Rust.
const WORDS: &[&str] = &[
    "",
    "$ref",
    "*",
    "-",
    "1",
    "Self",
    "self",
    "crate",
    "type",
    "Unknown",
    "String",
    "Option",
    "Client",
    "client",
    "send",
    "additional_properties",
    "a-b",
    "a_b",
    "aB",
    "ä",
    "\u{202e}",
    "\u{0}",
    "*/ //! ```\n```rust\n[x](y) <z>",
    "a ~~~ <script> > # 1. - === `a` `` <b> ``` ~~~",
    "`a wide code span with <script>, which is longer than a line of a comment: ~~~ ```rust > # 1. - === <b> panic!()`",
    "#/components/schemas/TokenInfo",
    "#/components/schemas/a~1b",
    "/api/v2/{a}/{b}",
    "/{a}{a}",
    "x-literal-siblings",
    "x-literal-paths",
    "/a/{b}.json/",
    "x-genesys-preview",
    "x-inin-requires-permissions",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "enum",
    "nullable",
    "default",
    "deprecated",
    "description",
    "example",
    "explode",
    "style",
    "form",
    "format",
    "int32",
    "int64",
    "date",
    "date-time",
    "binary",
    "items",
    "properties",
    "required",
    "readOnly",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "application/json",
    "text/plain",
    "schema",
    "security",
    "servers",
    "tags",
    "in",
    "path",
    "query",
    "header",
    "cookie",
    "name",
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "get",
    "post",
    "patch",
    "200",
    "2XX",
    "204",
];

/// Changes one value of a document.
fn change(document: &mut Value, random: &mut Random) {
    let count = count(document);
    let source = random.below(count);
    let donor = node(document, &mut { source }).map_or(Value::Null, |value| value.clone());
    let target = random.below(count);
    let Some(target) = node(document, &mut { target }) else {
        return;
    };
    let word = WORDS[random.below(WORDS.len())];
    match (random.below(6), target) {
        (0, Value::Object(map)) => {
            let key = nth_key(map, random);
            map.remove(&key);
        }
        (1, Value::Object(map)) => {
            map.insert(word.to_owned(), donor);
        }
        (2, Value::Object(map)) => {
            let key = nth_key(map, random);
            if let Some(value) = map.remove(&key) {
                map.insert(word.to_owned(), value);
            }
        }
        (0, Value::Array(list)) => {
            list.pop();
        }
        (1 | 2, Value::Array(list)) => list.push(donor),
        (3, target) => *target = Value::String(word.to_owned()),
        (4, target) => {
            let odd = [
                "null",
                "true",
                "-1",
                "1e300",
                "18446744073709551615",
                "[]",
                "{}",
                "[[]]",
            ];
            *target = odd[random.below(odd.len())].parse().unwrap_or_default();
        }
        (_, target) => *target = donor,
    }
}

fn nth_key(map: &serde_json::Map<String, Value>, random: &mut Random) -> String {
    map.keys().nth(random.below(map.len())).cloned().unwrap_or_default()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Returns the value at a position, counted in document order.
fn node<'a>(value: &'a mut Value, position: &mut usize) -> Option<&'a mut Value> {
    if *position == 0 {
        return Some(value);
    }
    *position -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|value| node(value, position)),
        Value::Object(map) => map.values_mut().find_map(|value| node(value, position)),
        _ => None,
    }
}

/// An xorshift generator, so that each mutation depends on its seed only.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % end.max(1)
    }
}
