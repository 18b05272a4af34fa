//! A web page in place of a response of the API: from a proxy, a gateway, or the sign-in page of a network.

use crate::json::without_byte_order_mark;

/// The longest title that is kept, in bytes. Secrets in the title are masked later.
const TITLE_LIMIT: usize = 4096;

/// A web page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// The title, as the server sent it.
    pub(crate) title: Option<String>,
}

impl Page {
    /// Returns the page if a body is one, by its content type or by its beginning.
    pub(crate) fn detect(content_type: Option<&str>, body: &[u8]) -> Option<Self> {
        if !content_type.is_some_and(is_html) && !begins_like_html(body) {
            return None;
        }
        let title = title(body).map(|title| String::from_utf8_lossy(title).trim().to_owned());
        Some(Self {
            title: title.filter(|title| !title.is_empty()),
        })
    }
}

/// Returns whether a content type is the type of web pages.
pub(crate) fn is_html(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|html| media_type.eq_ignore_ascii_case(html))
}

fn begins_like_html(body: &[u8]) -> bool {
    let body = without_byte_order_mark(body).trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|start| {
        body.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// Returns the text of the first element `title`.
fn title(body: &[u8]) -> Option<&[u8]> {
    let tag = find(body, b"<title")?;
    let attributes = &body[tag + b"<title".len()..];
    let start = attributes.iter().position(|byte| *byte == b'>')?;
    let text = &attributes[start + 1..];
    let end = find(text, b"</title").unwrap_or(text.len());
    Some(&text[..end.min(TITLE_LIMIT)])
}

/// Returns the first place of `needle`, whatever its case.
fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests;
