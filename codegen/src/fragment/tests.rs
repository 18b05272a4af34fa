use std::path::{Path, PathBuf};
use std::{env, fs, process};

use super::Fragment;
use crate::text::MAX_SIZE;

/// A fragment that has problems.
const BAD: &str = "tests/data/bad/many_at_once.json";

/// Returns a file of a test's own, with this content.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = env::temp_dir().join(format!("genesys-cloud-codegen-{}-{name}", process::id()));
    fs::write(&path, content).unwrap();
    path
}

/// Returns the problems of `generate`, one per line.
fn problems(fragment: &Fragment) -> Vec<String> {
    lines(&fragment.generate().unwrap_err())
}

fn lines(problems: &[crate::Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_missing_file_is_one_problem_that_names_it() {
    let fragment = Fragment::file("tests/data/missing.json");
    let problems = fragment.generate().unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].pointer(), None);
    let line = problems[0].to_string();
    assert!(line.starts_with("tests/data/missing.json: cannot be read: "), "{line}");
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let end = format!(
        " ({}); create it with `genesys-spec init` or `genesys-spec trim swagger.json --tag TAG \
         --output tests/data/missing.json`, or correct the path",
        manifest.join("tests/data/missing.json").display()
    );
    assert!(line.ends_with(&end), "{line}");
}

#[test]
fn a_file_that_is_not_utf_8_is_one_problem_that_names_the_byte() {
    let path = file("not_utf_8.json", b"{\"a\": \"\xff\"}");
    let problems = problems(&Fragment::file(&path));
    fs::remove_file(&path).unwrap();
    let expected = format!(
        "{}: byte 7 is not UTF-8; save the file in that encoding",
        path.display()
    );
    assert_eq!(problems, [expected]);
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/tokens.json")).unwrap();
    let path = file("mark.json", &[b"\xef\xbb\xbf".as_slice(), &text].concat());
    let with_mark = Fragment::file(&path).generate();
    fs::remove_file(&path).unwrap();
    assert_eq!(with_mark, Fragment::file("../spec/tokens.json").generate());
}

#[test]
fn utf_16_is_one_problem_that_names_it() {
    let text = "{\"openapi\": \"3.0.3\"}";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &little].concat();
    for (name, content) in [("little.json", little), ("big.json", big), ("marked.json", marked)] {
        let path = file(name, &content);
        let problems = problems(&Fragment::file(&path));
        fs::remove_file(&path).unwrap();
        let expected = format!("{}: this is UTF-16; save the file in UTF-8", path.display());
        assert_eq!(problems, [expected]);
    }
}

#[test]
fn a_file_that_is_too_large_is_one_problem_that_names_the_way_out() {
    let path = file("large.json", b"");
    let large = fs::OpenOptions::new().write(true).open(&path).unwrap();
    // A sparse file takes no space. NUL is valid UTF-8, and not JSON.
    large.set_len(MAX_SIZE as u64).unwrap();
    let allowed = problems(&Fragment::file(&path));
    large.set_len(MAX_SIZE as u64 + 1).unwrap();
    let refused = problems(&Fragment::file(&path));
    fs::remove_file(&path).unwrap();
    assert!(allowed[0].contains("not JSON"), "{allowed:?}");
    let expected = format!(
        "{}: the file is larger than 64 MiB; cut a fragment out of it with `genesys-spec trim`",
        path.display()
    );
    assert_eq!(refused, [expected]);
}

#[test]
fn each_problem_names_the_file_as_given_and_the_pointer() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = fs::read_to_string(manifest.join(BAD.replace(".json", ".txt"))).unwrap();
    let relative: Vec<_> = beside.lines().map(|line| format!("tests/data/bad/{line}")).collect();
    assert!(
        relative.len() > 1 && relative[0].contains(".json:9:4#/"),
        "{relative:?}"
    );
    assert_eq!(problems(&Fragment::file(BAD)), relative);

    let absolute: Vec<_> = relative
        .iter()
        .map(|line| manifest.join(line).display().to_string())
        .collect();
    assert_eq!(problems(&Fragment::file(manifest.join(BAD))), absolute);
}

#[test]
fn the_code_is_for_a_dependent_unless_it_is_shipped() {
    let fragment = Fragment::file("../spec/tokens.json");
    assert!(fragment.generate().unwrap().contains("impl Apis for Client {"));
    assert!(fragment.shipped().generate().unwrap().contains("impl Client {"));
}

#[test]
fn an_invalid_name_is_refused() {
    for name in ["", "my users", "users/me", "../users", "users=", "b\u{fc}ro", "a\nb"] {
        let problems = Fragment::file("../spec/tokens.json").name(name).write().unwrap_err();
        let expected = format!(
            "../spec/tokens.json: the name {name:?} of this fragment is not valid; use ASCII letters, digits, `_` and `-`"
        );
        assert_eq!(lines(&problems), [expected]);
    }
}

#[test]
fn a_second_fragment_of_the_same_name_is_refused() {
    let fragment = || Fragment::file("../spec/tokens.json").name("same-name_1");
    fragment().check_name().unwrap();
    let problem = fragment().check_name().unwrap_err();
    assert_eq!(
        problem.to_string(),
        "../spec/tokens.json: another fragment of this package has the name \"same-name_1\"; give each fragment a name of \
         its own with `Fragment::name`"
    );
}

/// Such names would share a file if the file system ignores case.
#[test]
fn names_that_differ_only_in_case_are_refused() {
    let fragment = |name| Fragment::file("../spec/tokens.json").name(name);
    fragment("case_1").check_name().unwrap();
    let problem = fragment("Case_1").check_name().unwrap_err();
    assert_eq!(
        problem.to_string(),
        "../spec/tokens.json: another fragment of this package has the name \"case_1\"; choose a name that differs from it \
         in more than case"
    );
}

#[test]
fn an_include_without_a_name_is_refused_with_the_names() {
    let refusal = |names: &[&str]| super::refusal(names.iter().copied());
    assert_eq!(
        refusal(&["routing", "users"]).unwrap(),
        "compile_error!(\"include_api!() names no fragment, but this package has only fragments with names; write \
         include_api!(\\\"routing\\\") or include_api!(\\\"users\\\")\");\n"
    );
    assert_eq!(refusal(&["api", "users"]), None);
}

/// The tests run outside of a build script.
#[test]
fn build_outside_of_a_build_script_says_so() {
    let problems = Fragment::file("../spec/tokens.json")
        .name("outside")
        .write()
        .unwrap_err();
    let expected = "../spec/tokens.json: OUT_DIR is not set; call `build` in a build script, or `generate` elsewhere";
    assert_eq!(lines(&problems), [expected]);
}
