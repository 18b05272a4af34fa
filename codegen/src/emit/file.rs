//! The generated file. Code is formatted piece by piece, since the tokens of a whole platform would take gigabytes.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::quote;

use crate::Problem;
use crate::ir::Target;
use crate::parallel::each_block;

/// The documentation comments of one piece. Nearly half of the code is documentation, which is not formatted: the tokens only contain
/// the number of each comment.
#[derive(Debug, Default)]
pub(crate) struct Comments(RefCell<Vec<String>>);

impl Comments {
    /// Adds a comment, and returns the tokens that stand for it.
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

/// The code of one item.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// Tokens, which are formatted.
    pub(crate) code: TokenStream,
    /// The lines of a macro call below the item, which are written as they are.
    pub(crate) macro_call: Vec<String>,
}

impl From<TokenStream> for Rendered {
    fn from(code: TokenStream) -> Self {
        let macro_call = Vec::new();
        Self { code, macro_call }
    }
}

/// The file so far.
#[derive(Debug)]
pub(crate) struct File {
    text: String,
    target: Target,
    /// Whether the last line ends an item.
    after_item: bool,
}

/// The lint attributes of modules in other crates, which may use any part of them and enable any lint.
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

    /// Writes text outside the modules.
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

    /// Writes a comment in the open module.
    pub(crate) fn remark(&mut self, text: &str) {
        self.line("    ", &["// ", text]);
    }

    /// Writes the imports of the open module.
    pub(crate) fn imports(&mut self, imports: &TokenStream) -> Result<(), Problem> {
        self.items(imports, Comments::default())
    }

    /// Writes items of the open module.
    pub(crate) fn inside<T: Sync, P: Into<Rendered>>(
        &mut self,
        items: &[T],
        render: impl Fn(&T, &Comments) -> P + Sync,
    ) -> Result<(), Problem> {
        let blocks = each_block(items, |block| -> Result<Self, Problem> {
            // The file of each block follows another block of items.
            let mut file = Self {
                after_item: true,
                ..Self::new(self.target)
            };
            for item in block {
                let comments = Comments::default();
                let Rendered { code, macro_call } = render(item, &comments).into();
                file.items(&code, comments)?;
                for line in &macro_call {
                    file.line("    ", &[line]);
                }
            }
            Ok(file)
        });
        let files = blocks.into_iter().collect::<Result<Vec<Self>, Problem>>()?;
        self.text.reserve(files.iter().map(|file| file.text.len()).sum());
        for file in files {
            let first = if self.after_item { "" } else { "\n" };
            self.text.push_str(file.text.strip_prefix(first).unwrap_or(&file.text));
            self.after_item = file.after_item;
        }
        Ok(())
    }

    /// Ends the module.
    pub(crate) fn close(&mut self) {
        self.line("", &["}"]);
    }

    /// Writes items outside the modules.
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

    /// Formats items inside a module, so that lines are as long as they are there.
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

    /// Writes one line of documentation.
    fn comment(&mut self, indent: &str, text: &str) {
        let space = if text.is_empty() { "" } else { " " };
        self.line(indent, &["///", space, text]);
    }

    /// Writes one line, with an empty line between items, which `prettyplease` does not write.
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
