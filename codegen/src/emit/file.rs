//! The generated file: code is formatted piece by piece, since the tokens of a whole platform would fill gigabytes.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::quote;

use crate::Problem;
use crate::ir::Target;
use crate::parallel::each_block;

/// The documentation comments of one piece. Half of the code is documentation, and has nothing to format: the tokens hold
/// the number of a comment only.
#[derive(Debug, Default)]
pub(crate) struct Comments(RefCell<Vec<String>>);

impl Comments {
    /// The comment as it stands in the tokens.
    pub(crate) fn add(&self, lines: &[String]) -> TokenStream {
        if lines.is_empty() {
            return TokenStream::new();
        }
        let mut all = self.0.borrow_mut();
        let number = all.len().to_string();
        all.push(lines.join("\n"));
        quote!(#[doc = #number])
    }
}

/// What is written of one item.
#[derive(Debug)]
pub(crate) struct Piece {
    /// It is formatted.
    pub(crate) code: TokenStream,
    /// The lines of a table below it, which stand as they are.
    pub(crate) table: Vec<String>,
}

impl From<TokenStream> for Piece {
    fn from(code: TokenStream) -> Self {
        let table = Vec::new();
        Self { code, table }
    }
}

/// What has been written so far.
#[derive(Debug)]
pub(crate) struct File {
    text: String,
    target: Target,
    /// The last line ends an item.
    after_item: bool,
}

/// For modules in other crates: which parts of them a program uses, and which lints it has switched on, is not known.
const ALLOW: &str = "\
#[allow(
    dead_code,
    deprecated,
    missing_docs,
    missing_debug_implementations,
    rustdoc::all,
    unreachable_pub,
    unused,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    reason = \"generated code\"
)]
";

impl File {
    pub(crate) fn new(target: Target) -> Self {
        Self {
            text: String::new(),
            target,
            after_item: false,
        }
    }

    /// Text outside the modules, as it is.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins a module.
    pub(crate) fn open(&mut self, docs: &[String], name: &str) {
        for line in docs {
            self.comment("", line);
        }
        if self.target == Target::Dependent {
            self.text.push_str(ALLOW);
        }
        self.line("", &["pub mod ", name, " {"]);
    }

    /// A line in the module that is open, for those who read the code.
    pub(crate) fn remark(&mut self, text: &str) {
        self.line("    ", &["// ", text]);
    }

    /// What the module that is open imports.
    pub(crate) fn imports(&mut self, imports: &TokenStream) -> Result<(), Problem> {
        self.items(imports, Comments::default())
    }

    /// Items of the module that is open.
    pub(crate) fn inside<T: Sync, P: Into<Piece>>(
        &mut self,
        items: &[T],
        piece: impl Fn(&T, &Comments) -> P + Sync,
    ) -> Result<(), Problem> {
        let blocks = each_block(items, |block| -> Result<Self, Problem> {
            // Another block of items stands before it.
            let mut part = Self {
                after_item: true,
                ..Self::new(self.target)
            };
            for item in block {
                let comments = Comments::default();
                let Piece { code, table } = piece(item, &comments).into();
                part.items(&code, comments)?;
                for line in &table {
                    part.line("    ", &[line]);
                }
            }
            Ok(part)
        });
        let parts = blocks.into_iter().collect::<Result<Vec<Self>, Problem>>()?;
        self.text.reserve(parts.iter().map(|part| part.text.len()).sum());
        for part in parts {
            let first = if self.after_item { "" } else { "\n" };
            self.text.push_str(part.text.strip_prefix(first).unwrap_or(&part.text));
            self.after_item = part.after_item;
        }
        Ok(())
    }

    /// Ends the module.
    pub(crate) fn close(&mut self) {
        self.line("", &["}"]);
    }

    /// Items outside the modules.
    pub(crate) fn outside(&mut self, items: TokenStream) -> Result<(), Problem> {
        if self.target == Target::Dependent {
            self.line("", &[""]);
            self.text
                .push_str("#[allow(unreachable_pub, unused_imports, reason = \"generated code\")]\n");
            self.after_item = false;
        }
        let code = formatted(items)?;
        self.lines(&code, &[]);
        Ok(())
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Formatted inside a module, so that lines are broken where they would be there.
    fn items(&mut self, items: &TokenStream, comments: Comments) -> Result<(), Problem> {
        let code = formatted(quote!(mod m { #items }))?;
        let items = code.strip_prefix("mod m {\n").and_then(|code| code.strip_suffix("}\n"));
        self.lines(items.unwrap_or_default(), &comments.0.into_inner());
        Ok(())
    }

    fn lines(&mut self, code: &str, comments: &[String]) {
        for line in code.lines() {
            let text = line.trim_start();
            let indent = &line[..line.len() - text.len()];
            let comment = text.strip_prefix("///").and_then(|number| number.parse().ok());
            let Some(comment) = comment.and_then(|number: usize| comments.get(number)) else {
                self.line(indent, &[text]);
                continue;
            };
            for line in comment.split('\n') {
                self.comment(indent, line);
            }
        }
    }

    /// One line of documentation.
    fn comment(&mut self, indent: &str, text: &str) {
        let space = if text.is_empty() { "" } else { " " };
        self.line(indent, &["///", space, text]);
    }

    /// One line, with an empty one before it between items: people write that, and `prettyplease` does not.
    fn line(&mut self, indent: &str, parts: &[&str]) {
        const ITEMS: &[&str] = &["///", "#[", "pub ", "impl", "fn "];
        let begin = parts.first().copied().unwrap_or_default();
        if self.after_item && ITEMS.iter().any(|item| begin.starts_with(item)) {
            self.text.push('\n');
        }
        self.text.push_str(indent);
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
        self.after_item = !begin.starts_with("//") && (begin == "}" || begin.ends_with(';'));
    }
}

fn formatted(code: TokenStream) -> Result<String, Problem> {
    let file = syn::parse2(code).map_err(|error| {
        let problem = format!("the code made of this document is not Rust: {error}");
        Problem::new("", problem, "report it as a fault of the generator, with the document")
    })?;
    Ok(prettyplease::unparse(&file))
}
