pub(crate) mod comments;
mod documentation;
pub(crate) mod hostile;
mod stability;

use std::fs;
use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::generate;
use crate::ir::Target;

const TOKENS: &str = "../spec/tokens.json";
const AWKWARD: &str = "tests/data/awkward.json";
const LISTS: &str = "tests/data/lists.json";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn code(spec: &str, target: Target) -> String {
    match Document::parse(&read(spec)).generate(target).result {
        Ok((_, code)) => code,
        Err(problems) => panic!("{spec}: {problems:#?}"),
    }
}

/// Compares with a golden file, and writes it if it differs: `git diff` is the review.
fn kept(name: &str, made: &str) -> Result<(), String> {
    let path = path(name);
    if fs::read_to_string(&path).is_ok_and(|kept| kept == made) {
        return Ok(());
    }
    fs::write(&path, made).unwrap();
    Err(format!(
        "{name} was out of date and is written anew: look at the difference"
    ))
}

/// This does not compare with the code of the build, which may be of another fragment.
#[test]
fn the_code_of_the_tokens_api_is_the_one_that_was_reviewed() {
    kept("tests/golden/tokens.rs", &code(TOKENS, Target::GenesysCloud)).unwrap();
}

#[test]
fn the_code_of_everything_else_is_the_one_that_was_reviewed() {
    kept("tests/golden/awkward.rs", &code(AWKWARD, Target::Dependent)).unwrap();
}

#[test]
fn the_code_of_lists_is_the_one_that_was_reviewed() {
    kept("tests/golden/lists.rs", &code(LISTS, Target::Dependent)).unwrap();
}

#[test]
fn the_same_spec_makes_the_same_code() {
    for spec in [TOKENS, AWKWARD, LISTS] {
        for target in [Target::GenesysCloud, Target::Dependent] {
            assert_eq!(code(spec, target), code(spec, target));
        }
    }
}

#[test]
fn each_bad_fragment_has_the_problems_of_the_text_beside_it() {
    let names = fixtures("tests/data/bad");
    assert!(names.len() > 30);
    compare("tests/data/bad", &names, |text| generate(text).expect_err(text));
}

#[test]
fn what_is_harmless_is_a_warning_and_builds() {
    let names = fixtures("tests/data/harmless");
    compare("tests/data/harmless", &names, |text| {
        let mut outcome = Document::parse(text).generate(Target::Dependent);
        outcome.locate(text);
        outcome.result.unwrap();
        outcome.warnings
    });
}

#[test]
fn problems_are_in_the_order_of_the_file() {
    for name in fixtures("tests/data/bad") {
        let problems = generate(&read(&format!("tests/data/bad/{name}"))).unwrap_err();
        let places: Vec<_> = problems
            .iter()
            .map(|problem| (problem.line(), problem.column()))
            .collect();
        assert!(places.is_sorted(), "{name}: {places:?}");
    }
}

/// Both operations of the path have its parameters.
#[test]
fn a_problem_of_a_parameter_of_a_path_is_reported_once() {
    let problems = generate(&read("tests/data/bad/noted_siblings.json")).unwrap_err();
    let mut lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let number = lines.len();
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), number, "{problems:#?}");
}

/// The fragment has problems of reading, lowering and naming that do not depend on each other.
#[test]
fn problems_of_all_steps_are_reported_at_once() {
    let problems = generate(&read("tests/data/bad/one_of_each_step.json")).unwrap_err();
    let mut places: Vec<&str> = problems.iter().filter_map(crate::Problem::pointer).collect();
    places.sort_unstable();
    let expected = [
        "/components/schemas/Misspelled/type",
        "/components/schemas/\u{6771}\u{4eac}",
        "/paths/~1a/get/responses/200/content",
        "/paths/~1b/post/operationId",
        "/paths/~1b/post/parameters/0/in",
        "/paths/~1c~1{id}/get",
    ];
    assert_eq!(places, expected);
}

/// Returns the names of the documents in a folder.
fn fixtures(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(path(folder)).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"));
    names.sort();
    names
}

/// Compares the problems of each document with the text file beside it.
fn compare(folder: &str, names: &[String], of: impl Fn(&str) -> Vec<crate::Problem>) {
    let mut failures = Vec::new();
    for name in names {
        let problems = of(&read(&format!("{folder}/{name}"))).into_iter();
        let lines: Vec<String> = problems
            .map(|problem| format!("{}\n", problem.in_file(Path::new(name))))
            .collect();
        let beside = format!("{folder}/{}", name.replace(".json", ".txt"));
        failures.extend(kept(&beside, &lines.concat()).err());
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn no_text_makes_the_generator_panic() {
    let whole = read(TOKENS);
    for end in (0..whole.len()).step_by(701).filter(|end| whole.is_char_boundary(*end)) {
        assert!(generate(&whole[..end]).is_err(), "cut off at {end}");
    }
    let words = [
        "\"", "{", "}", "[]", "null", "-1", "1e999", "\"x\"", ",", ":", "\\", "\u{0}", "\u{202e}", "$ref",
    ];
    // A fixed pseudo-random sequence (Knuth's MMIX generator): a failure can be repeated.
    let mut state: u64 = 42;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..150 {
        let mut text = whole.clone();
        for _ in 0..=random(3) {
            let start = (0..=random(text.len()))
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap();
            let end = (start + random(12)).min(text.len());
            let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
            text.replace_range(start..end, words[random(words.len())]);
        }
        drop(generate(&text));
    }
}

/// Replaces each value of the document in turn by other JSON.
#[test]
fn no_value_makes_the_generator_panic() {
    let document: serde_json::Value = serde_json::from_str(&read(AWKWARD)).unwrap();
    let mut pointers = Vec::new();
    pointers_of(&document, String::new(), &mut pointers);
    let values = [
        serde_json::json!(null),
        serde_json::json!(""),
        serde_json::json!([{}]),
        serde_json::json!({"a": -1.5}),
    ];
    for (index, pointer) in pointers.iter().enumerate() {
        let mut broken = document.clone();
        *broken.pointer_mut(pointer).unwrap() = values[index % values.len()].clone();
        drop(generate(&broken.to_string()));
    }
}

pub(super) fn pointers_of(value: &serde_json::Value, at: String, pointers: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers_of(item, format!("{at}/{index}"), pointers);
            }
        }
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                pointers_of(value, format!("{at}/{}", crate::pointer::escaped(key)), pointers);
            }
        }
        _ => {}
    }
    pointers.push(at);
}

/// A duplicate key once made the generator panic, and each level of a schema that it could not read doubled the time.
#[test]
fn a_duplicate_key_and_an_invalid_schema_deep_inside_are_problems() {
    let twice = r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{},"responses":{}}}}}"#;
    let levels = format!(
        "{}\"array\"{}",
        r#"{"type":"array","items":"#.repeat(23),
        "}".repeat(23)
    );
    let slow = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"","version":""}},"paths":{{}},"components":{{"schemas":{{"A":{levels}}}}}}}"#
    );
    for (text, problem) in [
        (twice, "`responses` is defined twice"),
        (&slow, "a string is not valid here"),
    ] {
        let problems = generate(text).unwrap_err();
        assert!(problems.iter().any(|one| one.message() == problem), "{problems:#?}");
    }
}

#[test]
fn deep_nesting_is_refused_before_it_costs_the_stack() {
    for depth in [25, 100, 119, 125, 10_000] {
        let schema = format!(
            "{}{{\"type\":\"string\"}}{}",
            "{\"type\":\"array\",\"items\":".repeat(depth),
            "}".repeat(depth)
        );
        let text = format!(
            r#"{{"openapi":"3.0.3","info":{{"title":"","version":""}},"paths":{{}},"components":{{"schemas":{{"A":{schema}}}}}}}"#
        );
        assert!(generate(&text).is_err());
    }
}
