//! The keys of maps: paths, statuses, and keys that come twice.

use std::collections::BTreeSet;

use super::Check;
use crate::json::Json;
use crate::problem::quoted;

/// The problem of a key, and what to do.
pub(super) type KeyProblem = (&'static str, &'static str);

impl Check {
    /// Removes the keys with a problem.
    pub(super) fn keys(&mut self, json: &mut Json, problem: fn(&str) -> Option<KeyProblem>) {
        let Json::Object(entries) = json else { return };
        entries.retain(|(key, _)| {
            let problem = if key.starts_with("x-") { None } else { problem(key) };
            if let Some((problem, help)) = problem {
                self.inside(key, |check| check.problem(problem, help));
            }
            problem.is_none()
        });
    }

    /// Keeps the first of several entries with one key.
    pub(super) fn duplicates(&mut self, entries: &mut Vec<(String, Json)>) {
        let mut seen = BTreeSet::new();
        if entries.iter().all(|(key, _)| seen.insert(key.as_str())) {
            return;
        }
        let mut seen = BTreeSet::new();
        entries.retain(|(key, _)| {
            let first = seen.insert(key.clone());
            if !first {
                let problem = format!("{} is defined twice", quoted(key));
                self.inside(key, |check| {
                    if check.is_note {
                        // The pointer leads to the first entry, which stays.
                        check.warning(problem, "the first one is used");
                    } else {
                        check.problem(problem, "keep one of them");
                    }
                });
            }
            first
        });
    }
}

/// Returns whether a key is not an extension. Only some objects have extensions: in a plain map, such as the components of a section,
/// a name may begin with `x-`.
pub(super) fn is_not_extension(key: &str) -> bool {
    !key.starts_with("x-")
}

/// The most segments of a path. The paths of the platform have up to 12.
const MOST_SEGMENTS: usize = 64;

/// The longest path, in bytes. Servers and gateways reject longer paths.
const LONGEST_PATH: usize = 4096;

pub(super) fn problem_of_path(path: &str) -> Option<KeyProblem> {
    if !path.starts_with('/') {
        Some(("a path begins with a slash", "put one before it"))
    } else if path.len() > LONGEST_PATH || path.matches('/').count() > MOST_SEGMENTS {
        Some(("this path is too long", "use at most 64 segments and 4,096 bytes"))
    } else {
        None
    }
}

pub(super) fn problem_of_status(key: &str) -> Option<KeyProblem> {
    if is_status(key) {
        return None;
    }
    Some(("this is not a status", "use three digits, `2XX` or `default`"))
}

fn is_status(key: &str) -> bool {
    let mut chars = key.chars();
    let first = chars.next().is_some_and(|char| ('1'..='5').contains(&char));
    let rest = chars.as_str();
    key == "default" || (first && (rest == "XX" || (rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()))))
}
