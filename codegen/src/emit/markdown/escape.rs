//! Plain text as Markdown that shows exactly this text.

use super::spans::{code_span, content, spans, words};

/// Words that clippy would take for code.
const PLAIN_WORDS: &[&str] = &["OAuth", "OpenAPI"];

/// Escapes everything except code spans.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.contains('`') {
            word_with_spans(word, &mut out);
        } else {
            self::word(word, &mut out);
        }
    }
    if out.starts_with('#') || begins_block(out.split(' ').next().unwrap_or_default()) {
        // A backslash before a digit would be shown: the number of a list item is escaped after its digits.
        let digits = out.bytes().take_while(u8::is_ascii_digit).count();
        out.insert(digits, '\\');
    }
    out
}

/// Returns whether a word that needs no escape elsewhere would begin another block at the start of a line, or change the one above.
pub(super) fn begins_block(word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let number = word.trim_end_matches(['.', ')']);
    word.chars().all(|char| "-=+*#_:".contains(char))
        || (number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Writes a word with backticks. Backticks that delimit no span are quotation marks, and so are backticks around nothing.
fn word_with_spans(word: &str, out: &mut String) {
    let mut end = 0;
    for span in spans(word) {
        let code = content(&word[span.clone()]);
        if !code.trim().is_empty() {
            escaped_chars(&word[end..span.start], out);
            out.push_str(&code_span(code));
            end = span.end;
        }
    }
    escaped_chars(&word[end..], out);
}

fn word(word: &str, out: &mut String) {
    // Nearly all words need no escape.
    let rest = word
        .strip_prefix(|char: char| char.is_ascii_uppercase())
        .unwrap_or(word);
    if rest
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b',' | b';' | b'(' | b')' | b'\'' | b'-'))
    {
        return out.push_str(word);
    }
    let urls = ["http://", "https://"].into_iter();
    if let Some(start) = urls.filter_map(|scheme| word.find(scheme)).min() {
        return word_with_url(word, start, out);
    }
    let core = word.trim_matches(|char: char| !char.is_alphanumeric());
    let is_code = looks_like_code(core) && !PLAIN_WORDS.contains(&core.strip_suffix('s').unwrap_or(core));
    match word.split_once(core) {
        Some((before, after)) if is_code => {
            escaped_chars(before, out);
            out.extend(["`", core, "`"]);
            escaped_chars(after, out);
        }
        _ => escaped_chars(word, out),
    }
}

/// Writes a word with a URL, which begins at `start`. The marks of the sentence around it do not belong to the URL.
fn word_with_url(word: &str, start: usize, out: &mut String) {
    let (before, rest) = word.split_at(start);
    let end = rest
        .find(['<', '>', '"', ')', ']', '\'', '*', '\\'])
        .unwrap_or(rest.len());
    let (url, after) = rest.split_at(end);
    let without_stop = url.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let (url, stop) = url.split_at(without_stop.len());
    escaped_chars(before, out);
    out.extend(["<", url, ">", stop]);
    escaped_chars(after, out);
}

/// Returns whether clippy's `doc_markdown` requires backticks: for `CamelCase`, `snake_case` and paths.
fn looks_like_code(word: &str) -> bool {
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    let lower = word.chars().any(char::is_lowercase);
    let begins_upper = word.chars().next().is_some_and(char::is_uppercase);
    let plain = word.chars().all(char::is_alphanumeric);
    let code = word
        .chars()
        .all(|char| char.is_alphanumeric() || "_:.-/{}".contains(char));
    (plain && begins_upper && upper > 1 && lower) || (code && (word.contains('_') || word.contains("::")))
}

fn escaped_chars(text: &str, out: &mut String) {
    let may_be_entity = text.contains(';');
    for char in text.chars() {
        match char {
            '`' => out.push('\''),
            '\\' | '[' | ']' | '<' | '>' | '_' | '*' | '|' | '~' => out.extend(['\\', char]),
            '&' if may_be_entity => out.push_str("\\&"),
            char => out.push(char),
        }
    }
}
