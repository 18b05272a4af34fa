//! The generated file: code is formatted piece by piece, since the tokens of a whole platform would fill gigabytes.

use proc_macro2::TokenStream;
use quote::quote;

use super::spec::SpecError;
use super::workers::each_block;

/// Stands between the lines of one comment: see [`comment`]. Text of a spec holds no control characters in a comment.
const LINE: char = '\u{1f}';

/// A documentation comment. All lines travel as one attribute, which becomes lines when the file is written: half of
/// the code is documentation, and tokens are what costs.
pub(crate) fn comment(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    // The space keeps `prettyplease` from seeing a `////`, which is no documentation.
    let text = format!(" {}", lines.join(LINE.encode_utf8(&mut [0; 4])));
    quote!(#[doc = #text])
}

/// What has been written so far.
#[derive(Debug, Default)]
pub(crate) struct File {
    text: String,
    /// The last line ends an item.
    after_item: bool,
}

impl File {
    /// Begins a module, with what it imports.
    pub(crate) fn open(&mut self, docs: &str, name: &str, imports: &TokenStream) -> Result<(), Vec<SpecError>> {
        self.line("", &["/// ", docs]);
        self.line("", &["pub mod ", name, " {"]);
        self.items(imports)
    }

    /// Items of the module that is open.
    pub(crate) fn inside<T: Sync>(
        &mut self,
        items: &[T],
        code: impl Fn(&T) -> TokenStream + Sync,
    ) -> Result<(), Vec<SpecError>> {
        let blocks = each_block(items, |block| -> Result<Self, Vec<SpecError>> {
            // Another block of items stands before it.
            let mut part = Self {
                text: String::new(),
                after_item: true,
            };
            for item in block {
                part.items(&code(item))?;
            }
            Ok(part)
        });
        for part in blocks {
            let part = part?;
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
    pub(crate) fn outside(&mut self, items: TokenStream) -> Result<(), Vec<SpecError>> {
        let code = formatted(items)?;
        self.lines(&code);
        Ok(())
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Formatted inside a module, so that lines are broken where they would be there.
    fn items(&mut self, items: &TokenStream) -> Result<(), Vec<SpecError>> {
        let code = formatted(quote!(mod m { #items }))?;
        let items = code.strip_prefix("mod m {\n").and_then(|code| code.strip_suffix("}\n"));
        self.lines(items.unwrap_or_default());
        Ok(())
    }

    fn lines(&mut self, code: &str) {
        for line in code.lines() {
            let text = line.trim_start();
            let indent = &line[..line.len() - text.len()];
            let Some(comment) = text.strip_prefix("///") else {
                self.line(indent, &[text]);
                continue;
            };
            for line in comment.trim_start().split(LINE) {
                let space = if line.is_empty() { "" } else { " " };
                self.line(indent, &["///", space, line]);
            }
        }
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

fn formatted(code: TokenStream) -> Result<String, Vec<SpecError>> {
    let file = syn::parse2(code).map_err(|error| {
        let problem = format!("the code made of this document is not Rust: {error}");
        vec![SpecError::new(
            "",
            problem,
            "report it as a fault of the generator, with the document",
        )]
    })?;
    Ok(prettyplease::unparse(&file))
}
