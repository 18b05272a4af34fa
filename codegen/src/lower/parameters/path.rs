//! The segments of a path.

use crate::lower::Lower;
use crate::path::{Segment, segments};
use crate::problem::quoted;

impl Lower<'_> {
    /// Returns the names in braces, and checks the segments of the path: plain text, with at most one name in it.
    pub(super) fn path_names<'p>(&mut self, path: &'p str, at: &str) -> Vec<&'p str> {
        let mut names: Vec<&str> = Vec::new();
        for segment in segments(path) {
            match Segment::parse(segment) {
                Some(Segment::Literal(_)) => {}
                Some(Segment::Parameter { name, .. }) => {
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
