//! Examples, which rustdoc compiles and does not run. A string in the path is a placeholder. A PUT of a model that can be read
//! reads it, changes one field and sends it.

mod layout;
mod value;

use std::collections::BTreeMap;

use crate::ir::{Api, Field, Item, Model, Operation, Output, Parameter, Scalar, Tag, Target, Type};
use layout::{Method, fits, for_each, statement};
use value::{argument, literal, models, with, within};

/// Parameters that iterators over a list set.
const PAGING: &[&str] = &["pageNumber", "pageSize", "startIndex", "count", "cursor", "after"];

/// The examples of one fragment.
#[derive(Debug)]
pub(crate) struct Examples<'a> {
    api: &'a Api,
    target: Target,
    /// The operations that GET a model, by path.
    reads: BTreeMap<&'a str, (&'a Tag, &'a Operation)>,
    /// Whether calls show an optional parameter, with a value that only an example has.
    shows_optional: bool,
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
        Self {
            api,
            target,
            reads,
            shows_optional: true,
        }
    }

    /// Returns the examples as a program in another crate runs them: with parameters that are required alone.
    pub(crate) fn for_program(api: &'a Api) -> Self {
        Self {
            shows_optional: false,
            ..Self::new(api, Target::Dependent)
        }
    }

    /// Returns the example of a model that requests send, which creates one.
    pub(super) fn for_model(&self, model: &Model) -> Vec<String> {
        if !model.sent || model.fields.is_empty() {
            return Vec::new();
        }
        self.block("```", &self.new_model("value", model))
    }

    /// Returns the example of an operation, which calls it.
    pub(super) fn for_operation(&self, tag: &Tag, operation: &Operation) -> Vec<String> {
        self.block("```no_run", &self.statements(tag, operation))
    }

    /// Returns the statements that call an operation.
    pub(crate) fn statements(&self, tag: &Tag, operation: &Operation) -> Vec<String> {
        let mut lines = vec!["let client = genesys_cloud::Client::from_env()?;".to_owned()];
        let mut body = None;
        if let Some(((of, read), model)) = self.read_before(operation) {
            lines.extend(self.sent("let current = ", of, read, None));
            lines.extend(statement("let changed = current", &self.with(model), ";"));
            body = Some("changed");
        } else if let Some(model) = self.long_body(tag, operation) {
            lines.extend(self.new_model("body", model));
            body = Some("body");
        }
        if operation.paging.is_ok() {
            let mut call = self.call(tag, operation, body);
            call.push(Method::new("items", Vec::new()));
            lines.extend(for_each("client", &call));
        } else if body == Some("changed") {
            lines.extend(self.sent("", tag, operation, body));
        } else {
            lines.extend(self.sent(response(operation), tag, operation, body));
            if operation.output != Output::Nothing {
                lines.push("println!(\"{response:?}\");".to_owned());
            }
        }
        if self.target == Target::GenesysCloud {
            lines.push("# Ok::<(), genesys_cloud::Error>(())".to_owned());
        }
        lines
    }

    fn block(&self, begin: &str, lines: &[String]) -> Vec<String> {
        // In another crate, the path of the module is not known, and rustdoc could not compile the example. Ignored examples would
        // also be tests of that crate, and would fail if ignored tests are run.
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

    /// Returns the call of one setter of a model: of a field that the specification requires, if there is one. A field that counts only
    /// if another one enables it is set with that one.
    fn with(&self, model: &Model) -> Vec<Method> {
        let writable = model.fields.iter().filter(|field| !field.constraints.read_only);
        let required = writable.clone().find(|field| field.constraints.required);
        let Some(field) = required.or_else(|| writable.clone().next()) else {
            return Vec::new();
        };
        let enables = |other: &&Field| {
            let of = other.ident.strip_prefix("enable_").filter(|of| !of.is_empty());
            other.ty == Type::Scalar(Scalar::Bool) && of.is_some_and(|of| field.ident.starts_with(of))
        };
        let switch = writable.clone().find(enables);
        let fields = [field].into_iter().chain(switch);
        fields.map(|field| with(self.api, self.target, field)).collect()
    }

    /// Returns the statement that creates a model.
    fn new_model(&self, name: &str, model: &Model) -> Vec<String> {
        let new = format!("let {name} = {}::{}::default()", models(self.target), model.ident);
        statement(&new, &self.with(model), ";")
    }

    /// Returns the model of the body if the call does not fit on one line with it.
    fn long_body(&self, tag: &Tag, operation: &Operation) -> Option<&'a Model> {
        let Type::Model(index) = operation.body.as_ref()?.ty else {
            return None;
        };
        let Some(Item::Model(model)) = self.api.items.get(index) else {
            return None;
        };
        let mut call = self.call(tag, operation, None);
        call.push(Method::new("send", Vec::new()));
        (!fits(&format!("{}client", response(operation)), &call, "?;")).then_some(model)
    }

    /// Returns the statement that sends a request.
    fn sent(&self, begin: &str, tag: &Tag, operation: &Operation, body: Option<&str>) -> Vec<String> {
        let mut call = self.call(tag, operation, body);
        call.push(Method::new("send", Vec::new()));
        statement(&format!("{begin}client"), &call, "?;")
    }

    /// Returns the methods that make a request. `body` is the name of the body if a statement before has made it.
    fn call(&self, tag: &Tag, operation: &Operation, body: Option<&str>) -> Vec<Method> {
        let required = operation.parameters.iter().filter(|parameter| parameter.required);
        let mut arguments: Vec<String> = required.map(|parameter| self.parameter(parameter)).collect();
        let mut setters = Vec::new();
        if let Some(parameter) = self.optional(operation) {
            setters.push(Method::new(&parameter.ident, vec![self.parameter(parameter)]));
        }
        if let Some(sent) = &operation.body {
            let value = body.map_or_else(|| self.body(&sent.ty), str::to_owned);
            if sent.required {
                arguments.push(value);
            } else {
                setters.push(Method::new("body", vec![value]));
            }
        }
        let mut call = vec![
            Method::new(&tag.ident, Vec::new()),
            Method::new(&operation.ident, arguments),
        ];
        call.extend(setters);
        call
    }

    /// Returns the optional parameter that an example sets: the first one that is not for paging.
    fn optional<'o>(&self, operation: &'o Operation) -> Option<&'o Parameter> {
        if !self.shows_optional {
            return None;
        }
        let mut optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        optional.find(|parameter| {
            let is_paging = operation.paging.is_ok() && PAGING.contains(&parameter.name.as_str());
            !parameter.constraints.deprecated && !is_paging
        })
    }

    fn body(&self, ty: &Type) -> String {
        let mut value = argument(self.api, self.target, ty, "text");
        if let Type::Model(index) = ty {
            if let Some(Item::Model(model)) = self.api.items.get(*index) {
                value.extend(self.with(model).iter().map(Method::text));
            }
        }
        value
    }

    fn parameter(&self, parameter: &Parameter) -> String {
        if parameter.is_id() {
            return literal(&format!("<{}>", parameter.name));
        }
        within(&parameter.ty, &parameter.constraints)
            .unwrap_or_else(|| argument(self.api, self.target, &parameter.ty, &parameter.name))
    }
}

/// Returns the beginning of the statement that calls an operation.
fn response(operation: &Operation) -> &'static str {
    match operation.output {
        Output::Nothing => "",
        Output::Json(..) | Output::Text(_) => "let response = ",
    }
}

#[cfg(test)]
mod tests;
