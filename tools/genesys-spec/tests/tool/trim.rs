//! `trim`: what comes out.

use std::fs;

use super::{GOLDEN, SWAGGER, TOKENS, directory, run, run_with};

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
    panic!(
        "the fragment is another than tests/data/swagger2.golden.json, which is now the new one: read the difference"
    );
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
