//! The segments of a path.

use crate::lower::Lower;
use crate::problem::quoted;

impl Lower<'_> {
    /// Returns the names in braces, and checks the segments of the path: plain text, with at most one name in it.
    pub(super) fn path_names<'p>(&mut self, path: &'p str, at: &str) -> Vec<&'p str> {
        let mut names: Vec<&str> = Vec::new();
        // A slash at the end is a part of the path, and not an empty segment.
        let segments = path.strip_prefix('/').unwrap_or(path);
        let segments = segments.strip_suffix('/').unwrap_or(segments);
        for segment in segments.split('/').filter(|_| path != "/") {
            match Segment::parse(segment) {
                Some(Segment::Text) => {}
                Some(Segment::Parameter(name)) => {
                    if names.contains(&name) {
                        self.problem(at, format!("{{{name}}} is in the path twice"), "rename one of them");
                    }
                    names.push(name);
                }
                None => {
                    let problem = format!("{} is not a segment of a path", quoted(segment));
                    let help = "use plain ASCII text with at most one parameter in braces, or leave the operation out";
                    self.problem(at, problem, help);
                    // A problem of each parameter would only follow from this one.
                    let parts = segment.split('{').skip(1);
                    names.extend(parts.filter_map(|part| Some(part.split_once('}')?.0)));
                }
            }
        }
        names
    }
}

/// A part of a path between slashes.
enum Segment<'p> {
    Text,
    /// The name in braces; there may be text around it.
    Parameter(&'p str),
}

impl<'p> Segment<'p> {
    fn parse(segment: &'p str) -> Option<Self> {
        let fits = |text: &str| {
            text.chars()
                .all(|char| char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(char))
        };
        let Some((before, rest)) = segment.split_once('{') else {
            let is_dots = matches!(segment, "" | "." | "..");
            return (fits(segment) && !is_dots).then_some(Self::Text);
        };
        let (name, after) = rest.split_once('}')?;
        let is_segment = !name.is_empty() && fits(before) && fits(name) && fits(after);
        is_segment.then_some(Self::Parameter(name))
    }
}
