//! Changes as text: one line for each, the most severe first, and the version step in the last line.

use std::fmt::Write as _;

use super::change::{Change, Changes, Consequence, Kind, Noun};
use crate::document::count;
use crate::terminal::{Color, Colors};

/// The most consequences that a line names. More are counted.
const NAMED: usize = 2;

/// Returns the text of changes. With `verbose`, each consequence has a line of its own.
pub(super) fn text(changes: &Changes, colors: Colors, verbose: bool) -> String {
    let mut text = lines(changes, colors, verbose);
    // Writing to a string does not fail.
    if changes.all.len() > 1 {
        let _ = writeln!(text, "{}", totals(changes));
    }
    if let Some(note) = changes.note() {
        let _ = writeln!(text, "note: {note}");
    }
    let _ = writeln!(text, "version step: {}", changes.step().name());
    text
}

/// Returns the lines of the changes alone.
pub(super) fn lines(changes: &Changes, colors: Colors, verbose: bool) -> String {
    let mut lines = String::new();
    for Change {
        kind, path, what, with, ..
    } in &changes.all
    {
        // A consequence is named in the line of its change, or has a line of its own.
        let (named, listed) = if verbose {
            (&[][..], with.as_slice())
        } else {
            (with.as_slice(), &[][..])
        };
        let _ = writeln!(lines, "{}  {path}: {what}{}", painted(*kind, colors), summary(named));
        for Consequence { path, what, .. } in listed {
            let _ = writeln!(lines, "{:13}    {path}: {what}", "");
        }
    }
    lines
}

fn painted(kind: Kind, colors: Colors) -> String {
    let color = match kind {
        Kind::Breaking => Color::Red,
        Kind::Additive => Color::Green,
        Kind::Documentation => Color::Blue,
    };
    colors.paint(color, &format!("{:<13}", kind.name()))
}

/// Returns `, with models::A and models::B` or `, with 1 operation and 28 types`.
fn summary(with: &[Consequence]) -> String {
    if with.is_empty() {
        return String::new();
    }
    if with.len() > NAMED {
        return format!(", with {}", counted(with));
    }
    let name = |one: &Consequence| match one.noun {
        Noun::Operation | Noun::Type => one.path.clone(),
        Noun::Setters => format!("the setters of {}", one.path),
        Noun::Refused => format!("refused values of {}", one.path),
        Noun::Accepted => format!("accepted values of {}", one.path),
    };
    let names: Vec<String> = with.iter().map(name).collect();
    format!(", with {}", names.join(" and "))
}

/// Returns `1 operation and 28 types`.
pub(super) fn counted(with: &[Consequence]) -> String {
    let number = |noun| with.iter().filter(|one| one.noun == noun).count();
    let mut counts = Vec::new();
    for (noun, before, name) in [
        (Noun::Operation, "", "operation"),
        (Noun::Type, "", "type"),
        (Noun::Setters, "the setters of ", "model"),
        (Noun::Refused, "refused values of ", "operation"),
        (Noun::Accepted, "accepted values of ", "operation"),
    ] {
        if number(noun) > 0 {
            counts.push(format!("{before}{}", count(number(noun), name)));
        }
    }
    counts.join(" and ")
}

/// Returns `1 breaking, 2 additive changes, from which 28 others follow`.
pub(super) fn totals(changes: &Changes) -> String {
    let number = |kind| (changes.with_kind(kind).count(), kind);
    let numbers = Kind::ALL.map(number).into_iter().filter(|(number, _)| *number > 0);
    let numbers: Vec<String> = numbers
        .map(|(number, kind)| format!("{number} {}", kind.name()))
        .collect();
    let plural = if changes.all.len() == 1 { "" } else { "s" };
    let with: usize = changes.all.iter().map(|change| change.with.len()).sum();
    let with = match with {
        0 => String::new(),
        1 => ", from which 1 other follows".to_owned(),
        with => format!(", from which {with} others follow"),
    };
    format!("{} change{plural}{with}", numbers.join(", "))
}
