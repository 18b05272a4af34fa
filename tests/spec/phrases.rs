//! Phrases that do not belong in technical English, or that have a standard term which people search for.

use std::collections::BTreeSet;

use crate::tree::files;

/// Phrases in lower case, and what to write instead.
const PHRASES: [(&[&str], &str); 18] = [
    (
        &["somebody", "nobody", "everybody", "anybody"],
        "name who: the caller, the server, another thread",
    ),
    (&["as good as"], "the exact condition"),
    (&["stand-in", "stand-ins"], "mock server, placeholder"),
    (
        &[
            "bring back",
            "brings back",
            "brought back",
            "give back",
            "gives back",
            "gave back",
            "given back",
        ],
        "return",
    ),
    (&["be had", "been had"], "obtained, started, opened"),
    (
        &[
            "try again",
            "tries again",
            "tried again",
            "trying again",
            "try it again",
            "tries it again",
        ],
        "retry",
    ),
    (&["own business"], "what differs"),
    (&["less the", "less its", "less what"], "without, minus"),
    (
        &[
            "comes of it",
            "came of it",
            "becomes of it",
            "became of it",
            "became of the",
            "what comes of",
            "what becomes of",
        ],
        "the result",
    ),
    (
        &[
            "the answer",
            "an answer",
            "its answer",
            "no answer",
            "each answer",
            "every answer",
            "error answer",
            "the answers",
        ],
        "response",
    ),
    (
        &[
            "answers with",
            "answered with",
            "answers the",
            "answers a",
            "answers in",
            "answered by",
        ],
        "respond, return",
    ),
    (&["for ever"], "forever"),
    (&["goodbye"], "close_notify"),
    (&["is there to", "are there to"], "say what it does"),
    (&["tell apart", "tells apart", "told apart"], "distinguish"),
    (&["in vain"], "without success, or the consequence"),
    (
        &[
            "is no json",
            "is no object",
            "is no enum",
            "is no number",
            "is no string",
            "is no token",
            "is no name",
            "is no error",
            "is no header",
        ],
        "is not a …",
    ),
    (&["of tomorrow"], "future"),
];

/// Beginnings of words in British spelling. The API is spelled in American English.
const BRITISH: [&str; 16] = [
    "authoris",
    "behaviour",
    "cancelled",
    "catalogue",
    "colour",
    "favour",
    "honour",
    "initialis",
    "labelled",
    "licence",
    "neighbour",
    "normalis",
    "optimis",
    "organis",
    "recognis",
    "serialis",
];

/// What stands on purpose: the beginning of the file's path, a part of the line, and why.
const EXCEPTIONS: [(&str, &str, &str); 5] = [
    ("tests/spec/phrases.rs", "", "the list itself"),
    (
        "src/auth/token_response/",
        "try again",
        "the server's text, of which the client reads the wait",
    ),
    ("src/retry/wait.rs", "try again", "the same text"),
    ("tests/faults/token_rate_limit.rs", "try again", "the same text"),
    ("src/sandbox/tests/tokens.rs", "somebody", "the id of a user"),
];

/// The text of a file in one line and in lower case, without the signs of comments, so that a phrase is found across a line break;
/// and the first byte of each line.
fn joined(text: &str) -> (String, Vec<usize>) {
    let (mut joined, mut starts) = (String::new(), Vec::new());
    for line in text.lines() {
        starts.push(joined.len());
        let line = line.trim().trim_start_matches(['/', '!', '#', '*']).trim_start();
        joined.push_str(&line.to_ascii_lowercase());
        joined.push(' ');
    }
    (joined, starts)
}

struct Found {
    /// From 1.
    line: usize,
    phrase: String,
    instead: &'static str,
}

fn phrases_of(text: &str) -> Vec<Found> {
    let (text, starts) = joined(text);
    let mut found = Vec::new();
    let mut look_for = |phrase: &str, whole: bool, instead| {
        for (start, _) in text.match_indices(phrase) {
            let (before, after) = (&text[..start], &text[start + phrase.len()..]);
            let begins = !before.ends_with(char::is_alphanumeric);
            let ends = !whole || !after.starts_with(char::is_alphanumeric);
            if begins && ends {
                let line = starts.partition_point(|&first| first <= start);
                found.push(Found {
                    line,
                    phrase: phrase.to_owned(),
                    instead,
                });
            }
        }
    };
    for (phrases, instead) in PHRASES {
        for phrase in phrases {
            look_for(phrase, true, instead);
        }
    }
    for beginning in BRITISH {
        look_for(beginning, false, "American spelling");
    }
    found
}

#[test]
fn phrases_of_the_list_are_not_used() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let scripts = [
        ".ci/run",
        ".ci/skip",
        ".ci/deny",
        ".ci/semver",
        ".ci/msrv",
        ".ci/newest",
        ".ci/packages",
        ".ci/peers",
        ".ci/prism/server",
    ];
    let endings = [
        &[".md", ".rs", ".py", ".txt", ".toml", ".yml", "/tokens.json", "justfile"][..],
        &scripts[..],
    ]
    .concat();
    for file in files(&endings) {
        let lines: Vec<_> = file.text.lines().collect();
        for found in phrases_of(&file.text) {
            let line = lines[found.line - 1];
            let exception = EXCEPTIONS
                .iter()
                .position(|(path, part, _)| file.path.starts_with(path) && line.contains(part));
            if let Some(exception) = exception {
                used.insert(exception);
            } else {
                wrong.push(format!(
                    "{}:{}: \"{}\": {}",
                    file.path, found.line, found.phrase, found.instead
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} phrases:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(
        used.len(),
        EXCEPTIONS.len(),
        "an exception is not needed any more: only {used:?} are"
    );
}

#[test]
fn a_phrase_is_found_across_the_lines_of_a_comment() {
    let found = phrases_of("fn a() {}\n    /// It is as\n    /// good as new.\n");
    assert_eq!(
        found.iter().map(|it| (it.line, it.phrase.as_str())).collect::<Vec<_>>(),
        [(2, "as good as")]
    );
}

#[test]
fn a_phrase_is_whole_words() {
    assert!(phrases_of("the answering machine, as good assets, DNS answers").is_empty());
}
