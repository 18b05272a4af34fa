//! Examples, which rustdoc compiles and does not run. A string in the path is a placeholder. A PUT of a model that can be read
//! reads it, changes one field and sends it. A DELETE without such a placeholder is not sent.

mod value;

use std::collections::BTreeMap;

use crate::ir::{Api, Item, Model, Operation, Output, Parameter, Place, Scalar, Tag, Target, Type};
use value::{argument, literal, models, with};

/// The examples of one fragment.
#[derive(Debug)]
pub(crate) struct Examples<'a> {
    api: &'a Api,
    target: Target,
    /// The operations that GET a model, by path.
    reads: BTreeMap<&'a str, (&'a Tag, &'a Operation)>,
}

impl<'a> Examples<'a> {
    pub(crate) fn new(api: &'a Api, target: Target) -> Self {
        let mut reads = BTreeMap::new();
        for tag in &api.tags {
            for operation in &tag.operations {
                if operation.verb == "GET" && matches!(operation.output, Output::Json(Type::Model(_), _)) {
                    reads.insert(operation.path.as_str(), (tag, operation));
                }
            }
        }
        Self { api, target, reads }
    }

    /// Returns the example of a model that requests send, which creates one.
    pub(super) fn for_model(&self, model: &Model) -> Vec<String> {
        if !model.sent || model.fields.is_empty() {
            return Vec::new();
        }
        let ident = &model.ident;
        let new = format!("{}::{ident}::default()", models(self.target));
        let with = self.with(model).unwrap_or_default();
        self.block(
            "```",
            &[one_or_more_lines(&format!("let value = {new}"), &[with])].concat(),
        )
    }

    /// Returns the example of an operation, which calls it.
    pub(super) fn for_operation(&self, tag: &Tag, operation: &Operation) -> Vec<String> {
        let mut lines = vec!["let client = genesys_cloud::Client::from_env()?;".to_owned()];
        if let Some((read, model)) = self.read_before(operation) {
            let (of, get) = read;
            lines.extend(statement("let current = ", &self.call(of, get, None)));
            lines.extend(one_or_more_lines(
                "let changed = current",
                &[self.with(model).unwrap_or_default()],
            ));
            lines.extend(statement("", &self.call(tag, operation, Some("changed"))));
        } else if operation.verb == "DELETE" && !operation.parameters.iter().any(is_id) {
            let mut call = self.call(tag, operation, None);
            call.pop();
            lines.extend(statement("let request = ", &call));
            lines.push("// To send it: request.send()?".to_owned());
        } else if operation.paging.is_ok() {
            let mut call = self.call(tag, operation, None);
            call.pop();
            call.push(".items()".to_owned());
            lines.extend(for_each("item", &call));
        } else if operation.output == Output::Nothing {
            lines.extend(statement("", &self.call(tag, operation, None)));
        } else {
            lines.extend(statement("let response = ", &self.call(tag, operation, None)));
            lines.push("println!(\"{response:?}\");".to_owned());
        }
        if self.target == Target::GenesysCloud {
            lines.push("# Ok::<(), genesys_cloud::Error>(())".to_owned());
        }
        self.block("```no_run", &lines)
    }

    fn block(&self, begin: &str, lines: &[String]) -> Vec<String> {
        // In another crate, the path of the module is not known, and rustdoc could not compile the example. Ignored examples would
        // be tests of that crate too, which fail when ignored tests are run.
        let begin = match self.target {
            Target::GenesysCloud => begin,
            Target::Dependent => "```text",
        };
        let mut block: Vec<String> = ["# Examples", "", begin].map(str::to_owned).into();
        block.extend_from_slice(lines);
        block.push("```".to_owned());
        block
    }

    /// Returns the operation that reads the model that a PUT sends.
    fn read_before(&self, operation: &Operation) -> Option<((&'a Tag, &'a Operation), &'a Model)> {
        let sent = &operation.body.as_ref()?.ty;
        let read = self.reads.get(operation.path.as_str())?;
        let Output::Json(ty, _) = &read.1.output else {
            return None;
        };
        let Type::Model(index) = sent else { return None };
        let Item::Model(model) = self.api.items.get(*index)? else {
            return None;
        };
        (operation.verb == "PUT" && ty == sent).then_some((*read, model))
    }

    /// Returns the call of one setter of a model: of a field that the specification requires, if there is one.
    fn with(&self, model: &Model) -> Option<String> {
        let mut writable = model.fields.iter().filter(|field| !field.constraints.read_only);
        let required = writable.clone().find(|field| field.constraints.required);
        let field = required.or_else(|| writable.next())?;
        Some(with(self.api, self.target, field))
    }

    /// Returns the parts of a call: the client, its methods, `send`.
    fn call(&self, tag: &Tag, operation: &Operation, body: Option<&str>) -> Vec<String> {
        let mut arguments: Vec<String> = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            arguments.push(self.parameter(parameter));
        }
        let mut optional_body = None;
        if let Some(sent) = &operation.body {
            let value = match body {
                Some(body) => body.to_owned(),
                None => self.body(&sent.ty),
            };
            if sent.required {
                arguments.push(value);
            } else {
                optional_body = Some(format!(".body({value})"));
            }
        }
        let mut call = vec![
            "client".to_owned(),
            format!(".{}()", tag.ident),
            format!(".{}({})", operation.ident, arguments.join(", ")),
        ];
        call.extend(optional_body);
        call.push(".send()?".to_owned());
        call
    }

    fn body(&self, ty: &Type) -> String {
        let mut value = argument(self.api, self.target, ty, "text");
        if let Type::Model(index) = ty {
            if let Some(Item::Model(model)) = self.api.items.get(*index) {
                value.push_str(&self.with(model).unwrap_or_default());
            }
        }
        value
    }

    fn parameter(&self, parameter: &Parameter) -> String {
        if is_id(parameter) {
            literal(&format!("<{}>", parameter.name))
        } else {
            argument(self.api, self.target, &parameter.ty, &parameter.name)
        }
    }
}

/// Returns whether an example has a placeholder for the parameter.
fn is_id(parameter: &Parameter) -> bool {
    matches!(parameter.place, Place::Path(_)) && parameter.ty == Type::Scalar(Scalar::String)
}

fn statement(begin: &str, call: &[String]) -> Vec<String> {
    let (first, rest) = call.split_first().map_or(("", call), |(first, rest)| (first, rest));
    one_or_more_lines(&format!("{begin}{first}"), rest)
}

/// Returns a loop that prints each item of what is called.
fn for_each(item: &str, call: &[String]) -> Vec<String> {
    let line = format!("for {item} in {} {{", call.concat());
    let mut lines = if line.len() <= 100 {
        vec![line]
    } else {
        let mut lines = statement(&format!("let {item}s = "), call);
        lines.push(format!("for {item} in {item}s {{"));
        lines
    };
    lines.push(format!("    println!(\"{{:?}}\", {item}?);"));
    lines.push("}".to_owned());
    lines
}

/// Returns a statement: on one line if it fits, as rustfmt writes it, or with a line for each method.
fn one_or_more_lines(begin: &str, methods: &[String]) -> Vec<String> {
    let line = format!("{begin}{};", methods.concat());
    if line.len() <= 100 {
        return vec![line];
    }
    let mut lines = vec![begin.to_owned()];
    lines.extend(methods.iter().map(|method| format!("    {method}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

#[cfg(test)]
mod tests;
