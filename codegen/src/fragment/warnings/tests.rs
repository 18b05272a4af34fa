use super::{MOST, lines};
use crate::Problem;

fn warning(place: usize, message: &str) -> Problem {
    Problem::new(format!("/{place}"), message, "it is ignored")
}

#[test]
fn few_warnings_are_a_line_each() {
    let warnings: Vec<Problem> = (0..MOST).map(|place| warning(place, "odd")).collect();
    let lines = lines(&warnings);
    assert_eq!(lines.len(), MOST);
    assert_eq!(lines[0], "#/0: odd; it is ignored");
}

#[test]
fn many_warnings_are_counted_by_message() {
    let mut warnings: Vec<Problem> = (0..30).map(|place| warning(place, "odd")).collect();
    warnings.insert(1, warning(99, "strange"));
    assert_eq!(
        lines(&warnings),
        [
            "#/0: odd; it is ignored (30 times)",
            "#/99: strange; it is ignored",
            "31 warnings; `genesys-spec check` lists all of them",
        ]
    );
}

#[test]
fn more_messages_than_lines_are_left_out_with_their_number() {
    let warnings: Vec<Problem> = (0..MOST + 3)
        .map(|place| warning(place, &format!("odd {place}")))
        .collect();
    let lines = lines(&warnings);
    assert_eq!(lines.len(), MOST + 1);
    assert_eq!(
        lines[MOST],
        "13 warnings, 3 more messages not shown; `genesys-spec check` lists all of them"
    );
}
