//! `init`: what a crate gets, and what is refused before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use super::server::{Server, redirect};
use super::{Ran, SWAGGER, directory, names, run_in};

const MANIFEST: &str =
    "# Mine.\n[package]\nname = \"report\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[dependencies]\n";

/// Creates a crate in a new folder.
fn package(name: &str) -> PathBuf {
    let directory = directory(&format!("init_{name}"));
    fs::write(directory.join("Cargo.toml"), MANIFEST).unwrap();
    directory
}

fn init(package: &Path, options: &[&str]) -> Ran {
    run_in(package, &[&["init", "--source", SWAGGER], options].concat())
}

fn read(package: &Path, file: &str) -> String {
    fs::read_to_string(package.join(file)).unwrap()
}

/// Runs `init`, which is refused and leaves the crate as it is.
fn refused(package: &Path, options: &[&str], code: i32, problem: &str) {
    let manifest = fs::read(package.join("Cargo.toml")).ok();
    let before = names(package);
    let ran = init(package, options);
    assert!(
        ran.code == code && ran.out.is_empty() && ran.log.contains(problem),
        "{}: {}",
        ran.code,
        ran.log
    );
    assert_eq!(names(package), before);
    assert_eq!(fs::read(package.join("Cargo.toml")).ok(), manifest);
}

#[test]
fn a_crate_gets_a_fragment_a_build_script_and_dependencies() {
    let package = package("new");
    let ran = init(&package, &["--operation", "getUser", "--example"]);
    assert_eq!((ran.code, ran.log.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("wrote spec/users.json: 1 of 10 operations and "),
        "{}",
        ran.out
    );
    for line in [
        "wrote build.rs",
        "wrote examples/users.rs",
        "changed Cargo.toml: [dependencies] genesys-cloud = \"0.1\", [build-dependencies] genesys-cloud-codegen = \"0.1\"",
        "          genesys_cloud::include_api!();",
    ] {
        assert!(lines.contains(&line), "{line}: {}", ran.out);
    }
    assert_eq!(names(&package), ["Cargo.toml", "build.rs", "examples", "spec"]);
    let manifest =
        format!("{MANIFEST}genesys-cloud = \"0.1\"\n\n[build-dependencies]\ngenesys-cloud-codegen = \"0.1\"\n");
    assert_eq!(read(&package, "Cargo.toml"), manifest);
    assert_eq!(
        read(&package, "build.rs"),
        "fn main() {\n    genesys_cloud_codegen::Fragment::file(\"spec/users.json\").build();\n}\n"
    );
    assert!(read(&package, "examples/users.rs").contains("get_user("));
    // The fragment can be updated from there.
    let ran = run_in(&package, &["update", "spec/users.json", "--check"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.log);
}

#[test]
fn an_unknown_operation_is_refused_with_a_suggestion() {
    let package = package("unknown");
    refused(
        &package,
        &["--operation", "getUsr"],
        64,
        "there is no operation `getUsr`: did you mean `getUser`",
    );
    refused(&package, &["--tag", "User"], 64, "did you mean `Users`?");
}

#[test]
fn a_folder_without_a_crate_is_refused() {
    let empty = directory("init_empty");
    refused(
        &empty,
        &["--tag", "Users"],
        66,
        "Cargo.toml: there is none in this folder",
    );
    let workspace = package("workspace");
    fs::write(workspace.join("Cargo.toml"), "[workspace]\nmembers = [\"a\"]\n").unwrap();
    refused(&workspace, &["--tag", "Users"], 64, "is the root of a workspace");
    fs::write(workspace.join("Cargo.toml"), "[package").unwrap();
    refused(&workspace, &["--tag", "Users"], 65, "is not valid TOML");
}

#[test]
fn a_build_script_that_exists_is_not_changed() {
    let package = package("build_script");
    let script = "fn main() {\n    println!(\"cargo::rustc-cfg=mine\");\n}\n";
    fs::write(package.join("build.rs"), script).unwrap();
    let ran = init(&package, &["--tag", "Users"]);
    let line = "build.rs is there already, and was not changed: add to it, in `main`:\n    \
                genesys_cloud_codegen::Fragment::file(\"spec/users.json\").build();\n";
    assert!(ran.code == 0 && ran.out.contains(line), "{}{}", ran.out, ran.log);
    assert_eq!(read(&package, "build.rs"), script);
}

#[test]
fn a_second_fragment_gets_a_name() {
    let package = package("second");
    assert_eq!(init(&package, &["--tag", "Users"]).code, 0);
    let script = read(&package, "build.rs");
    refused(
        &package,
        &["--tag", "Users"],
        64,
        "spec/users.json: is there already: `genesys-spec update spec/users.json`",
    );
    let ran = init(&package, &["--operation", "getUser", "--name", "one", "--example"]);
    let line = "genesys_cloud_codegen::Fragment::file(\"spec/one.json\").name(\"one\").build();";
    assert!(
        ran.code == 0 && ran.out.contains(line) && ran.out.contains("include_api!(\"one\");"),
        "{}{}",
        ran.out,
        ran.log
    );
    assert!(read(&package, "examples/one.rs").contains("genesys_cloud::include_api!(\"one\");"));
    assert_eq!(read(&package, "build.rs"), script);
    // The dependencies are there.
    assert!(!ran.out.contains("changed Cargo.toml"), "{}", ran.out);
}

#[test]
fn an_example_that_exists_is_not_replaced() {
    let package = package("example");
    fs::create_dir(package.join("examples")).unwrap();
    fs::write(package.join("examples/users.rs"), "mine").unwrap();
    refused(
        &package,
        &["--tag", "Users", "--example"],
        64,
        "examples/users.rs: is there already",
    );
    assert_eq!(read(&package, "examples/users.rs"), "mine");
    assert_eq!(init(&package, &["--tag", "Users"]).code, 0);
}

#[test]
fn a_dependency_of_another_version_is_refused() {
    let package = package("version");
    fs::write(
        package.join("Cargo.toml"),
        format!("{MANIFEST}genesys-cloud = \"0.7\"\n"),
    )
    .unwrap();
    refused(
        &package,
        &["--tag", "Users"],
        65,
        "has genesys-cloud 0.7, and this genesys-spec belongs to 0.1",
    );
}

#[test]
fn the_packages_come_from_a_checkout_or_from_git() {
    let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let package = package("origin");
    refused(
        &package,
        &["--tag", "Users", "--path", "."],
        66,
        ".: is not a checkout of the repository of genesys-cloud",
    );
    refused(
        &package,
        &["--tag", "Users", "--path", ".", "--git", "x"],
        64,
        "cannot be used with",
    );
    let ran = init(&package, &["--tag", "Users", "--path", checkout]);
    assert_eq!(ran.code, 0, "{}", ran.log);
    assert!(read(&package, "Cargo.toml").contains(&format!("genesys-cloud = {{ path = \"{checkout}\" }}\n")));
    assert!(read(&package, "Cargo.toml").contains(&format!(
        "genesys-cloud-codegen = {{ path = \"{checkout}/codegen\" }}\n"
    )));

    let package = self::package("git");
    let ran = init(
        &package,
        &["--tag", "Users", "--git", "https://example.com/genesys-cloud.git"],
    );
    assert_eq!(ran.code, 0, "{}", ran.log);
    let line = "genesys-cloud-codegen = { git = \"https://example.com/genesys-cloud.git\" }\n";
    assert!(read(&package, "Cargo.toml").ends_with(line));
}

#[test]
fn a_name_that_is_not_one_of_a_file_is_refused() {
    let package = package("name");
    for name in ["../users", "a/b", "", "a b"] {
        refused(
            &package,
            &["--tag", "Users", "--name", name],
            64,
            "ASCII letters, digits, `_` and `-`",
        );
    }
}

#[test]
fn a_source_that_cannot_be_read_changes_nothing() {
    let package = package("source");
    let server = Server::start(|_| redirect("/again"));
    let ran = run_in(&package, &["init", "--source", &server.url("/"), "--tag", "Users"]);
    assert!(ran.code == 66 && ran.log.contains("in a circle"), "{}", ran.log);
    assert_eq!(names(&package), ["Cargo.toml"]);
}
