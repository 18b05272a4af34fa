//! Each promise of the reliability page has a row in its table of tests.

const PAGE: &str = include_str!("../../src/docs/reliability.md");

/// The bold names at the beginning of table rows.
fn promises(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| **"));
    rows.filter_map(|row| row.split("**").next())
        .map(|name| name.trim_end_matches('.'))
        .collect()
}

/// The first cells of table rows, without the header.
fn first_cells(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next()).skip(1).collect()
}

#[test]
fn every_promise_has_a_row_in_the_table_of_tests() {
    let (page, table) = PAGE
        .split_once("# The tests of each promise")
        .expect("the last section");
    let promises = promises(page);
    assert!(promises.len() > 50, "only {} promises were found", promises.len());
    assert_eq!(promises, first_cells(table));
}
