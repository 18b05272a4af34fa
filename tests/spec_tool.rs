//! `genesys-spec` as it is run: files in, files out, what it says and how it ends.
#![cfg(feature = "spec-tool")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SWAGGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/swagger2.json");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/swagger2.json");
const TOKENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/tokens.json");

struct Ran {
    code: i32,
    out: String,
    log: String,
}

fn run(args: &[&str]) -> Ran {
    run_with(args, "")
}

fn run_with(args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_genesys-spec"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that reads nothing may be over by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        log: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An empty directory of a test's own.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spec_tool").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn file(directory: &Path, name: &str, content: &str) -> String {
    let path = directory.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn trim_converts_every_case_of_swagger_2() {
    let target = directory("golden").join("fragment.json");
    let ran = run(&["trim", SWAGGER, "--tag", "Users", "--output", target.to_str().unwrap()]);
    let log = format!(
        "kept 8 of 10 operations:\n  Users         8\n  Provisioning  1\nkept 4 of 5 schemas\n\
         left out 2 operations and 1 schema\nconverted from Swagger 2.0: {SWAGGER}\nwrote {}\n",
        target.display()
    );
    assert_eq!((ran.code, ran.log.as_str(), ran.out.as_str()), (0, log.as_str(), ""));
    let made = fs::read_to_string(&target).unwrap();
    if fs::read_to_string(GOLDEN).is_ok_and(|golden| golden == made) {
        return;
    }
    fs::write(GOLDEN, made).unwrap();
    panic!("the fragment is another than tests/golden/swagger2.json, which is now the new one: read the difference");
}

#[test]
fn the_generator_has_nothing_against_what_trim_writes() {
    let ran = run(&["check", GOLDEN]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.log.starts_with(&format!("{GOLDEN}: no problems, ")), "{}", ran.log);
}

#[test]
fn trim_of_what_was_trimmed_changes_nothing() {
    let ran = run(&["trim", GOLDEN, "--tag", "Users", "--output", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(ran.out, fs::read_to_string(GOLDEN).unwrap());
    let tokens = run(&["trim", TOKENS, "--output", "-"]);
    assert_eq!(tokens.out, fs::read_to_string(TOKENS).unwrap(), "{}", tokens.log);
}

#[test]
fn trim_reads_standard_input_and_writes_standard_output() {
    let ran = run_with(
        &["trim", "-", "--tag", "Users", "--output", "-"],
        &fs::read_to_string(SWAGGER).unwrap(),
    );
    assert_eq!(ran.out, fs::read_to_string(GOLDEN).unwrap());
    assert!(
        ran.log.contains("converted from Swagger 2.0: standard input\n"),
        "{}",
        ran.log
    );
    assert!(!ran.log.contains("wrote"), "{}", ran.log);
}

#[test]
fn tags_and_operations_add_up() {
    let ran = run(&[
        "trim",
        SWAGGER,
        "--tag",
        "Provisioning",
        "--operation",
        "getMe",
        "--operation",
        "headUser",
        "-o",
        "-",
    ]);
    assert!(ran.log.starts_with("kept 3 of 10 operations:\n"), "{}", ran.log);
    let list = run_with(&["list", "-"], &ran.out);
    assert_eq!(
        list.out,
        "  Forms         1\n  Users         2\n  Provisioning  1\n3 operations, 3 tags\n"
    );
}

#[test]
fn what_cannot_be_converted_is_told_only_where_it_is_kept() {
    let ran = run(&["trim", SWAGGER, "--output", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
    let expected = format!(
        "genesys-spec: {SWAGGER}#/paths/~1users~1search/post/parameters/0: form parameters are not converted, describe a \
         body, or leave the operation out\n"
    );
    assert_eq!(ran.log, expected);
}

#[test]
fn list_counts_the_operations_of_each_tag() {
    let ran = run(&["list", SWAGGER]);
    let expected = "  Forms         2\n  Users         8\n  Provisioning  1\n10 operations, 3 tags\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.log.as_str()), (0, expected, ""));
}

#[test]
fn check_says_one_problem_to_a_line() {
    let ran = run_with(
        &["check", "-"],
        r#"{"openapi": "3.0.3", "info": {"title": "t"}, "paths": {}, "schemes": []}"#,
    );
    assert_eq!((ran.code, ran.log.as_str()), (1, ""));
    assert_eq!(
        ran.out,
        "standard input#: `info` has no `version`, add it\n".replace("#:", "#/info:")
            + "standard input#/schemes: the document has no keyword `schemes` in OpenAPI 3.0.3, remove it, or begin its name \
               with `x-`\n"
    );
}

#[test]
fn diff_ends_with_what_it_found() {
    let directory = directory("diff");
    let tokens = fs::read_to_string(TOKENS).unwrap();
    let with = |name: &str, old: &str, new: &str| {
        let changed = tokens.replace(old, new);
        assert_ne!(changed, tokens, "{old} is not in the fragment");
        file(&directory, name, &changed)
    };
    let same = run(&["diff", TOKENS, TOKENS]);
    assert_eq!(
        (same.code, same.out.as_str(), same.log.as_str()),
        (0, "version step: none\n", "")
    );

    let told = with(
        "told.json",
        "Revokes every token of one user.",
        "Revokes all tokens of a user.",
    );
    let ran = run(&["diff", TOKENS, &told]);
    let expected = "documentation  TokensApi::delete_token: summary changed\nversion step: patch\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, expected));

    let more = with("more.json", "\"CODE\",", "\"CODE\", \"DEVICE\",");
    let ran = run(&["diff", TOKENS, &more]);
    let expected = "additive       models::OrgOAuthClientAuthorizedGrantType::Device: value added, `DEVICE`\nversion step: minor\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected));

    let ran = run(&["diff", &more, TOKENS, "--json"]);
    assert_eq!(ran.code, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let expected = serde_json::json!({"step": "major", "changes": [
        {"kind": "breaking", "path": "models::OrgOAuthClientAuthorizedGrantType::Device", "change": "value removed"}]});
    assert_eq!(json, expected);
}

#[test]
fn diff_takes_swagger_2_as_it_is_published() {
    let directory = directory("diff_swagger");
    let users = fs::read_to_string(SWAGGER)
        .unwrap()
        .replace("\"formData\"", "\"query\"");
    let old = file(&directory, "old.json", &users);
    let new = directory.join("new.json");
    let new = new.to_str().unwrap();
    assert_eq!(run(&["trim", &old, "--output", new]).code, 0);
    let ran = run(&["diff", &old, new]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "version step: none\n"), "{}", ran.log);
}

#[test]
fn an_unknown_name_comes_with_those_that_are_near() {
    let ran = run(&[
        "trim",
        SWAGGER,
        "--tag",
        "user",
        "--tag",
        "Billing",
        "--operation",
        "getusr",
        "--output",
        "-",
    ]);
    let expected = format!(
        "genesys-spec: {SWAGGER}: there is no tag `user`: did you mean `Users`?\n\
         genesys-spec: {SWAGGER}: there is no tag `Billing`: `genesys-spec list` shows the tags\n\
         genesys-spec: {SWAGGER}: there is no operation `getusr`: did you mean `getUser` or `getUsers`?\n"
    );
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.log.as_str()),
        (64, "", expected.as_str())
    );
}

#[test]
fn a_source_that_is_none_says_why() {
    let cases = [
        (
            "{\n  \"swagger\": \"2.0\",\n}",
            "not JSON: trailing comma at line 3 column 1",
        ),
        (
            "{\"swagger\": ",
            "not JSON: EOF while parsing a value at line 1 column 12",
        ),
        ("", "not JSON: EOF while parsing a value at line 1 column 0"),
        (
            "{}",
            "neither Swagger 2.0 nor OpenAPI 3.0: there is no `swagger` or `openapi` with a version",
        ),
        (
            "[1]",
            "neither Swagger 2.0 nor OpenAPI 3.0: there is no `swagger` or `openapi` with a version",
        ),
        (
            "{\"openapi\": \"3.1.0\"}",
            "OpenAPI 3.1.0 is not understood: give Swagger 2.0 or OpenAPI 3.0",
        ),
        (
            "{\"swagger\": \"1.2\"}",
            "Swagger 1.2 is not understood: give Swagger 2.0 or OpenAPI 3.0",
        ),
        ("{\"swagger\": \"2.0\", \"paths\": {}}", "there is no operation"),
    ];
    for (text, expected) in cases {
        let ran = run_with(&["trim", "-", "--output", "-"], text);
        let expected = format!("genesys-spec: standard input: {expected}\n");
        assert_eq!(
            (ran.code, ran.log.as_str(), ran.out.as_str()),
            (65, expected.as_str(), ""),
            "{text}"
        );
    }
    let deep = "[".repeat(100_000);
    let ran = run_with(&["list", "-"], &deep);
    assert_eq!(
        ran.log,
        "genesys-spec: standard input: not JSON: recursion limit exceeded at line 1 column 128\n"
    );
}

#[test]
fn a_file_that_is_not_there_says_so() {
    for args in [
        &["trim", "no/such.json", "--output", "-"][..],
        &["list", "no/such.json"],
        &["check", "no/such.json"],
        &["diff", "no/such.json", TOKENS],
    ] {
        let ran = run(args);
        let start = "genesys-spec: no/such.json: cannot be read: ";
        assert!(
            ran.code == 66 && ran.log.starts_with(start) && ran.out.is_empty(),
            "{}",
            ran.log
        );
    }
}

#[test]
fn diff_refuses_what_a_build_would_refuse() {
    let ran = run(&["diff", TOKENS, SWAGGER]);
    assert_eq!((ran.code, ran.out.as_str()), (65, ""));
    assert!(ran.log.contains("form parameters are not converted"), "{}", ran.log);
    let ran = run_with(&["diff", TOKENS, "-"], "{");
    let start = "genesys-spec: standard input#: not JSON: EOF while parsing an object at line 1 column 1";
    assert!(ran.code == 65 && ran.log.starts_with(start), "{}", ran.log);
}

#[test]
fn the_command_line_is_explained() {
    for args in [
        &[][..],
        &["trim"],
        &["trim", TOKENS],
        &["explode"],
        &["list", TOKENS, "--what"],
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{args:?}: {}", ran.log);
    }
    for args in [&["--help"][..], &["trim", "--help"], &["diff", "-h"]] {
        let ran = run(args);
        assert!(
            ran.code == 0 && ran.log.is_empty() && ran.out.contains("Exit codes:"),
            "{args:?}: {}",
            ran.out
        );
    }
}

#[test]
fn a_file_stays_as_it_was_until_the_new_one_is_complete() {
    let directory = directory("atomic");
    let target = file(&directory, "fragment.json", "precious");
    let ran = run(&["trim", SWAGGER, "--output", &target]);
    assert_eq!(
        (ran.code, fs::read_to_string(&target).unwrap().as_str()),
        (65, "precious")
    );
    assert_eq!(names(&directory), ["fragment.json"]);

    let ran = run(&["trim", SWAGGER, "--tag", "Users", "--output", &target]);
    assert_eq!(
        (ran.code, fs::read_to_string(&target).unwrap()),
        (0, fs::read_to_string(GOLDEN).unwrap())
    );
    assert_eq!(names(&directory), ["fragment.json"]);
}

#[test]
fn an_output_that_cannot_be_written_says_so() {
    let directory = directory("unwritable");
    let ran = run(&["trim", TOKENS, "--output", directory.to_str().unwrap()]);
    let expected = format!(
        "genesys-spec: {}: cannot be written: this is a directory\n",
        directory.display()
    );
    assert_eq!((ran.code, ran.log.as_str()), (73, expected.as_str()));

    let missing = directory.join("no").join("such.json");
    let ran = run(&["trim", TOKENS, "--output", missing.to_str().unwrap()]);
    let start = format!("genesys-spec: {}: cannot be written: ", missing.display());
    assert!(ran.code == 73 && ran.log.starts_with(&start), "{}", ran.log);
    assert!(names(&directory).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_goes_on_to_point_to_the_file_and_its_mode_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let directory = directory("link");
    let target = file(&directory, "fragment.json", "old");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    let link = directory.join("link.json");
    symlink(&target, &link).unwrap();
    let ran = run(&["trim", TOKENS, "--output", link.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(
        fs::read_to_string(&target).unwrap(),
        fs::read_to_string(TOKENS).unwrap()
    );
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}
