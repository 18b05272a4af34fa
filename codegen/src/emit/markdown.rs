//! Text of a document, made safe for rustdoc: no part of it becomes a link, a tag, a test or a heading by accident.

/// The length at which lines are wrapped.
const WIDTH: usize = 100;

/// Words that clippy would take for code.
const PLAIN_WORDS: &[&str] = &["OAuth", "OpenAPI"];

/// Returns the lines of a documentation comment. Paragraphs are wrapped, lists stay lists, code blocks become plain text.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut writer = Writer::default();
    for line in text.lines() {
        writer.line(&clean(line));
    }
    writer.finish()
}

/// Returns a text on one line, such as a summary or a description inside a list.
pub(crate) fn inline(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(clean).collect();
    escaped(&words.join(" "))
}

/// Returns a name in backticks.
pub(crate) fn code(text: &str) -> String {
    let text = clean(text);
    if text.contains('`') || text.trim().is_empty() {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The lines of the open paragraph or list item.
    open: Vec<String>,
    /// `- ` for a list item.
    marker: &'static str,
    fence: Option<&'static str>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence));
        match (self.fence, fence) {
            (Some(open), Some(fence)) if open == fence => self.close_fence(),
            (Some(_), _) => self.lines.push(line.trim_end().replace("```", "'''")),
            (None, Some(fence)) => {
                self.close();
                self.separate();
                self.fence = Some(fence);
                self.lines.push("```text".to_owned());
            }
            (None, None) if trimmed.is_empty() => {
                self.close();
                self.separate();
            }
            (None, None) => self.text(trimmed),
        }
    }

    fn text(&mut self, trimmed: &str) {
        if let Some(text) = item(trimmed) {
            let after_paragraph = self.marker.is_empty();
            self.close();
            if after_paragraph {
                self.separate();
            }
            self.marker = "- ";
            self.open.push(text.to_owned());
        } else {
            self.open.push(trimmed.to_owned());
        }
    }

    fn close_fence(&mut self) {
        self.fence = None;
        self.lines.push("```".to_owned());
        self.lines.push(String::new());
    }

    fn separate(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Writes the open paragraph or list item.
    fn close(&mut self) {
        let text = escaped(&std::mem::take(&mut self.open).join(" "));
        let marker = std::mem::take(&mut self.marker);
        self.lines.extend(wrapped(&text, marker));
    }

    fn finish(mut self) -> Vec<String> {
        self.close();
        if self.fence.is_some() {
            self.close_fence();
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

/// Wraps a text that has been escaped. `marker` is at the start of the first line, the others are indented as far.
pub(crate) fn wrapped(text: &str, marker: &str) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let chars = word.chars().count();
        if line.is_empty() {
            line.push_str(marker);
            width = marker.len();
        } else if width + chars >= WIDTH && !starts_block(word) {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            width = indent.len();
        } else {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += chars;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Returns the text of a list item. Numbers of an ordered list are kept as text.
fn item(line: &str) -> Option<&str> {
    let text = ["* ", "- ", "+ ", "• "]
        .into_iter()
        .find_map(|marker| line.strip_prefix(marker))?
        .trim();
    (!text.is_empty()).then_some(text)
}

/// Returns whether a word would begin another block at the start of a line.
fn starts_block(word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let number = word.trim_end_matches(['.', ')']);
    word.chars().all(|char| "-=+*#_".contains(char))
        || (number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Removes control characters, including those that change the direction of text.
fn clean(text: &str) -> String {
    let bidi = |char: char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|char| !bidi(*char))
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect()
}

/// Escapes everything except code spans.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let spans: Vec<&str> = text.split('`').collect();
    let paired = spans.len() % 2 == 1 && spans.iter().skip(1).step_by(2).all(|span| !span.trim().is_empty());
    if paired {
        for (index, span) in spans.iter().enumerate() {
            if index % 2 == 1 {
                out.extend(["`", span, "`"]);
            } else {
                words(span, &mut out);
            }
        }
    } else {
        words(&text.replace('`', "'"), &mut out);
    }
    if out.starts_with('#') || starts_block(out.split(' ').next().unwrap_or_default()) {
        // A backslash before a digit would be shown: the number of a list item is escaped after its digits.
        let digits = out.bytes().take_while(u8::is_ascii_digit).count();
        out.insert(digits, '\\');
    }
    out
}

fn words(text: &str, out: &mut String) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        self::word(word, out);
    }
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
    if let Some(start) = ["http://", "https://"]
        .into_iter()
        .filter_map(|scheme| word.find(scheme))
        .min()
    {
        let (before, rest) = word.split_at(start);
        let end = rest
            .find(['<', '>', '"', ')', ']', '\'', '*', '\\'])
            .unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        let sentence = url.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let (url, stop) = url.split_at(sentence.len());
        escaped_chars(before, out);
        out.extend(["<", url, ">", stop]);
        return escaped_chars(after, out);
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
    for char in text.chars() {
        if matches!(char, '\\' | '[' | ']' | '<' | '>' | '_' | '*' | '|') {
            out.push('\\');
        }
        out.push(char);
    }
}

#[cfg(test)]
mod tests;
