use std::path::Path;

use super::{Problem, quoted};

#[test]
fn a_problem_is_one_line_whatever_it_quotes() {
    let problem = Problem::new("/a\n/b", "`\u{1b}[2J` is invalid", "remove it");
    assert_eq!(problem.to_string(), "#/a\\n/b: `\\u{1b}[2J` is invalid; remove it");
}

#[test]
fn the_file_comes_before_the_pointer() {
    let file = Path::new("spec/users.json");
    let problem = Problem::new("", "there is no operation", "add one").in_file(file);
    assert_eq!(problem.to_string(), "spec/users.json#: there is no operation; add one");
    assert_eq!(problem.pointer(), Some(""));
    let problem = Problem::for_file("cannot be read", "correct the path").in_file(file);
    assert_eq!(problem.to_string(), "spec/users.json: cannot be read; correct the path");
    assert_eq!(problem.pointer(), None);
}

#[test]
fn a_long_pointer_is_cut() {
    let problem = Problem::new(format!("/{}", "a".repeat(600)), "x", "y");
    assert_eq!(problem.to_string(), format!("#/{}…: x; y", "a".repeat(499)));
}

#[test]
fn long_text_is_cut() {
    assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
    assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
}

#[test]
fn characters_that_are_invisible_or_change_the_direction_of_text_are_escaped() {
    let text = "a\u{202e}b\u{200b}c\u{feff}d\u{2028}e\u{ad}f\u{e0041}g\u{2066}h";
    let line = Problem::new("", text, "help").to_string();
    assert_eq!(
        line,
        r"#: a\u{202e}b\u{200b}c\u{feff}d\u{2028}e\u{ad}f\u{e0041}g\u{2066}h; help"
    );
    let plain = "#: Müller 名前 🎉; help";
    assert_eq!(Problem::new("", "Müller 名前 🎉", "help").to_string(), plain);
}
