//! Reads the documentation comments of generated code as rustdoc does. The fuzz target `generator` also has this module.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag};

/// Returns the documentation comments of generated code.
pub(crate) fn comments(code: &str) -> Vec<String> {
    let mut comments = Vec::new();
    let mut open: Option<String> = None;
    for line in code.lines() {
        match line.trim_start().strip_prefix("///") {
            Some(text) => {
                let comment = open.get_or_insert_default();
                comment.push_str(text.strip_prefix(' ').unwrap_or(text));
                comment.push('\n');
            }
            None => comments.extend(open.take()),
        }
    }
    comments
}

/// Returns the first thing in a comment that the generator does not write: a tag, a block that rustdoc tests, and anything else
/// that text of a document could only be by mistake. `examples` are the kinds of code blocks that examples have.
pub(crate) fn fault(comment: &str, examples: &[&str]) -> Option<String> {
    let of_rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let faults = [Options::empty(), of_rustdoc].map(|options| fault_of(events(comment, options), examples));
    faults.into_iter().flatten().next()
}

/// Parses a comment. Whatever could be a link to an item is one.
pub(crate) fn events(comment: &str, options: Options) -> Vec<Event<'_>> {
    let mut link = |link: pulldown_cmark::BrokenLink<'_>| Some((link.reference.into_string().into(), CowStr::from("")));
    Parser::new_with_broken_link_callback(comment, options, Some(&mut link)).collect()
}

fn fault_of(events: Vec<Event<'_>>, examples: &[&str]) -> Option<String> {
    // What is open: a heading, bold text, or a code block.
    let mut heading = String::new();
    let mut fixed: Option<&[&str]> = None;
    for event in events {
        let fits = match &event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => {
                heading.clear();
                fixed = Some(&["Errors", "Examples"]);
                true
            }
            Event::Start(Tag::Strong) => {
                fixed = Some(&["Deprecated:", "Preview:"]);
                true
            }
            // The only table is the one of the operations of an API.
            Event::Start(Tag::Table(_)) => {
                fixed = Some(&["method"]);
                true
            }
            Event::Start(Tag::TableHead | Tag::TableRow | Tag::TableCell) => true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                // There is one example below the heading.
                &**info == "text" || (std::mem::take(&mut heading) == "Examples" && examples.contains(&&**info))
            }
            Event::Text(text) => match fixed.take() {
                Some(texts) => {
                    heading.push_str(text);
                    texts.contains(&&**text)
                }
                None => true,
            },
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => is_link(*link_type, dest_url),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item)
            | Event::End(_)
            | Event::Code(_)
            | Event::SoftBreak => fixed.is_none(),
            _ => false,
        };
        if !fits {
            return Some(format!("{event:?}"));
        }
    }
    None
}

/// Returns whether the generator writes such a link: to an item, or to the web.
fn is_link(link_type: LinkType, target: &str) -> bool {
    let is_item = |char: char| char.is_ascii_alphanumeric() || "_:#`".contains(char);
    match link_type {
        LinkType::Autolink => target.starts_with("http://") || target.starts_with("https://"),
        LinkType::Inline | LinkType::ShortcutUnknown => target.chars().all(is_item),
        _ => false,
    }
}
