//! The file that `trim` writes, completely or not at all.

use std::fs;

use super::{GOLDEN, SWAGGER, TOKENS, directory, file, names, run};

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
    assert_eq!(
        (ran.code, fs::read_to_string(&target).unwrap()),
        (0, fs::read_to_string(GOLDEN).unwrap())
    );
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

    let missing = directory.join("no").join("such.json");
    let ran = run(&["trim", TOKENS, "--output", missing.to_str().unwrap()]);
    let start = format!("genesys-spec: {}: cannot be written: ", missing.display());
    assert!(ran.code == 73 && ran.log.starts_with(&start), "{}", ran.log);
    assert!(names(&directory).is_empty());
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
    assert_eq!(
        fs::read_to_string(&target).unwrap(),
        fs::read_to_string(TOKENS).unwrap()
    );
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
    assert_eq!(
        fs::read_to_string(directory.join("fragment.json")).unwrap(),
        fs::read_to_string(TOKENS).unwrap()
    );
}
