use super::{BuildScript, Manifest, Origin};

const PACKAGE: &str = "[package]\nname = \"a\" # the name\nversion = \"1.0.0\"\n";

/// Returns the text of a manifest with the dependencies.
fn with(text: &str, origin: &Origin) -> Result<String, String> {
    let mut manifest = Manifest::parse(text).unwrap();
    match manifest.add(origin) {
        Ok(_) => Ok(manifest.text()),
        Err(failure) => Err(failure.lines.join("\n")),
    }
}

#[test]
fn dependencies_are_added_and_the_rest_stays() {
    let text = format!("# A crate.\n{PACKAGE}\n[dependencies]\nserde = \"1\" # for models\n\n[features]\na = []\n");
    let expected = format!(
        "# A crate.\n{PACKAGE}\n[dependencies]\nserde = \"1\" # for models\ngenesys-cloud = \"0.1\"\n\n[features]\na = []\n\n\
         [build-dependencies]\ngenesys-cloud-codegen = \"0.1\"\n"
    );
    assert_eq!(with(&text, &Origin::Registry), Ok(expected.clone()));
    // Both are there now.
    assert_eq!(with(&expected, &Origin::Registry), Ok(expected));
}

#[test]
fn the_ends_of_lines_stay() {
    let text = format!("{PACKAGE}description = \"\"\"\na\nb\"\"\"\n\n[dependencies]\n# none\n");
    let expected = with(&text, &Origin::Registry).unwrap();
    let changed = with(&text.replace('\n', "\r\n"), &Origin::Registry);
    assert_eq!(changed, Ok(expected.replace('\n', "\r\n")));
}

#[test]
fn a_package_with_the_name_of_a_dependency_is_refused() {
    for name in ["genesys-cloud", "genesys_cloud", "genesys-cloud-codegen"] {
        let failure = Manifest::parse(&format!("[package]\nname = \"{name}\"\n")).unwrap_err();
        let expected = format!("Cargo.toml: the package is named {name}, as one that it needs: give it another name");
        assert_eq!((failure.code, failure.lines), (64, vec![expected]));
    }
}

#[test]
fn a_section_may_have_other_forms() {
    for text in [
        format!("{PACKAGE}\n[dependencies.serde]\nversion = \"1\"\n"),
        format!("dependencies = {{ serde = \"1\" }}\n{PACKAGE}"),
        format!("dependencies.serde = \"1\"\n{PACKAGE}"),
    ] {
        let changed = with(&text, &Origin::Registry).unwrap();
        let parsed = Manifest::parse(&changed).unwrap().document;
        assert_eq!(
            parsed["dependencies"]["genesys-cloud"].as_str(),
            Some("0.1"),
            "{changed}"
        );
        assert!(parsed["dependencies"].get("serde").is_some(), "{changed}");
    }
    let odd = format!("dependencies = 1\n{PACKAGE}");
    assert!(
        with(&odd, &Origin::Registry)
            .unwrap_err()
            .contains("`dependencies` is not a table")
    );
}

#[test]
fn the_packages_come_from_git_or_from_a_checkout() {
    let git = Origin::Git("https://example.com/genesys.git".to_owned(), Vec::new());
    let changed = with(PACKAGE, &git).unwrap();
    assert!(
        changed.contains("genesys-cloud = { git = \"https://example.com/genesys.git\" }"),
        "{changed}"
    );
    assert!(
        changed.contains("genesys-cloud-codegen = { git = \"https://example.com/genesys.git\" }"),
        "{changed}"
    );
    let changed = with(PACKAGE, &Origin::Path("../genesys/".to_owned())).unwrap();
    assert!(
        changed.contains("genesys-cloud = { path = \"../genesys\" }"),
        "{changed}"
    );
    assert!(
        changed.contains("genesys-cloud-codegen = { path = \"../genesys/codegen\" }"),
        "{changed}"
    );
}

#[test]
fn the_missing_package_has_the_origin_of_the_other_one() {
    for (known, expected) in [
        (
            "{ git = \"g\", rev = \"r\" }",
            "genesys-cloud-codegen = { git = \"g\", rev = \"r\" }",
        ),
        ("{ path = \"p\" }", "genesys-cloud-codegen = { path = \"p/codegen\" }"),
        ("{ workspace = true }", "genesys-cloud-codegen = \"0.1\""),
        ("\"0.1.0\"", "genesys-cloud-codegen = \"0.1\""),
    ] {
        let text = format!("{PACKAGE}\n[dependencies]\ngenesys-cloud = {known}\n");
        let changed = with(&text, &Origin::Registry).unwrap();
        assert!(
            changed.contains(expected) && changed.contains(&format!("genesys-cloud = {known}\n")),
            "{changed}"
        );
    }
}

#[test]
fn another_version_is_refused() {
    for version in [
        "\"0.2\"",
        "\"=0.2.1\"",
        "{ version = \"1\", features = [] }",
        "\">=0.1\"",
    ] {
        let text = format!("{PACKAGE}\n[build-dependencies]\ngenesys-cloud-codegen = {version}\n");
        let error = with(&text, &Origin::Registry).unwrap_err();
        assert!(error.starts_with("Cargo.toml: has genesys-cloud-codegen "), "{error}");
        assert!(error.contains("this genesys-spec belongs to 0.1"), "{error}");
    }
    for version in [
        "\"0.1\"",
        "\"^0.1.3\"",
        "\"=0.1.0\"",
        "\"~0.1\"",
        "\"0\"",
        "\"*\"",
        "{ version = \"0.1\" }",
    ] {
        let text = format!("{PACKAGE}\n[dependencies]\ngenesys-cloud = {version}\n");
        assert!(with(&text, &Origin::Registry).is_ok(), "{version}");
    }
}

#[test]
fn a_renamed_dependency_is_found() {
    let text = format!("{PACKAGE}\n[dependencies]\ngc-api = {{ package = \"genesys-cloud\", version = \"0.1\" }}\n");
    let mut manifest = Manifest::parse(&text).unwrap();
    assert_eq!(
        manifest.add(&Origin::Registry).unwrap(),
        ["[build-dependencies] genesys-cloud-codegen = \"0.1\""]
    );
    assert_eq!(manifest.client(), "gc_api");
}

#[test]
fn only_a_package_is_accepted() {
    for (text, code, problem) in [
        ("[workspace]\nmembers = [\"a\"]\n", 64, "is the root of a workspace"),
        ("", 64, "has no [package]"),
        ("[package", 65, "is not valid TOML"),
    ] {
        let failure = Manifest::parse(text).unwrap_err();
        assert!(
            failure.code == code && failure.lines[0].contains(problem),
            "{failure:?}"
        );
    }
    assert!(Manifest::parse(&format!("{PACKAGE}\n[workspace]\n")).is_ok());
}

#[test]
fn the_build_script_is_where_the_manifest_says() {
    let script = |line: &str| Manifest::parse(&format!("{PACKAGE}{line}")).unwrap().build_script();
    assert_eq!(script(""), BuildScript::File("build.rs".to_owned()));
    assert_eq!(script("build = \"a/b.rs\"\n"), BuildScript::File("a/b.rs".to_owned()));
    assert_eq!(script("build = false\n"), BuildScript::Disabled);
}
