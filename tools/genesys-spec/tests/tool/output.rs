//! The file that `trim` writes, completely or not at all.

use std::fs;

use super::{GOLDEN, SWAGGER, TOKENS, directory, file, fragment, names, run};

#[test]
fn a_file_stays_as_it_was_until_the_new_one_is_complete() {
    let directory = directory("atomic");
    let target = file(&directory, "fragment.json", "precious");
    let ran = run(&["trim", SWAGGER, "--strict", "--output", &target]);
    assert_eq!(
        (ran.code, fs::read_to_string(&target).unwrap().as_str()),
        (65, "precious")
    );
    assert_eq!(names(&directory), ["fragment.json"]);

    let ran = run(&["trim", SWAGGER, "--tag", "Users", "--output", &target]);
    assert_eq!((ran.code, fragment(&target)), (0, fragment(GOLDEN)));
    assert_eq!(names(&directory), ["fragment.json"]);
}

#[test]
fn an_output_that_cannot_be_written_is_reported() {
    let directory = directory("unwritable");
    let ran = run(&["trim", TOKENS, "--output", directory.to_str().unwrap()]);
    let expected = format!(
        "genesys-spec: {}: cannot be written: this is a directory\n",
        directory.display()
    );
    assert_eq!((ran.code, ran.log.as_str()), (73, expected.as_str()));

    let below_a_file = format!("{}/fragment.json", file(&directory, "file", ""));
    let ran = run(&["trim", TOKENS, "--output", &below_a_file]);
    let start = format!("genesys-spec: {below_a_file}: cannot be written: ");
    assert!(ran.code == 73 && ran.log.starts_with(&start), "{}", ran.log);
    assert_eq!(names(&directory), ["file"]);
}

#[test]
fn the_folder_of_the_output_is_created_only_for_a_fragment() {
    let directory = directory("folder");
    let target = directory.join("spec/api/tokens.json");
    let args = ["trim", SWAGGER, "--strict", "--output", target.to_str().unwrap()];
    assert_eq!(run(&args).code, 65);
    assert!(names(&directory).is_empty());
    let ran = run(&["trim", TOKENS, "--output", target.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert_eq!(fragment(&target), fragment(TOKENS));
}

#[test]
fn the_source_is_not_overwritten() {
    let directory = directory("source");
    let text = fs::read_to_string(TOKENS).unwrap();
    let source = file(&directory, "source.json", &text);
    let spelled = format!("{}/./source.json", directory.display());
    let args = ["trim", &source, "--operation", "getTokensMe", "--output", &spelled];
    let ran = run(&args);
    let expected =
        format!("genesys-spec: {spelled}: this is the source, which would be replaced: write to another file\n");
    assert_eq!((ran.code, ran.log.as_str()), (64, expected.as_str()));
    assert_eq!(fs::read_to_string(&source).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn the_source_is_not_overwritten_through_a_link_or_standard_input() {
    use std::process::{Command, Stdio};

    let directory = directory("linked_source");
    let text = fs::read_to_string(TOKENS).unwrap();
    let source = file(&directory, "source.json", &text);
    let (soft, hard) = (directory.join("soft.json"), directory.join("hard.json"));
    std::os::unix::fs::symlink("source.json", &soft).unwrap();
    fs::hard_link(&source, &hard).unwrap();
    for target in [&soft, &hard] {
        assert_eq!(run(&["trim", &source, "--output", target.to_str().unwrap()]).code, 64);
    }
    let status = Command::new(env!("CARGO_BIN_EXE_genesys-spec"))
        .args(["trim", "-", "--output", &source])
        .stdin(fs::File::open(&source).unwrap())
        .stderr(Stdio::null())
        .status();
    assert_eq!(status.unwrap().code(), Some(64));
    assert_eq!(fs::read_to_string(&source).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_and_the_mode_of_its_file_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let directory = directory("link");
    let target = file(&directory, "fragment.json", "old");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    let link = directory.join("link.json");
    symlink(&target, &link).unwrap();
    let ran = run(&["trim", TOKENS, "--output", link.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fragment(&target), fragment(TOKENS));
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_a_missing_file_is_kept() {
    use std::os::unix::fs::symlink;

    let directory = directory("dangling");
    symlink("second.json", directory.join("link.json")).unwrap();
    symlink("fragment.json", directory.join("second.json")).unwrap();
    let link = directory.join("link.json");
    let ran = run(&["trim", TOKENS, "--output", link.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    for name in ["link.json", "second.json"] {
        assert!(directory.join(name).symlink_metadata().unwrap().is_symlink(), "{name}");
    }
    assert_eq!(fragment(directory.join("fragment.json")), fragment(TOKENS));
}
