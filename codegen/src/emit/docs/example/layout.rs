//! The layout of examples: a statement is on one line if it fits, as rustfmt writes it, or has a line for each method.

/// The length of a line that the column of a documentation page holds.
const WIDTH: usize = 90;

/// A call of a method in a chain.
pub(super) struct Method {
    name: String,
    arguments: Vec<String>,
}

impl Method {
    pub(super) fn new(name: impl Into<String>, arguments: Vec<String>) -> Self {
        let name = name.into();
        Self { name, arguments }
    }

    /// Returns the call on one line.
    pub(super) fn text(&self) -> String {
        format!(".{}({})", self.name, self.arguments.join(", "))
    }

    fn lines(&self) -> Vec<String> {
        let line = format!("    {}", self.text());
        if line.len() < WIDTH || self.arguments.is_empty() {
            return vec![line];
        }
        let mut lines = vec![format!("    .{}(", self.name)];
        lines.extend(self.arguments.iter().map(|argument| format!("        {argument},")));
        lines.push("    )".to_owned());
        lines
    }
}

/// Returns the lines of a statement: `begin`, the calls, `end`.
pub(super) fn statement(begin: &str, methods: &[Method], end: &str) -> Vec<String> {
    let line = one_line(begin, methods, end);
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![begin.to_owned()];
    lines.extend(methods.iter().flat_map(Method::lines));
    if let Some(last) = lines.last_mut() {
        last.push_str(end);
    }
    lines
}

/// Returns a loop that prints each item of what is called.
pub(super) fn for_each(begin: &str, methods: &[Method]) -> Vec<String> {
    let line = one_line(&format!("for item in {begin}"), methods, " {");
    let mut lines = if line.len() <= WIDTH {
        vec![line]
    } else {
        let mut lines = statement(&format!("let items = {begin}"), methods, ";");
        lines.push("for item in items {".to_owned());
        lines
    };
    lines.push("    println!(\"{:?}\", item?);".to_owned());
    lines.push("}".to_owned());
    lines
}

fn one_line(begin: &str, methods: &[Method], end: &str) -> String {
    let methods: String = methods.iter().map(Method::text).collect();
    format!("{begin}{methods}{end}")
}

/// Returns whether a statement fits on one line.
pub(super) fn fits(begin: &str, methods: &[Method], end: &str) -> bool {
    one_line(begin, methods, end).len() <= WIDTH
}
