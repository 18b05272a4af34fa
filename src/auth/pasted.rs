//! Checks of ids, secrets and tokens, which people copy from web pages and files.

use crate::Error;
use crate::named::Named;

/// The content of a setting, as messages call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    ClientId,
    ClientSecret,
    Token,
    RefreshToken,
    Code,
    /// In base64, which may have several lines.
    Assertion,
}

impl Content {
    fn name(self) -> &'static str {
        match self {
            Self::ClientId => "the client ID",
            Self::ClientSecret => "the client secret",
            Self::Token => "the token",
            Self::RefreshToken => "the refresh token",
            Self::Code => "the code",
            Self::Assertion => "the assertion",
        }
    }
}

/// Checks a text that was copied from elsewhere. The error says what is wrong and where, and does not contain the text.
///
/// Ids and secrets consist of visible ASCII and inner spaces (RFC 6749, appendices A.1 and A.2), tokens, codes and assertions of visible ASCII.
pub(super) fn check<T>(setting: &Named<T>, content: Content, text: &str) -> Result<(), Error> {
    match problem(content, text) {
        Some(problem) => Err(setting.refused(format!("{} {problem}", content.name()))),
        None => Ok(()),
    }
}

fn problem(content: Content, text: &str) -> Option<String> {
    let text = if content == Content::Assertion {
        text.trim_ascii()
    } else {
        text
    };
    if text.is_empty() {
        return Some("is empty; set it".to_owned());
    }
    if is_placeholder(text) {
        return Some("looks like a variable that was not replaced; set its value".to_owned());
    }
    if is_quoted(text) {
        return Some("is in quotes; remove them".to_owned());
    }
    if ["null", "undefined", "None"].contains(&text) {
        return Some("is the text of a missing value; set it".to_owned());
    }
    if content == Content::Token && text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) {
        return Some("begins with \"Bearer \"; remove that".to_owned());
    }
    if text.ends_with(['\n', '\r']) {
        return Some("ends with a line break; remove it".to_owned());
    }
    if text.starts_with(' ') || text.ends_with(' ') {
        return Some("begins or ends with a space; remove it".to_owned());
    }
    let is_allowed = |character: char| match content {
        Content::ClientId | Content::ClientSecret => matches!(character, ' '..='~'),
        Content::Token | Content::RefreshToken | Content::Code => character.is_ascii_graphic(),
        Content::Assertion => character.is_ascii_graphic() || character.is_ascii_whitespace(),
    };
    let (index, character) = text
        .chars()
        .enumerate()
        .find(|(_, character)| !is_allowed(*character))?;
    let position = index + 1;
    Some(if character == ' ' {
        format!("contains a space at position {position}; copy it again")
    } else {
        // The message has the number of the character, which is often invisible. One character does not reveal a secret.
        format!(
            "contains U+{:04X} at position {position}; copy it again",
            u32::from(character)
        )
    })
}

/// Returns whether a template was not filled in: `${TOKEN}`, `$(TOKEN)`, `{{ token }}`, `%TOKEN%`, `<token>`.
fn is_placeholder(text: &str) -> bool {
    let pairs = [("${", "}"), ("$(", ")"), ("{{", "}}"), ("%", "%"), ("<", ">")];
    pairs
        .iter()
        .any(|(start, end)| text.len() > start.len() + end.len() && text.starts_with(start) && text.ends_with(end))
}

fn is_quoted(text: &str) -> bool {
    let pairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}')];
    pairs
        .iter()
        .any(|(start, end)| text.chars().count() > 1 && text.starts_with(*start) && text.ends_with(*end))
}

#[cfg(test)]
mod tests;
