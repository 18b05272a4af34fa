//! `generate`: the code of a fragment.

use std::fs;

use super::{SWAGGER, TOKENS, directory, names, run, run_with};

#[test]
fn generate_writes_the_code_of_a_build() {
    let text = fs::read_to_string(TOKENS).unwrap();
    let expected = genesys_cloud_codegen::generate(&text).unwrap();
    for (file, input) in [(TOKENS, ""), ("-", text.as_str())] {
        let ran = run_with(&["generate", file], input);
        assert_eq!((ran.code, ran.log.as_str()), (0, ""));
        assert!(ran.out == expected);
    }
    let target = directory("generate").join("src/genesys.rs");
    let ran = run(&["generate", TOKENS, "--output", target.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(fs::read_to_string(target).unwrap() == expected);
}

#[test]
fn a_fragment_with_problems_has_no_code() {
    let directory = directory("generate_problems");
    let target = directory.join("genesys.rs");
    let ran = run(&["generate", SWAGGER, "--output", target.to_str().unwrap()]);
    let line = format!(
        "genesys-spec: {SWAGGER}:2:3#/swagger: this is a Swagger 2.0 document; run `genesys-spec trim` on it, which converts it\n"
    );
    assert_eq!((ran.code, ran.out.as_str(), ran.log.as_str()), (65, "", line.as_str()));
    assert!(names(&directory).is_empty());
    let ran = run_with(&["generate", "-"], "{");
    assert!(
        ran.code == 65 && ran.log.starts_with("genesys-spec: standard input"),
        "{}",
        ran.log
    );
}

#[test]
fn the_fragment_is_not_overwritten_with_its_code() {
    let target = directory("generate_over").join("tokens.json");
    fs::copy(TOKENS, &target).unwrap();
    let target = target.to_str().unwrap();
    let ran = run(&["generate", target, "--output", target]);
    assert!(ran.code == 64 && ran.log.contains("this is the source"), "{}", ran.log);
}
